import HostBridge
import HostRouter

/// A call's block for tests that look at something else.
enum ServiceBlockSample {
  /// A chain so long.
  static func chain(_ count: Int) -> CallChain {
    CallChain(methods: Array(repeating: "caller.x", count: count))
  }

  static var block: EventBlock {
    ServiceBlock.make(name: "caller.x", caller: "caller", eventID: "event", depth: 1)
  }
}
