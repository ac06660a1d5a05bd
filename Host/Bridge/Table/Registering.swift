import CRoost
import HostRouter
import Logging

/// What plugins register, checked the same wherever their code runs. Each returns a code of `abi.h`;
/// why something was refused is in the log.
extension Generation {
  func addRoute(
    method: String, pattern text: String, bodyLimit: UInt64, flags: UInt32, key: String, deadline: Int64,
    handler: RegisteredHandler
  ) -> Int32 {
    let pattern: RoutePattern
    switch allowed(text, what: "route \(method) \(text)") {
    case .failure(let refusal): return refusal.code
    case .success(let allowed): pattern = allowed
    }
    let streams = flags & UInt32(ROOST_HTTP_STREAM_BODY) != 0
    var durableKey: DurableKey?
    if flags & UInt32(ROOST_HTTP_DURABLE) != 0 {
      do throws(RouteError) {
        durableKey = try DurableKey(
          field: key, isBody: flags & UInt32(ROOST_HTTP_KEY_BODY) != 0, method: method, streamsBody: streams,
          subject: "\(method.prefix(32)) \(pattern)")
      } catch {
        complain(.error, "\(error)")
        return ROOST_INVALID
      }
    }
    let registration = Registrations.Route(
      method: method, pattern: pattern, bodyLimit: bodyLimit, streamsBody: streams, durableKey: durableKey,
      deadline: max(0, deadline), handler: handler)
    return add("route") {
      guard $0.routes.count < Registrations.maximum else { return false }
      $0.routes.append(registration)
      return true
    }
  }

  func addFiles(under prefix: String) -> Int32 {
    let pattern: RoutePattern
    switch allowed(prefix + "/{path...}", what: "public files under \(prefix)") {
    case .failure(let refusal): return refusal.code
    case .success(let allowed): pattern = allowed
    }
    return add("files") {
      guard $0.files.count < Registrations.maximum else { return false }
      $0.files.append(pattern)
      return true
    }
  }

  func setCORS(origins: String, credentials: Bool, headers: String, expose: String, maxAge: UInt32) -> Int32 {
    let origins = origins.split(separator: ",").map { String($0.drop { $0 == " " }) }
    guard !(credentials && origins.contains("*")) else {
      complain(.error, "cross-origin rules refused: credentials with origin \"*\" — hint: name the origins")
      return ROOST_INVALID
    }
    let rules = CORSRules(
      origins: origins, allowsAnyOrigin: origins.contains("*"), allowsCredentials: credentials,
      headers: headers, expose: expose, maxAgeSeconds: maxAge)
    let text = rules.headers + rules.expose + origins.joined()
    guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      complain(.error, "cross-origin rules refused: a control character or non-ASCII text in them")
      return ROOST_INVALID
    }
    return add("cors") {
      $0.cors = rules
      return true
    }
  }

  func addUpdates(_ registration: Registrations.Update) -> Int32 {
    add("update handler") {
      guard $0.updates.count < Registrations.maximum else { return false }
      $0.updates.append(registration)
      return true
    }
  }

  func addMessages(kind: UInt32, name: String, handler: RegisteredHandler) -> Int32 {
    guard [ROOST_EVENT_TOPIC, ROOST_EVENT_JOB, ROOST_EVENT_OUTCOME].contains(Int32(bitPattern: kind)),
      let pattern = TopicPattern(name), kind == UInt32(ROOST_EVENT_TOPIC) || pattern.isExact
    else {
      complain(
        .error,
        "a handler of \(name) refused: it is no name — hint: write parts of letters, digits, _ and -, dots between"
      )
      return ROOST_INVALID
    }
    if kind == UInt32(ROOST_EVENT_TOPIC), !topicGrants.contains(where: { $0.covers(pattern) }) {
      complain(
        .error,
        """
        a handler of the topic \(name) refused: it lies outside \(topicGrants.map(\.description).joined(separator: ", ")) — \
        hint: grant it in \(plugin).yaml with `grants: [topic:\(name)]`
        """)
      return ROOST_DENIED
    }
    return add("message handler") {
      guard $0.messages.count < Registrations.maximum else { return false }
      $0.messages.append(Registrations.Message(kind: kind, pattern: pattern, handler: handler))
      return true
    }
  }

  func addService(_ text: String, handler: RegisteredHandler) -> Int32 {
    let name = text.utf8.contains(UInt8(ascii: ".")) ? text : "\(plugin).\(text)"
    guard TopicPattern.isTopic(name) else {
      complain(
        .error,
        """
        the service \(name) refused: it is no name — hint: write parts of letters, digits, _ and -, dots between, at \
        most \(TopicPattern.maxBytes) bytes
        """)
      return ROOST_INVALID
    }
    guard name.utf8.starts(with: "\(plugin).".utf8) else {
      complain(
        .error,
        "the service \(name) refused: it is another plugin's — hint: begin it with \(plugin) and a dot")
      return ROOST_DENIED
    }
    var isNew = true
    let code = add("service") {
      guard $0.services.count < Registrations.maximum else { return false }
      isNew = !$0.services.contains { $0.name == name }
      if isNew { $0.services.append(Registrations.Service(name: name, handler: handler)) }
      return true
    }
    guard isNew else {
      complain(.error, "the service \(name) refused: it is provided already — hint: provide it once")
      return ROOST_INVALID
    }
    return code
  }

  func add(
    _ what: String, most: Int = Registrations.maximum, _ change: (inout Registrations) -> Bool
  ) -> Int32 {
    if register(change) { return ROOST_DONE }
    complain(
      .error, "\(what) refused — outside of start, or more than \(most) — hint: register all in start")
    return ROOST_INVALID
  }

  /// A pattern as the plugin may register it; why not is logged.
  private func allowed(_ text: String, what: String) -> Result<RoutePattern, PluginFailure> {
    do throws(RouteError) {
      let pattern = try RoutePattern(text)
      for prefix in httpGrants where try HTTPGrant(prefix).covers(pattern) { return .success(pattern) }
      complain(
        .error,
        """
        \(what) refused: it lies outside \(httpGrants.joined(separator: ", ")) — \
        hint: grant it in \(plugin).yaml with `grants: [http:/PREFIX]`
        """)
      return .failure(PluginFailure(code: ROOST_DENIED, message: ""))
    } catch {
      complain(.error, "\(what) refused: \(error)")
      return .failure(PluginFailure(code: ROOST_INVALID, message: ""))
    }
  }
}
