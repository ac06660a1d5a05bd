import Roost
import RoostJSON
import SandboxWorld

/// `/sandbox/bot<token>/<method>`, as https://core.telegram.org/bots/api#making-requests has it.
struct BotAPI: Sendable {
  private let engine: Engine
  private let longestPoll: Int

  /// - Parameter longestPoll: seconds after which a poll is answered, whatever it asks for: before the host's deadline.
  init(_ engine: Engine, longestPoll: Int) {
    self.engine = engine
    self.longestPoll = longestPoll
  }

  private static let mostBytes = 60 << 20

  @HandlerBuilder var handlers: [any Handler] {
    GET("/sandbox/{bot}/{method}") { request in await answer(request) }
    POST("/sandbox/{bot}/{method}", body: .buffered(limit: Self.mostBytes)) { request in await answer(request)
    }
    GET("/sandbox/file/{bot}/{path...}") { request in try await file(request) }
  }

  private func answer(_ request: Request) async -> Response {
    let started = ContinuousClock.now
    let name = request["method"]
    do {
      guard request["bot"].hasPrefix("bot") else { throw APIError.server(404, "Not Found") }
      let token = String(request["bot"].dropFirst(3))
      let bot = try await engine.step { try $0.bot(token: token) }
      let arguments = try Arguments(
        query: request.query, contentType: request.header("Content-Type"), body: request.body)
      return await answer(name, bot, arguments, started)
    } catch {
      return Self.response(error)
    }
  }

  private func answer(
    _ name: String, _ bot: Int, _ arguments: Arguments, _ started: ContinuousClock.Instant
  ) async -> Response {
    let chat = (arguments.values["chat_id"]?.int ?? arguments.values["chat_id"]?.string.flatMap { Int($0) })
    func fault(_ kind: Fault.Kind) async throws -> Fault? {
      try await engine.step { $0.takeFault(kind, bot: bot, method: name, chat: chat) }
    }
    do {
      if try await fault(.dropBefore) != nil { return Self.broken }
      if try await fault(.error500) != nil { throw APIError.server(500, "Internal Server Error") }
      if try await fault(.error502) != nil { throw APIError.server(502, "Bad Gateway") }
      if let fault = try await fault(.tooMany) {
        throw APIError.tooManyRequests(fault.retryAfter ?? 3)
      }
      let result = await perform(name, bot, arguments)
      let time = Int((ContinuousClock.now - started) / .milliseconds(1))
      let error: APIError? = if case .failure(let error) = result { error } else { nil }
      try await engine.step { $0.tellCall(name, bot: bot, error, milliseconds: time) }
      if let fault = try await fault(.slow) {
        try? await Task.sleep(for: .milliseconds(fault.milliseconds ?? 3000))
      }
      if try await fault(.dropAfter) != nil { return Self.broken }
      if try await fault(.wrongObject) != nil {
        return Self.response(.fields(["ok": true, "result": ["this is", "not what was asked for"]]))
      }
      return Self.response(try result.get())
    } catch {
      return Self.response(error)
    }
  }

  /// Calls a method, also for a webhook whose answer names one.
  func perform(_ name: String, _ bot: Int, _ arguments: Arguments) async -> Result<JSONValue, APIError> {
    do {
      guard let method = MethodTable.find(name) else { throw MethodTable.refusal(name) }
      let call = try arguments.call(method, bot: bot)
      if method.name == "getUpdates" { return .success(try await poll(call)) }
      return try await engine.step { world in world.perform(method, call) }
    } catch {
      return .failure(error as? APIError ?? .server(500, "Internal Server Error: \(error)"))
    }
  }

  private func poll(_ call: Call) async throws -> JSONValue {
    let seconds = min(max(call.args["timeout"]?.int ?? 0, 0), longestPoll)
    let end = ContinuousClock.now + .seconds(seconds)
    let id = try await engine.step { try $0.beginPolling(call) }
    while true {
      let seen = engine.signals.count(.bot(call.bot))
      let found = try await engine.step { world -> [JSONValue] in
        if let error = world.pollError(id, bot: call.bot) { throw error }
        return world.poll(call)
      }
      let left = end - ContinuousClock.now
      let isOver = left <= .zero || Task.isCancelled || engine.isDraining
      if !found.isEmpty || isOver {
        try await engine.step { $0.endPolling(id, bot: call.bot) }
        return .fields(["ok": true, "result": found])
      }
      await engine.signals.wait(.bot(call.bot), after: seen, atMost: left)
    }
  }

  private func file(_ request: Request) async throws -> Response {
    let token = String(request["bot"].dropFirst(3))
    let path = request["path"]
    do {
      let found = try await engine.step { world in
        _ = try world.bot(token: token)
        return world.fileName(path: path)
      }
      guard let found, let bytes = try await engine.bytes(ofFile: found.name) else {
        throw APIError.server(404, "Not Found")
      }
      return Response(bytes: bytes)
    } catch {
      return Self.response(error)
    }
  }

  static func response(_ json: JSONValue, status: HTTPStatus = .ok) -> Response {
    Response(bytes: json.serialized(), status: status, contentType: "application/json")
  }

  static func response(_ error: any Error) -> Response {
    let error = error as? APIError ?? .server(500, "Internal Server Error: \(error)")
    var response = response(error.answer, status: HTTPStatus(integerLiteral: UInt32(error.code)))
    if let seconds = error.parameters?["retry_after"]?.int {
      response.headers.append(("Retry-After", "\(seconds)"))
    }
    return response
  }

  /// An answer that breaks off: as near to a connection that ends as a plugin comes.
  static let broken = Response(contentType: "application/json") { writer in
    try await writer.write("{\"ok\":")
    throw PluginError.permanent("broken off on demand")
  }
}
