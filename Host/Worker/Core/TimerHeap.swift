/// Timers in the order in which they are due. Those stopped stay until their time and do nothing.
struct TimerHeap {
  private struct Entry {
    let due: UInt64
    let id: UInt64
  }
  private var heap: [Entry] = []
  private var callbacks: [UInt64: LoopThread.Callback] = [:]
  private var lastID: UInt64 = 0

  /// Most timers at a time, those stopped included.
  static let maximum = 65_536

  /// How many have neither run nor been stopped.
  var count: Int { callbacks.count }

  /// When the first is due, in nanoseconds.
  var next: UInt64? { heap.first?.due }

  /// Adds one; nil past the maximum.
  mutating func add(at due: UInt64, _ callback: LoopThread.Callback) -> UInt64? {
    guard heap.count < Self.maximum else { return nil }
    lastID += 1
    callbacks[lastID] = callback
    heap.append(Entry(due: due, id: lastID))
    var child = heap.count - 1
    while child > 0, heap[child].due < heap[(child - 1) / 2].due {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
    return lastID
  }

  /// Stops one; false when it has run or was stopped.
  mutating func cancel(_ id: UInt64) -> Bool { callbacks.removeValue(forKey: id) != nil }

  /// Takes the first that is due.
  mutating func popDue(_ now: () -> UInt64) -> LoopThread.Callback? {
    while let first = heap.first, first.due <= now() {
      pop()
      if let callback = callbacks.removeValue(forKey: first.id) { return callback }
    }
    return nil
  }

  private mutating func pop() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].due < heap[least].due {
        least = child
      }
      guard least != parent else { return }
      heap.swapAt(least, parent)
      parent = least
    }
  }
}
