import HostBridge
import Testing

struct SettlingTests {
  /// An event, when it happens in milliseconds, and the names that are settled by then.
  struct Step: Sendable {
    var event: Settling.Event
    var at: Int
    var settled: [String] = []
  }

  static let tables: [[Step]] = [
    // A lone change settles after the quiet, not before, and once.
    [
      Step(event: .touched("a"), at: 0), Step(event: .tick, at: 99),
      Step(event: .tick, at: 100, settled: ["a"]),
      Step(event: .tick, at: 500),
    ],
    // Each further change starts the quiet anew: library and settings of one name are one change.
    [
      Step(event: .touched("a"), at: 0), Step(event: .touched("a"), at: 90), Step(event: .tick, at: 189),
      Step(event: .tick, at: 190, settled: ["a"]),
    ],
    // A change of one name settles another that is due, in order.
    [
      Step(event: .touched("b"), at: 0), Step(event: .touched("a"), at: 0),
      Step(event: .touched("c"), at: 100, settled: ["a", "b"]), Step(event: .tick, at: 200, settled: ["c"]),
    ],
    // What a scan finds long unchanged settles at once, the rest when its quiet is over.
    [
      Step(event: .seen("old", age: .seconds(9)), at: 0, settled: ["old"]),
      Step(event: .seen("new", age: .milliseconds(40)), at: 0), Step(event: .tick, at: 59),
      Step(event: .tick, at: 60, settled: ["new"]),
    ],
    // A clock that is ahead holds a name up by no more than the quiet.
    [
      Step(event: .seen("a", age: .seconds(-9)), at: 0), Step(event: .tick, at: 100, settled: ["a"]),
    ],
    // A scan does not cut a pending quiet short.
    [
      Step(event: .touched("a"), at: 0), Step(event: .seen("a", age: .seconds(9)), at: 50),
      Step(event: .tick, at: 99), Step(event: .tick, at: 100, settled: ["a"]),
    ],
    // A name is reported again after a while; a change meanwhile brings that forward to its own quiet.
    [
      Step(event: .revisit("a", after: .milliseconds(300)), at: 0), Step(event: .tick, at: 299),
      Step(event: .tick, at: 300, settled: ["a"]), Step(event: .revisit("a", after: .seconds(9)), at: 400),
      Step(event: .touched("a"), at: 500), Step(event: .tick, at: 600, settled: ["a"]),
      Step(event: .tick, at: 99_999),
    ],
    // A revisit does not cut a pending quiet short.
    [
      Step(event: .touched("a"), at: 0), Step(event: .revisit("a", after: .zero), at: 10),
      Step(event: .tick, at: 100, settled: ["a"]),
    ],
  ]

  @Test(arguments: tables.indices) func `names settle as the table says`(index: Int) {
    let start = ContinuousClock.now
    var settling = Settling(quiet: .milliseconds(100))
    for step in Self.tables[index] {
      #expect(settling.apply(step.event, at: start + .milliseconds(step.at)) == step.settled, "\(step)")
    }
    #expect(settling.next == nil)
  }

  @Test func `the next deadline is the earliest`() {
    let start = ContinuousClock.now
    var settling = Settling(quiet: .milliseconds(100))
    _ = settling.apply(.touched("a"), at: start + .milliseconds(50))
    _ = settling.apply(.touched("b"), at: start)
    #expect(settling.next == start + .milliseconds(100))
  }
}
