internal import CHostSystem
internal import HostOperations
internal import Synchronization

/// What others ask of the watching thread, and how they wake it.
final class WatcherMailbox: Sendable {
  enum Request: Equatable {
    case rescan, stop
    case revisit(String, after: Duration)
  }

  /// Readable while requests wait.
  let wake: Descriptor
  private let requests = Mutex<[Request]>([])

  init() throws(SystemFailure) {
    let number = csystem_wake_descriptor()
    if number < 0 { throw SystemFailure("eventfd", "plugins folder") }
    wake = Descriptor(owning: number)
  }

  func post(_ request: Request) {
    requests.withLock { if !$0.contains(request) { $0.append(request) } }
    var one: UInt64 = 1
    try? unsafe withUnsafeBytes(of: &one) { try unsafe wake.write($0) }
  }

  func take() -> [Request] {
    var count: UInt64 = 0
    _ = try? unsafe withUnsafeMutableBytes(of: &count) { try unsafe wake.read(into: $0) }
    return requests.withLock { requests in
      defer { requests = [] }
      return requests
    }
  }
}
