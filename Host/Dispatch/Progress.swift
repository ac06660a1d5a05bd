import CRoost
import HostBridge

/// The part of an exchange that plugins reach from any thread.
struct Progress: ~Copyable {
  /// Bytes of a streaming answer that may be on their way at a time.
  static let window = 256 << 10

  private enum Stream { case none, open }
  private var stream = Stream.none
  private var onTheWay = 0
  private var writable: PluginCallback?
  private var cancelCallback: CancelCallback?
  private var cancelReason: Int32?
  private(set) var isAbandoned = false

  init() {}

  var isStreaming: Bool { stream == .open }

  /// The deadline has passed; true when an answer is already streaming, which then goes on: the
  /// deadline is for the answer's beginning.
  mutating func deadlinePassed() -> Bool {
    if stream == .open { return true }
    isAbandoned = true
    return false
  }

  mutating func openStream() -> Bool {
    guard stream == .none, !isAbandoned else { return false }
    stream = .open
    return true
  }

  mutating func write(_ size: Int, _ callback: PluginCallback?) -> Int32 {
    guard stream == .open else { return ROOST_INVALID }
    if let cancelReason, cancelReason != ROOST_CANCEL_DRAIN { return ROOST_STALE }
    guard onTheWay < Self.window else {
      writable = callback
      return ROOST_BUSY
    }
    onTheWay += size
    return ROOST_DONE
  }

  /// Bytes have left; returns whom to tell that there is room.
  mutating func written(_ size: Int) -> PluginCallback? {
    onTheWay -= size
    guard onTheWay <= Self.window / 2 else { return nil }
    return writable.take()
  }

  /// Notes why it is cancelled; returns whom to tell. A drain may be followed by a harder reason.
  mutating func cancel(_ reason: Int32) -> CancelCallback? {
    guard cancelReason == nil || cancelReason == ROOST_CANCEL_DRAIN else { return nil }
    cancelReason = reason
    return cancelCallback
  }

  /// Keeps whom to tell; returns the reason when it is cancelled already.
  mutating func watch(_ callback: CancelCallback) -> Int32? {
    cancelCallback = callback
    return cancelReason
  }
}
