import Roost
import Synchronization

/// Keeps something of every request for ever.
final class KeepsPlugin: Plugin {
  private let kept = Mutex<[[UInt8]]>([])

  init(_ context: PluginContext) {}

  var handlers: [any Handler] {
    GET("/keeps") { [self] _ in
      let count = kept.withLock { kept in
        kept.append(Array(repeating: 1, count: 4096))
        return kept.count
      }
      return "\(count)\n"
    }
  }
}
