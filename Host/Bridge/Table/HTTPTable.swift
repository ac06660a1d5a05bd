import CRoost
import HostLoader
import HostRouter

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
    return unsafe generation.addRoute(
      method: String(bounded: route.method_borrowed, to: 32),
      pattern: String(bounded: route.pattern_borrowed, to: 2048), bodyLimit: route.body_limit,
      flags: route.flags, key: String(bounded: route.key_borrowed, to: 129), deadline: route.deadline_ns,
      handler: .function(PluginFunction(handler, user: route.user)))
  }

  private static let files: @convention(c) (UInt64, roost_bytes) -> Int32 = { plugin, prefix in
    guard let generation = Generations.shared.find(plugin) else { return ROOST_STALE }
    return unsafe generation.addFiles(under: String(bounded: prefix, to: 1024))
  }

  private static let cors: @convention(c) (UInt64, UnsafePointer<roost_http_cors>?) -> Int32 = {
    plugin, cors in
    guard let generation = Generations.shared.find(plugin) else { return ROOST_STALE }
    guard let cors = unsafe cors?.pointee, unsafe Int(cors.size) == MemoryLayout<roost_http_cors>.size else {
      return ROOST_INVALID
    }
    return unsafe generation.setCORS(
      origins: String(bounded: cors.origins_borrowed, to: 8192), credentials: cors.allow_credentials != 0,
      headers: String(bounded: cors.headers_borrowed, to: 4096),
      expose: String(bounded: cors.expose_borrowed, to: 4096), maxAge: cors.max_age_seconds)
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
