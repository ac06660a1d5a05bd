import FrameLayout

/// The sockets through which a worker and its host speak, by number.
struct WorkerSockets: Sendable {
  let control: Int32
  let calls: Int32
  let handover: Int32
  /// One for each loop, in order.
  let loops: [Int32]

  /// Those that a worker begins with.
  static func inherited(loops: Int) -> WorkerSockets {
    WorkerSockets(
      control: WORKER_CONTROL, calls: WORKER_CALLS, handover: WORKER_HANDOVER,
      loops: (0..<loops).map { WORKER_LOOPS + Int32($0) })
  }
}
