import HostFakes
import HostOperations
import HostServices
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import HostDispatch

/// Which of the events that a host left may have ended it.
@Suite struct SuspectTests {
  @Test
  func `those that stood first in their lane, or were tried before, and came before the partition was held`()
    async throws
  {
    let (store, fake, clock) = (MemoryStore(), try FakeHost([]), StateClock(wall: { 1000 }, steady: { 0 }))
    let holds = try await Holds.shared(store, clock: clock)
    let inbox = Inbox(
      store: store, holds: holds, dispatcher: fake.dispatcher, loops: [EmbeddedEventLoop()], bots: [],
      outbox: Outbox(try .deaf, metrics: fake.registry, log: fake.log.logger), settings: InboxSettings(),
      metrics: InboxMetrics(fake.registry), clock: clock, log: fake.log.logger)
    let source = inbox.source(.plugin("demo"))
    func append(_ id: String, lane: Int64 = 7, received: Int64 = 999, failures: Int = 0) -> Int {
      var event = StoredEvent(kind: .topic, id: id, lane: lane, received: received, body: ByteBuffer())
      event.failures = (0..<failures).map { .init(time: Int64($0), generation: 1, code: -1, message: "") }
      store.commit(StateCommit(id: nil, steps: [source.step(appending: event)]), to: source.space) { _ in }
      return Int(source.prefix(of: event)[0])
    }
    let partition = append("first")
    let others = (8..<2000).filter { lane in
      Int(
        source.prefix(
          of: StoredEvent(
            kind: .topic, id: "", lane: lane, received: 0, body: ByteBuffer()))[0]) == partition
    }
    _ = append("behind")
    _ = append("tried", failures: 1)
    _ = append("beside", lane: others[0])
    _ = append("late", lane: others[1], received: 1000)
    let hold = Hold(partition, token: 1, lease: try #require(holds.lease))
    holds.add(hold)
    inbox.read([hold])
    let suspected = ["first", "behind", "tried", "beside", "late"].map { source.delivery(id: $0)?.isSuspect }
    #expect(suspected == [true, false, true, true, false])
  }
}
