import Roost
import Synchronization

/// Believes whatever state it is given.
final class TrustsPlugin: StatefulPlugin {
  private let count = Mutex(UInt8(0))

  init(_ context: PluginContext) {}

  var handlers: [any Handler] {
    GET("/trusts") { [self] _ in "\(count.withLock { $0 })\n" }
  }

  func exportState() -> [UInt8] { [count.withLock { $0 }] }

  func importState(_ state: [UInt8], version: Int) { count.withLock { $0 = state[0] } }
}
