import CCurl
import CHostSystem
import HostOperations
import Synchronization

/// A thread of libcurl's, with connections that are used again. Those of one engine are for whoever may reach the same
/// addresses.
final class FetchEngine: Sendable {
  enum Order {
    case begin(Transfer)
    /// Its stream has room again, or is closed.
    case resume(Transfer)
    case end
  }

  private struct State {
    var orders: [Order] = []
    var isAwake = false
    var hasEnded = false
    var thread: SystemThread?
  }

  let authorities: String?
  let connections: Int
  private let wake: Descriptor
  private let state = Mutex(State())

  /// - Parameters:
  ///   - authorities: a PEM file of the authorities that sign servers' certificates; nil is the system's.
  ///   - connections: most of them at once.
  init(authorities: String?, connections: Int) throws(SystemFailure) {
    ccurl_global_init()
    let number = csystem_wake_descriptor()
    if number < 0 { throw SystemFailure("eventfd", "requests") }
    wake = Descriptor(owning: number)
    (self.authorities, self.connections) = (authorities, connections)
  }

  var wakeNumber: Int32 { wake.number }

  /// Has a transfer done; the thread begins with the first one.
  func start(_ transfer: Transfer) {
    let isLate = state.withLock { state in
      guard !state.hasEnded else { return true }
      guard state.thread == nil else { return false }
      state.thread = try? SystemThread.start("fetch") {
        guard let loop = try? FetchLoop(self) else { return self.abandon() }
        loop.run()
      }
      return state.thread == nil
    }
    guard !isLate else {
      return transfer.finish(.failure(FetchFailure(.busy, "the host sends no requests now")))
    }
    post(.begin(transfer))
  }

  func post(_ order: Order) {
    let wakes: Bool? = state.withLock { state in
      guard !state.hasEnded else { return nil }
      if case .end = order { state.hasEnded = true }
      state.orders.append(order)
      defer { state.isAwake = true }
      return !state.isAwake
    }
    switch wakes {
    case true?:
      var one: UInt64 = 1
      try? unsafe withUnsafeBytes(of: &one) { try unsafe wake.write($0) }
    case nil:
      if case .begin(let transfer) = order {
        transfer.finish(.failure(FetchFailure(.busy, "the host is ending")))
      }
    case false?: break
    }
  }

  /// What was asked for since the last call. Until a call that finds nothing nobody writes to the descriptor.
  func take() -> [Order] {
    state.withLock { state in
      if state.orders.isEmpty { state.isAwake = false }
      defer { state.orders.removeAll(keepingCapacity: true) }
      return state.orders
    }
  }

  /// Ends all that is under way and waits for it.
  func close() {
    post(.end)
    state.withLock { $0.thread.take() }?.join()
  }

  private func abandon() {
    let orders = state.withLock { state in
      state.hasEnded = true
      return state.orders
    }
    for case .begin(let transfer) in orders {
      transfer.finish(.failure(FetchFailure(.busy, "the host has no descriptors left")))
    }
  }
}
