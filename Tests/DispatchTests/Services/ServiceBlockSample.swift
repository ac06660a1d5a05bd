import HostRouter

/// A call's block for tests that look at something else.
enum ServiceBlockSample {
  static var block: EventBlock {
    ServiceBlock.make(name: "caller.x", caller: "caller", eventID: "event", depth: 1)
  }
}
