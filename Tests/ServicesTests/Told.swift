import HostServices
import Synchronization

/// What a store told of its trouble.
final class Told: Sendable {
  private let all = Mutex<[StateFailure?]>([])

  var take: @Sendable (StateFailure?) -> Void { { told in self.all.withLock { $0.append(told) } } }
  var last: StateFailure?? { all.withLock { $0.last } }
  var count: Int { all.withLock { $0.count } }
}
