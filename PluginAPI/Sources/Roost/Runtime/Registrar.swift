import CRoostSDK
import Synchronization

/// Registers handlers with the host and keeps what it points at alive until the plugin is freed.
enum Registrar {
  private static let boxes = Mutex<[any AnyObject & Sendable]>([])

  static func route(_ method: String, _ route: RouteDefinition) throws {
    var (flags, limit): (UInt32, Int?) =
      switch route.body {
      case .buffered(let limit): (0, limit)
      case .streamed(let limit): (UInt32(ROOST_HTTP_STREAM_BODY), limit)
      }
    var key = ""
    switch route.durable {
    case .header(let name): (flags, key) = (flags | UInt32(ROOST_HTTP_DURABLE), name)
    case .body: flags |= UInt32(ROOST_HTTP_DURABLE | ROOST_HTTP_KEY_BODY)
    case nil: break
    }
    let user = unsafe keep(RouteBox(pattern: route.pattern, action: route.action))
    var (method, pattern) = (method, route.pattern)
    let deadline = route.deadline.map {
      $0.components.seconds * 1_000_000_000 + $0.components.attoseconds / 1_000_000_000
    }
    let code = method.withUTF8 { method in
      pattern.withUTF8 { pattern in
        key.withUTF8 { key in
          unsafe roost_sdk_route(
            method.baseAddress, UInt64(method.count), pattern.baseAddress, UInt64(pattern.count), flags,
            key.baseAddress, UInt64(key.count), UInt64(limit ?? 0), deadline ?? 0, user)
        }
      }
    }
    try refusal(code, "the route \(method) \(route.pattern)")
  }

  static func update(_ filter: UpdateFilter, _ action: UpdateAction) throws {
    guard roost_sdk_has_updates() == 1 else {
      throw PluginError(.denied, "this host offers no updates (roost.updates/1)")
    }
    let user = unsafe keep(UpdateBox(action: action))
    var text = FlatText()
    for part in [filter.command, filter.callback, filter.bot] { text.append(part ?? "") }
    let code = unsafe text.withPointers { bytes, lengths in
      unsafe roost_sdk_on_update(filter.kinds, filter.chatTypes, bytes, lengths, user)
    }
    try refusal(code, "an update handler")
  }

  static func message(
    _ kind: Int32, _ name: String, _ action: @escaping @Sendable (Message) async throws -> Void
  ) throws {
    guard roost_sdk_has_events() == 1 else {
      throw PluginError(.denied, "this host offers no messages and jobs (roost.events/1)")
    }
    let user = unsafe keep(MessageBox(action: action))
    var text = name
    let code = text.withUTF8 { text in
      unsafe roost_sdk_on_message(UInt32(kind), text.baseAddress, UInt64(text.count), user)
    }
    try refusal(code, "the handler of \(name)")
  }

  static func schedule(
    _ schedule: Schedule, _ action: @escaping @Sendable (Message) async throws -> Void
  ) throws {
    guard roost_sdk_has_schedule() == 1 else {
      throw PluginError(.denied, "this host offers no schedules (roost.schedule/1)")
    }
    let user = unsafe keep(MessageBox(action: action))
    var text = FlatText()
    for part in [schedule.name, schedule.rule, schedule.zone] { text.append(part) }
    let (missed, mostRuns) = schedule.missed.numbers
    let code = unsafe text.withPointers { bytes, lengths in
      unsafe roost_sdk_schedule(
        bytes, lengths, UInt32(clamping: schedule.jitter.components.seconds), missed, mostRuns, user)
    }
    try refusal(code, "the schedule \(schedule.name)")
  }

  static func service(
    _ name: String, _ action: @escaping @Sendable (ServiceCall) async throws -> [UInt8]
  ) throws {
    guard roost_sdk_has_services() == 1 else {
      throw PluginError(.denied, "this host offers no services (roost.services/1)")
    }
    let user = unsafe keep(ServiceBox(action: action))
    var text = name
    let code = text.withUTF8 { text in
      unsafe roost_sdk_provide(text.baseAddress, UInt64(text.count), user)
    }
    try refusal(code, "the service \(name)")
  }

  static func release() { boxes.withLock { $0.removeAll() } }

  private static func keep(_ box: some AnyObject & Sendable) -> UnsafeMutableRawPointer {
    boxes.withLock { $0.append(box) }
    return unsafe Unmanaged.passUnretained(box).toOpaque()
  }
}
