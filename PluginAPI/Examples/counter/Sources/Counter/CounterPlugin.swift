import Roost
import Synchronization

/// Counts the calls of `POST /counter`. The count survives a reload: the host holds new requests
/// while this generation exports and the next one imports.
final class CounterPlugin: StatefulPlugin {
  private let count = Mutex(0)

  init(_ context: PluginContext) {}

  var handlers: [any Handler] {
    GET("/counter") { [self] _ in "\(count.withLock { $0 })\n" }
    POST("/counter") { [self] _ in
      let count = count.withLock { count in
        count += 1
        return count
      }
      return "\(count)\n"
    }
  }

  /// State version 1: the count in decimal digits.
  func exportState() -> [UInt8] { Array("\(count.withLock { $0 })".utf8) }

  func importState(_ state: [UInt8], version: Int) throws {
    guard let value = Int(String(decoding: state, as: UTF8.self)) else {
      throw PluginError.permanent("the state is no number: \(state.count) bytes")
    }
    count.withLock { $0 = value }
  }
}
