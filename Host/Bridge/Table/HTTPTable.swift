import CRoost
import HostRouter
import Logging

/// `roost.http/1`.
enum HTTPTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_http> = {
    let table = UnsafeMutablePointer<roost_http>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_http(
        size: UInt32(MemoryLayout<roost_http>.size), revision: 1, route: route, files: files, cors: cors,
        respond: respond, stream_open: streamOpen, stream_write: streamWrite, stream_close: streamClose,
        body_read: bodyRead))
    return unsafe UnsafePointer(table)
  }()

  private static let route: @convention(c) (UInt64, UnsafePointer<roost_http_route>?) -> Int32 = {
    plugin, route in
    guard let generation = Generations.shared.find(plugin) else { return ROOST_STALE }
    guard let route = unsafe route?.pointee, unsafe Int(route.size) == MemoryLayout<roost_http_route>.size,
      let handler = unsafe route.handler
    else { return ROOST_INVALID }
    let method = unsafe String(bounded: route.method_borrowed, to: 32)
    let text = unsafe String(bounded: route.pattern_borrowed, to: 2048)
    let pattern: RoutePattern
    switch generation.allowed(text, what: "route \(method) \(text)") {
    case .failure(let refusal): return refusal.code
    case .success(let allowed): pattern = allowed
    }
    let registration = unsafe Registrations.Route(
      method: method, pattern: pattern, bodyLimit: route.body_limit,
      streamsBody: route.flags & UInt32(ROOST_HTTP_STREAM_BODY) != 0, deadline: max(0, route.deadline_ns),
      handler: RegisteredHandler(function: handler, user: route.user))
    return generation.register {
      guard $0.routes.count < Registrations.maximum else { return false }
      $0.routes.append(registration)
      return true
    } ? ROOST_DONE : generation.refusesRegistration("route")
  }

  private static let files: @convention(c) (UInt64, roost_bytes) -> Int32 = { plugin, prefix in
    guard let generation = Generations.shared.find(plugin) else { return ROOST_STALE }
    let prefix = unsafe String(bounded: prefix, to: 1024)
    let pattern: RoutePattern
    switch generation.allowed(prefix + "/{path...}", what: "public files under \(prefix)") {
    case .failure(let refusal): return refusal.code
    case .success(let allowed): pattern = allowed
    }
    return generation.register {
      guard $0.files.count < Registrations.maximum else { return false }
      $0.files.append(pattern)
      return true
    } ? ROOST_DONE : generation.refusesRegistration("files")
  }

  private static let cors: @convention(c) (UInt64, UnsafePointer<roost_http_cors>?) -> Int32 = {
    plugin, cors in
    guard let generation = Generations.shared.find(plugin) else { return ROOST_STALE }
    guard let cors = unsafe cors?.pointee, unsafe Int(cors.size) == MemoryLayout<roost_http_cors>.size else {
      return ROOST_INVALID
    }
    let origins = unsafe String(bounded: cors.origins_borrowed, to: 8192).split(separator: ",").map {
      String($0.drop { $0 == " " })
    }
    let credentials = unsafe cors.allow_credentials != 0
    guard !(credentials && origins.contains("*")) else {
      generation.logger.error(
        "cross-origin rules refused: credentials with origin \"*\" — hint: name the origins")
      return ROOST_INVALID
    }
    let rules = unsafe CORSRules(
      origins: origins, allowsAnyOrigin: origins.contains("*"), allowsCredentials: credentials,
      headers: String(bounded: cors.headers_borrowed, to: 4096),
      expose: String(bounded: cors.expose_borrowed, to: 4096), maxAgeSeconds: cors.max_age_seconds)
    let text = rules.headers + rules.expose + origins.joined()
    guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      generation.logger.error("cross-origin rules refused: a control character or non-ASCII text in them")
      return ROOST_INVALID
    }
    return generation.register {
      $0.cors = rules
      return true
    } ? ROOST_DONE : generation.refusesRegistration("cors")
  }

  private static let respond: @convention(c) (UInt64, UnsafePointer<roost_http_response>?) -> Int32 = {
    ticket, response in
    guard let answer = unsafe HTTPAnswer(response) else { return ROOST_INVALID }
    guard let owner = Tickets.shared.close(ticket) else { return HostTable.stale(ticket) }
    owner.respond(answer)
    return ROOST_DONE
  }

  private static let streamOpen: @convention(c) (UInt64, UnsafePointer<roost_http_response>?) -> Int32 = {
    ticket, response in
    guard let answer = unsafe HTTPAnswer(response) else { return ROOST_INVALID }
    guard let owner = Tickets.shared.find(ticket) else { return HostTable.stale(ticket) }
    return owner.openStream(answer)
  }

  private static let streamWrite:
    @convention(c) (UInt64, roost_bytes, roost_callback?, UnsafeMutableRawPointer?) -> Int32 = {
      ticket, bytes, function, context in
      guard let writable = unsafe PluginCallback(function, context), unsafe bytes.size <= 1 << 20 else {
        return ROOST_INVALID
      }
      guard let owner = Tickets.shared.find(ticket) else { return ROOST_STALE }
      return unsafe owner.writeStream(bytes.buffer, writable: writable)
    }

  private static let streamClose: @convention(c) (UInt64) -> Int32 = { ticket in
    guard let owner = Tickets.shared.close(ticket) else { return HostTable.stale(ticket) }
    owner.closeStream()
    return ROOST_DONE
  }

  private static let bodyRead:
    @convention(c) (UInt64, UInt64, roost_http_body?, UnsafeMutableRawPointer?) -> Int32 = {
      ticket, credit, function, context in
      guard let callback = unsafe BodyCallback(function, context) else { return ROOST_INVALID }
      guard let owner = Tickets.shared.find(ticket) else { return ROOST_STALE }
      return owner.readBody(credit, callback)
    }
}

extension Generation {
  /// A pattern as the plugin may register it; why not is logged.
  fileprivate func allowed(_ text: String, what: String) -> Result<RoutePattern, PluginFailure> {
    do throws(RouteError) {
      let pattern = try RoutePattern(text)
      for prefix in httpGrants where try HTTPGrant(prefix).covers(pattern) { return .success(pattern) }
      logger.error(
        """
        \(what) refused: it lies outside \(httpGrants.joined(separator: ", ")) — \
        hint: grant it in \(plugin).yaml with `grants: [http:/PREFIX]`
        """)
      return .failure(PluginFailure(code: ROOST_DENIED, message: ""))
    } catch {
      logger.error("\(what) refused: \(error)")
      return .failure(PluginFailure(code: ROOST_INVALID, message: ""))
    }
  }

  /// Says why a registration came to nothing.
  func refusesRegistration(_ what: String) -> Int32 {
    logger.error(
      "\(what) refused — outside of start, or more than \(Registrations.maximum) — hint: register all in start"
    )
    return ROOST_INVALID
  }
}
