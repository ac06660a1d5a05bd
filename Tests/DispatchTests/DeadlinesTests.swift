@testable import HostBridge
@testable import HostDispatch
import HostFakes
import NIOCore
import NIOEmbedded
import Testing

/// Events and when they fall due.
@Suite struct DeadlinesTests {
  let loop = EmbeddedEventLoop()
  let stage: Stage
  let line: DeadlineLine
  let now = MonotonicClock.now()

  init() throws {
    stage = try Stage(on: loop)
    line = stage.host.dispatcher.deadlines.line(loop, 1)
  }

  /// An event that falls due after so many seconds, and what its requester sees.
  private func event(after seconds: UInt64) -> (entry: DeadlineLine.Entry, sink: RecordingSink) {
    let sink = RecordingSink()
    return (line.add(stage.request("a", sink: sink), due: now + seconds * 1_000_000_000), sink)
  }

  @Test func `each falls due at its time, in whatever order they came`() {
    let events = [30, 10, 20, 10].map { event(after: $0).sink }
    var due: [[Int]] = []
    for _ in 0..<4 {
      loop.advanceTime(by: .seconds(10))
      due.append(events.indices.filter { events[$0].entries == [.failed(.deadline)] })
    }
    #expect(due == [[1, 3], [1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3]])
  }

  @Test(arguments: [[0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2]])
  func `one that is done does not fall due, and the others do`(_ done: [Int]) {
    let events = [10, 10, 10].map { event(after: $0) }
    for index in done { events[index].entry.leave() }
    loop.advanceTime(by: .seconds(10))
    #expect(events.map(\.sink.entries.count) == [0, 1, 2].map { done.contains($0) ? 0 : 1 })
  }

  @Test func `leaving twice takes nobody else out`() {
    let (first, second) = (event(after: 10), event(after: 10))
    first.entry.leave()
    first.entry.leave()
    loop.advanceTime(by: .seconds(10))
    #expect(second.sink.entries == [.failed(.deadline)])
  }

  @Test func `an event that comes when none is left falls due`() {
    event(after: 5).entry.leave()
    loop.advanceTime(by: .seconds(5))
    let later = event(after: 8).sink
    loop.advanceTime(by: .seconds(8))
    #expect(later.entries == [.failed(.deadline)])
  }

  @Test func `lines are a loop's and a length's own`() {
    let lines = stage.host.dispatcher.deadlines
    #expect(lines.line(loop, 1) === line)
    #expect(lines.line(loop, 2) !== line)
    #expect(lines.line(EmbeddedEventLoop(), 1) !== line)
  }
}
