import Glibc
import Roost
import RoostJSON
import SandboxWorld

/// `/sandbox/api/`, what the page asks and does.
struct PageAPI: Sendable {
  private let engine: Engine
  private let files = PageFiles()

  init(_ engine: Engine) { self.engine = engine }

  private static let mostBytes = 60 << 20

  @HandlerBuilder var handlers: [any Handler] {
    GET("/sandbox") { _ in Response.redirect(to: "/sandbox/") }
    GET("/sandbox/") { request in try files.answer("index.html", request) }
    GET("/sandbox/page/{name...}") { request in try files.answer(request["name"], request) }
    GET("/sandbox/api/events") { request in events(request) }
    GET("/sandbox/api/files/{id}") { request in try await file(request) }
    GET("/sandbox/api/{path...}") { request in await answer(request) }
    POST("/sandbox/api/{path...}", body: .buffered(limit: Self.mostBytes)) { request in await answer(request)
    }
    DELETE("/sandbox/api/{path...}") { request in await answer(request) }
  }

  // MARK: Answers

  private func answer(_ request: Request) async -> Response {
    do {
      let query = PageQuery(request)
      if request.method != "GET" { try Self.checkOrigin(request) }
      let (body, uploads) = try Self.body(request)
      let path = request["path"].split(separator: "/").map(String.init)
      let json = try await route(request.method, path, query, body, uploads)
      return BotAPI.response(json)
    } catch {
      let error = error as? APIError ?? .server(500, "\(error)")
      let parts = error.description.split(separator: " — hint: ", maxSplits: 1).map(String.init)
      return BotAPI.response(
        .fields(["error": parts.first ?? "", "hint": parts.count > 1 ? parts[1] : nil]),
        status: HTTPStatus(integerLiteral: UInt32(error.code)))
    }
  }

  /// Only the page itself may change anything: another site open in the same browser may not.
  private static func checkOrigin(_ request: Request) throws {
    let site = request.header("Sec-Fetch-Site") ?? "same-origin"
    let origin = request.header("Origin")
    let own = ["http://", "https://"].map { $0 + request.authority }
    guard ["same-origin", "none"].contains(site), origin.map(own.contains) ?? true else {
      throw APIError.server(403, "the request comes from another site")
    }
  }

  private static func body(_ request: Request) throws -> (JSONValue, [UploadedFile]) {
    let bytes = request.body
    guard !bytes.isEmpty else { return (.object([]), []) }
    let type = request.header("Content-Type") ?? ""
    guard type.lowercased().hasPrefix("multipart/form-data") else {
      guard let json = try? JSONValue(parsing: bytes), json.object != nil else {
        throw APIError.server(400, "the body is no JSON object")
      }
      return (json, [])
    }
    guard let boundary = Multipart.boundary(type) else {
      throw APIError.server(400, "the boundary is missing")
    }
    var members: [JSONMember] = []
    var files: [UploadedFile] = []
    for part in try Multipart.parse(bytes, boundary: boundary) {
      if let name = part.fileName {
        files.append(UploadedFile(name: name, mime: part.contentType, bytes: Array(part.body)))
      } else {
        let text = String(decoding: part.body, as: UTF8.self)
        let number = part.name == "reply_to" ? Int(text).map(\.json) : nil
        members.append(JSONMember(part.name, number ?? .string(text)))
      }
    }
    return (.object(members), files)
  }

  // MARK: Routes

  private func route(
    _ method: String, _ path: [String], _ query: PageQuery, _ body: JSONValue, _ uploads: [UploadedFile]
  ) async throws -> JSONValue {
    if path.count == 3, path[0] == "chats", let chat = Int(path[1]) {
      return try await inChat(method, chat, path[2], query, body, uploads)
    }
    let boot = engine.hub.boot
    switch (method, path.joined(separator: "/")) {
    case ("GET", "world"): return try await engine.step { $0.pageWorld(boot: boot) }
    case ("GET", "methods"): return MethodTable.description
    case ("POST", "users"): return try await engine.step { try $0.makeUser(body) }
    case ("POST", "bots"):
      return try await engine.step { world in
        try world.makeBot(
          name: body["name"]?.string ?? "", username: body["username"]?.string ?? "",
          owner: body["owner"]?.int ?? 0)
      }
    case ("GET", "chats"): return try await engine.step { try $0.pageChats(query.user) }
    case ("POST", "chats"): return try await engine.step { try $0.makeChat(body) }
    case ("GET", "public"):
      return try await engine.step { try $0.pagePublic(query.text("q") ?? "", user: query.user) }
    case ("GET", "members"):
      return try await engine.step { try $0.pageMembers(query.int("chat") ?? 0, user: query.int("user")) }
    case ("GET", "raw"):
      return try await engine.step {
        try $0.pageRaw(query.int("chat") ?? 0, user: query.user, message: query.int("message") ?? 0)
      }
    case ("POST", "start"):
      return try await engine.step {
        try $0.pageStart(
          user: body["user"]?.int ?? 0, bot: body["bot"]?.int ?? 0, payload: body["payload"]?.string)
      }
    case ("POST", "follow"):
      return try await engine.step {
        try $0.pageFollow(user: body["user"]?.int ?? 0, body["link"]?.string ?? "")
      }
    case ("POST", "pay"): return try await pay(body)
    case ("GET", "faults"): return try await engine.step { JSONValue.fields(["faults": $0.faultList]) }
    case ("POST", "faults"): return try await engine.step { try $0.setFault(body) }
    case ("DELETE", "faults"):
      return try await engine.step { world in
        world.clearFaults(query.int("id"))
        return .object([])
      }
    case ("POST", "actions"):
      if body["do"]?.string == "kill_host" { return try Self.killHost() }
      return try await engine.step { try $0.pageAction(body) }
    default: throw APIError.server(404, "there is no \(method) \(path.joined(separator: "/"))")
    }
  }

  private func inChat(
    _ method: String, _ chat: Int, _ what: String, _ query: PageQuery, _ body: JSONValue,
    _ uploads: [UploadedFile]
  ) async throws -> JSONValue {
    let user = query.user
    if (method, what) == ("POST", "press") { return try await press(chat, user, body) }
    return try await engine.step { world in
      switch (method, what) {
      case ("GET", "messages"):
        try world.pageMessages(
          chat, user: user, before: query.int("before"), one: query.int("id"), limit: query.int("limit") ?? 50
        )
      case ("POST", "messages"): try world.pageSend(chat, user: user, body, files: uploads)
      case ("POST", "edit"): try world.pageEdit(chat, user: user, body)
      case ("POST", "delete"): try world.pageDelete(chat, user: user, body)
      case ("POST", "react"): try world.pageReact(chat, user: user, body)
      case ("POST", "pin"): try world.pagePin(chat, user: user, body)
      case ("POST", "vote"): try world.pageVote(chat, user: user, body)
      case ("POST", "members"): try world.pageMember(chat, user: user, body)
      case ("POST", "invite"): try world.pageInvite(chat, user: user, body)
      case ("POST", "migrate"): try world.migrate(chat, by: user)
      default: throw APIError.server(404, "there is no \(method) \(what) of a chat")
      }
    }
  }

  // MARK: What waits for a bot

  private func press(_ chat: Int, _ user: Int, _ body: JSONValue) async throws -> JSONValue {
    let id = try await engine.step { try $0.pagePress(chat, user: user, body) }
    let answer = try await answer(to: id, within: .seconds(15))
    return .fields(["answer": answer ?? .null, "timed_out": answer == nil])
  }

  private func pay(_ body: JSONValue) async throws -> JSONValue {
    if body["action"]?.string == "cancel" { return .fields(["state": "cancelled"]) }
    let user = body["user"]?.int ?? 0
    let (id, key) = try await engine.step { world in
      let id = try world.beginPayment(body["chat"]?.int ?? 0, user: user, body)
      return (id, world.invoiceKey(ofQuery: id) ?? "")
    }
    let answer = try await answer(to: id, within: .seconds(10))
    return try await engine.step { world in
      world.finishPayment(id, key: key, user: user, answer, tip: body["tip"]?.int ?? 0)
    }
  }

  private func answer(to id: String, within time: Duration) async throws -> JSONValue? {
    let end = ContinuousClock.now + time
    while true {
      let seen = engine.signals.count(.answers)
      if let answer = try await engine.step({ $0.takeAnswer(id) }) { return answer }
      let left = end - ContinuousClock.now
      if left <= .zero || Task.isCancelled || engine.isDraining { return nil }
      await engine.signals.wait(.answers, after: seen, atMost: left)
    }
  }

  // MARK: Events, files, the end

  private func events(_ request: Request) -> Response {
    let query = PageQuery(request)
    let wanted = request.header("Last-Event-ID") ?? query.text("last") ?? ""
    let engine = engine
    return .events { writer in
      let boot = engine.hub.boot
      let parts = wanted.split(separator: "-").map(String.init)
      let known = parts.count == 2 && parts[0] == boot ? Int(parts[1]) : nil
      let missed = known.flatMap { engine.hub.after($0) }
      var last = missed == nil ? engine.hub.last : known ?? engine.hub.last
      let hello = JSONValue.fields(["type": "hello", "boot": boot, "resumed": missed != nil])
      try await writer.send(hello.serializedString(), id: "\(boot)-\(last)")
      while true {
        let seen = engine.signals.count(.events)
        // Too slow, and some of it is forgotten: the page begins anew.
        guard let events = engine.hub.after(last) else { return }
        for event in events {
          try await writer.send(event.text, id: "\(boot)-\(event.id)")
          last = event.id
        }
        try Task.checkCancellation()
        await engine.signals.wait(.events, after: seen, atMost: .seconds(15))
        if engine.signals.count(.events) == seen { try await writer.keepAlive() }
      }
    }
  }

  private func file(_ request: Request) async throws -> Response {
    let id = request["id"]
    guard let found = try await engine.step({ $0.fileName(id: id) }),
      let bytes = try await engine.bytes(ofFile: found.name)
    else { throw HTTPError(.notFound, "there is no such file") }
    let type = found.mime ?? "application/octet-stream"
    let isSafe =
      ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(type) || type.hasPrefix("video/")
      || type.hasPrefix("audio/")
    var headers = [("X-Content-Type-Options", "nosniff"), ("Cache-Control", "private, max-age=3600")]
    if !isSafe { headers.append(("Content-Disposition", "attachment")) }
    return Response(bytes: bytes, contentType: isSafe ? type : "application/octet-stream", headers: headers)
  }

  /// Ends the host as a power cut would. A worker is kept from that: it can end only itself.
  private static func killHost() throws -> JSONValue {
    guard !CommandLine.arguments.contains(where: { $0.hasSuffix("roost-worker") }) else {
      throw APIError.server(
        501, "a worker cannot end its host — hint: isolation: inline in plugins.d/sandbox.yaml")
    }
    Task.detached {
      try? await Task.sleep(for: .milliseconds(100))
      kill(getpid(), SIGKILL)
    }
    return .object([])
  }
}

/// A request's query, read once.
struct PageQuery: Sendable {
  private let fields: [(name: String, value: String)]

  init(_ request: Request) { fields = URLEncoded.parse(Array(request.query.utf8)) }

  func text(_ name: String) -> String? { fields.first { $0.name == name }?.value }
  func int(_ name: String) -> Int? { text(name).flatMap { Int($0) } }
  var user: Int { int("user") ?? 0 }
}
