import CRoost
import FrameLayout
import HostFrames
import HostLoader

/// `roost.http/1` in a worker.
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
    guard plugin == Worker.shared.start.plugin else { return ROOST_STALE }
    guard let route = unsafe route?.pointee, unsafe Int(route.size) == MemoryLayout<roost_http_route>.size,
      let handler = unsafe route.handler
    else { return ROOST_INVALID }
    let number = unsafe Worker.shared.register(PluginFunction(handler, user: route.user))
    let (method, pattern) = unsafe (route.method_borrowed.prefix(32), route.pattern_borrowed.prefix(2048))
    // One more than a name may have: what is cut off must not become a name.
    let key = unsafe route.key_borrowed.prefix(129)
    return Worker.shared.calls.ask { output, call in
      unsafe output.frame(
        FRAME_ROUTE, call,
        frame_route(
          handler: number, flags: route.flags, body_limit: route.body_limit, deadline_ns: route.deadline_ns,
          method_size: UInt32(method.count), pattern_size: UInt32(pattern.count), key_size: UInt32(key.count),
          reserved: 0), method, pattern, key)
    }
  }

  private static let files: @convention(c) (UInt64, roost_bytes) -> Int32 = { plugin, prefix in
    guard plugin == Worker.shared.start.plugin else { return ROOST_STALE }
    return Worker.shared.calls.ask { unsafe $0.frame(FRAME_FILES, $1, prefix.prefix(1024)) }
  }

  private static let cors: @convention(c) (UInt64, UnsafePointer<roost_http_cors>?) -> Int32 = {
    plugin, cors in
    guard plugin == Worker.shared.start.plugin else { return ROOST_STALE }
    guard let cors = unsafe cors?.pointee, unsafe Int(cors.size) == MemoryLayout<roost_http_cors>.size else {
      return ROOST_INVALID
    }
    let (origins, headers) = unsafe (cors.origins_borrowed.prefix(8192), cors.headers_borrowed.prefix(4096))
    let expose = unsafe cors.expose_borrowed.prefix(4096)
    return Worker.shared.calls.ask { output, call in
      unsafe output.frame(
        FRAME_CORS, call,
        frame_cors(
          allow_credentials: cors.allow_credentials, max_age_seconds: cors.max_age_seconds,
          origins_size: UInt32(origins.count), headers_size: UInt32(headers.count),
          expose_size: UInt32(expose.count), reserved: 0), origins, headers, expose)
    }
  }

  private static let respond: @convention(c) (UInt64, UnsafePointer<roost_http_response>?) -> Int32 = {
    ticket, response in
    guard let answer = unsafe Answer(response) else { return ROOST_INVALID }
    return CoreTable.end(ticket) { answer.write(FRAME_RESPOND, ticket, to: &$0) }
  }

  private static let streamOpen: @convention(c) (UInt64, UnsafePointer<roost_http_response>?) -> Int32 = {
    ticket, response in
    guard let answer = unsafe Answer(response) else { return ROOST_INVALID }
    let code: Int32? = Worker.shared.events.with(ticket) { event in
      guard !event.isStreaming, event.cancelReason == nil || event.cancelReason == ROOST_CANCEL_DRAIN else {
        return ROOST_INVALID
      }
      event.isStreaming = true
      let isWatched = event.isWatched
      event.isWatched = true
      event.loop.output.send { output in
        // Who streams must learn that nobody listens any more.
        if !isWatched { output.frame(FRAME_WATCH, ticket) }
        answer.write(FRAME_OPEN, ticket, to: &output)
      }
      return ROOST_DONE
    }
    return code ?? ROOST_STALE
  }

  private static let streamWrite:
    @convention(c) (UInt64, roost_bytes, roost_callback?, UnsafeMutableRawPointer?) -> Int32 = {
      ticket, bytes, function, context in
      guard let function = unsafe function, unsafe bytes.size <= 1 << 20 else { return ROOST_INVALID }
      let code: Int32? = Worker.shared.events.with(ticket) { event in
        guard event.isStreaming else { return ROOST_INVALID }
        if let reason = event.cancelReason, reason != ROOST_CANCEL_DRAIN { return ROOST_STALE }
        guard event.onTheWay < Int(FRAME_STREAM_WINDOW) else {
          unsafe event.writable = (function, context)
          return ROOST_BUSY
        }
        let piece = unsafe bytes.buffer
        event.onTheWay += piece.count
        event.loop.output.send { unsafe $0.frame(FRAME_WRITE, ticket, piece) }
        return ROOST_DONE
      }
      return code ?? ROOST_STALE
    }

  private static let streamClose: @convention(c) (UInt64) -> Int32 = { ticket in
    CoreTable.end(ticket) { $0.frame(FRAME_CLOSE, ticket) }
  }

  private static let bodyRead:
    @convention(c) (UInt64, UInt64, roost_http_body?, UnsafeMutableRawPointer?) -> Int32 = {
      ticket, credit, function, context in
      guard let function = unsafe function else { return ROOST_INVALID }
      let code: Int32? = Worker.shared.events.with(ticket) { event in
        unsafe event.body = (function, context)
        event.loop.output.send { $0.frame(FRAME_READ, ticket, frame_amount(amount: credit)) }
        return ROOST_DONE
      }
      return code ?? ROOST_STALE
    }
}

/// An HTTP answer in the plugin's memory, within the bounds of a frame.
@safe private struct Answer {
  private let status: UInt32
  private let fields: [FrameText]
  private let body: UnsafeRawBufferPointer

  init?(_ response: UnsafePointer<roost_http_response>?) {
    guard let response = unsafe response?.pointee,
      unsafe Int(response.size) == MemoryLayout<roost_http_response>.size,
      unsafe (200...599).contains(response.status), unsafe response.field_count <= 128
    else { return nil }
    let all = unsafe UnsafeBufferPointer(start: response.fields_borrowed, count: Int(response.field_count))
    unsafe fields = all.map {
      unsafe FrameText(name: $0.name_borrowed.buffer, value: $0.value_borrowed.buffer)
    }
    unsafe body = response.body_borrowed.buffer
    unsafe status = response.status
    let size = unsafe fields.reduce(body.count) { unsafe $0 + $1.name.count + $1.value.count }
    guard size < Int(FRAME_SIZE_MAX) - 4096 else { return nil }
  }

  func write(_ kind: Int32, _ ticket: UInt64, to output: inout OutputBuffer) {
    unsafe output.frame(
      kind, ticket, frame_answer(status: status, field_count: UInt32(fields.count)), texts: fields,
      after: body)
  }
}
