import CRoostSDK
import Synchronization

/// The part of an exchange that only a suspended handler needs.
struct Waiting: ~Copyable {
  /// The handler's task, cancelled when the requester goes or the deadline passes.
  var task: Task<Void, Never>?
  /// Why the host cancelled, if it did.
  var cancelled: Int32?
  /// Whether a drain ends the answer: streams without an end of their own.
  var endsAtDrain = false
  /// Whether the host is draining this generation.
  var draining = false

  /// How often room in the answer's stream was announced.
  var announced = 0
  /// The writes that wait for room: several tasks may write to one answer.
  var writers: [CheckedContinuation<Void, Never>] = []

  var pieces: [[UInt8]] = []
  var credit = 0
  /// 1 at the end of the body, -1 when the client broke off.
  var end: Int32 = 0
  var reader: CheckedContinuation<Void, Never>?

  init() {}

  /// The writes that wait, which from now on do not.
  mutating func takeWriters() -> [CheckedContinuation<Void, Never>] {
    defer { writers = [] }
    return writers
  }
}

/// The exchanges whose handlers are suspended, by ticket. The host calls back with tickets, so a
/// callback that comes too late finds nothing and does nothing.
enum Suspended {
  private static let table = Mutex<[UInt64: Exchange]>([:])

  static func insert(_ exchange: Exchange) { table.withLock { $0[exchange.ticket] = exchange } }
  static func remove(_ exchange: Exchange) { _ = table.withLock { $0.removeValue(forKey: exchange.ticket) } }
  static func find(_ ticket: UInt64) -> Exchange? { table.withLock { $0[ticket] } }
}

@c(roost_sdk_swift_cancelled)
func cancelled(ticket: UInt64, reason: Int32) {
  guard let exchange = Suspended.find(ticket) else { return }
  let wake = exchange.waiting.withLock { waiting in
    if reason == ROOST_CANCEL_DRAIN {
      waiting.draining = true
      guard waiting.endsAtDrain else { return (nil, [], nil) as Wake }
    }
    waiting.cancelled = reason
    return (waiting.task, waiting.takeWriters(), waiting.reader.take())
  }
  wake.0?.cancel()
  for writer in wake.1 { writer.resume() }
  wake.2?.resume()
}

private typealias Wake = (
  Task<Void, Never>?, [CheckedContinuation<Void, Never>], CheckedContinuation<Void, Never>?
)

@c(roost_sdk_swift_writable)
func writable(ticket: UInt64) {
  let writers = Suspended.find(ticket)?.waiting.withLock { waiting in
    waiting.announced += 1
    return waiting.takeWriters()
  }
  for writer in writers ?? [] { writer.resume() }
}

@c(roost_sdk_swift_body)
func bodyPiece(ticket: UInt64, data: UnsafePointer<UInt8>?, size: UInt64, end: Int32) {
  guard let exchange = Suspended.find(ticket) else { return }
  let piece = unsafe Array(UnsafeBufferPointer(start: data, count: Int(size)))
  let reader = exchange.waiting.withLock { waiting in
    if !piece.isEmpty { waiting.pieces.append(piece) }
    waiting.credit = max(0, waiting.credit - piece.count)
    if end != 0 { waiting.end = end }
    return waiting.reader.take()
  }
  reader?.resume()
}
