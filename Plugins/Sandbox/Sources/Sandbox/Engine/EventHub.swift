import RoostJSON
import SandboxWorld
import Synchronization

/// The last events, for pages that listen and for those that were away for a moment.
final class EventHub: Sendable {
  /// Names this start of the plugin: numbers of events count within it.
  let boot: String
  private struct Ring {
    var events: [(id: Int, text: String)] = []
    var next = 1
  }
  private let ring = Mutex(Ring())
  private static let most = 2000

  init() { boot = String(UInt64.random(in: 1...UInt64.max), radix: 36) }

  func publish(_ events: [Event]) {
    guard !events.isEmpty else { return }
    let texts = events.map { $0.body.serializedString() }
    ring.withLock { ring in
      for text in texts {
        ring.events.append((ring.next, text))
        ring.next += 1
      }
      if ring.events.count > Self.most { ring.events.removeFirst(ring.events.count - Self.most) }
    }
  }

  /// The number of the newest event.
  var last: Int { ring.withLock { $0.next - 1 } }

  /// What came after a number; nil when some of it is forgotten.
  func after(_ id: Int) -> [(id: Int, text: String)]? {
    ring.withLock { ring in
      guard id < ring.next, id + 1 >= (ring.events.first?.id ?? ring.next) else { return nil }
      return ring.events.filter { $0.id > id }
    }
  }
}
