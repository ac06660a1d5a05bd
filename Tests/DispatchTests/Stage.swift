import CRoost
@testable import HostBridge
@testable import HostDispatch
import HostFakes
import HostRouter
import NIOCore
import NIOEmbedded
import Synchronization

/// A host with one loop and one plugin, and exchanges on their way to it.
struct Stage {
  let loop: any EventLoop
  let host: FakeHost
  let plugin: FakePlugin
  let target: HandlerTarget

  init(
    on loop: any EventLoop, deadline: TimeAmount = .seconds(10), streamsBody: Bool = false,
    limits: PluginSlot.Limits = .init(concurrency: 64, queue: 64), bots: [Bot] = []
  ) throws {
    self.loop = loop
    // No loops of plugins' own: the end of a generation would wait for this one to be run.
    host = try FakeHost([], bots: bots)
    plugin = try FakePlugin("demo", on: host, limits: limits)
    target = plugin.target(deadline: deadline, streamsBody: streamsBody)
  }

  var link: ScriptedLink { plugin.link }
  var slot: PluginSlot { plugin.slot }

  /// A GET request whose path is `name`.
  func request(_ name: String, to target: HandlerTarget? = nil, sink: RecordingSink = RecordingSink())
    -> Exchange
  {
    var path = name
    var block: EventBlock?
    path.withUTF8 { path in
      let head = unsafe HTTPBlockHead(
        method: HTTPBlockHead.method("GET"), methodName: "GET", flags: 0, path: UnsafeRawBufferPointer(path),
        query: UnsafeRawBufferPointer(start: nil, count: 0), authority: "host", client: "127.0.0.1",
        requestID: name, contentLength: 0)
      block = HTTPBlock.make(head, headerCount: 0) { _ in ("", "") }
    }
    let target = target ?? self.target
    return Exchange(
      kind: .http(method: "GET"), id: name, target: target, block: block.take()!, body: ByteBuffer(),
      streamsBody: target.streamsBody, sink: sink, loop: loop, loopIndex: 0, dispatcher: host.dispatcher)
  }

  /// An update of bot 0 in a lane.
  func update(
    _ json: String, lane: Int64, to target: HandlerTarget? = nil, sink: RecordingSink = RecordingSink()
  ) throws -> Exchange {
    let body = ByteBuffer(string: json)
    let envelope = try UpdateEnvelope.of(json)
    return Exchange(
      kind: .update(bot: 0), id: json, target: target ?? self.target,
      lane: Lane(bot: 0, chat: lane, user: 0), block: envelope.block(bot: "demo", eventID: "event"),
      body: body, sink: sink, loop: loop, loopIndex: 0, dispatcher: host.dispatcher)
  }

  /// Submits requests and returns their exchanges.
  @discardableResult
  func submit(_ names: String...) -> [Exchange] {
    names.map { name in
      let exchange = request(name)
      host.dispatcher.submit(exchange)
      return exchange
    }
  }

  /// What the handlers have been called for, in order.
  var delivered: [String] { link.deliveries.map(\.name) }

  /// The ticket of a delivered event.
  func ticket(_ name: String) -> UInt64 { link.deliveries.first { $0.name == name }!.ticket }
}

/// The core table's functions, called as a plugin calls them.
enum Calls {
  static func complete(_ ticket: UInt64, _ text: String = "") -> Int32 {
    unsafe bytes(text) { unsafe HostTable.core.pointee.complete(ticket, $0) }
  }

  static func fail(_ ticket: UInt64, _ code: Int32, _ message: String = "") -> Int32 {
    unsafe bytes(message) { unsafe HostTable.core.pointee.fail(ticket, code, $0) }
  }

  static func respond(_ ticket: UInt64, _ status: UInt32, _ body: String) -> Int32 {
    unsafe response(status, body) { unsafe HTTPTable.table.pointee.respond(ticket, $0) }
  }

  static func openStream(_ ticket: UInt64, _ first: String = "") -> Int32 {
    unsafe response(200, first) { unsafe HTTPTable.table.pointee.stream_open(ticket, $0) }
  }

  static func write(_ ticket: UInt64, _ text: String, _ writable: CallCounter = CallCounter()) -> Int32 {
    unsafe bytes(text) {
      unsafe HTTPTable.table.pointee.stream_write(ticket, $0, CallCounter.function, writable.context)
    }
  }

  static func closeStream(_ ticket: UInt64) -> Int32 { unsafe HTTPTable.table.pointee.stream_close(ticket) }

  static func onCancel(_ ticket: UInt64, _ reasons: Reasons) -> Int32 {
    unsafe HostTable.core.pointee.on_cancel(ticket, Reasons.function, reasons.context)
  }

  static func bytes<R>(_ text: String, _ use: (roost_bytes) -> R) -> R {
    var text = text
    return text.withUTF8 { unsafe use(roost_bytes(UnsafeRawBufferPointer($0))) }
  }

  private static func response(
    _ status: UInt32, _ body: String, _ use: (UnsafePointer<roost_http_response>) -> Int32
  ) -> Int32 {
    unsafe bytes(body) { body in
      let response = unsafe roost_http_response(
        size: UInt32(MemoryLayout<roost_http_response>.size), status: status, fields_borrowed: nil,
        field_count: 0, body_borrowed: body)
      return unsafe withUnsafePointer(to: response) { unsafe use($0) }
    }
  }
}

/// Counts how often the host calls back. Kept for ever: the host holds its address.
final class CallCounter: Sendable {
  private let calls = Atomic<Int>(0)
  var count: Int { calls.load(ordering: .acquiring) }

  var context: UnsafeMutableRawPointer { unsafe Unmanaged.passRetained(self).toOpaque() }
  static var function: roost_callback {
    { context in
      unsafe Unmanaged<CallCounter>.fromOpaque(context!).takeUnretainedValue().calls
        .add(1, ordering: .acquiringAndReleasing)
    }
  }
}

/// The reasons a cancelled event was told. Kept for ever: the host holds its address.
final class Reasons: Sendable {
  private let told = Mutex<[Int32]>([])
  var all: [Int32] { told.withLock { $0 } }

  var context: UnsafeMutableRawPointer { unsafe Unmanaged.passRetained(self).toOpaque() }
  static var function: roost_cancel {
    { context, reason in
      unsafe Unmanaged<Reasons>.fromOpaque(context!).takeUnretainedValue().told.withLock { $0.append(reason) }
    }
  }
}
