import HostFakes
import HostOperations
import HostServices
import NIOCore
import NIOEmbedded
import Testing

@testable import HostDispatch

/// Events that the store could not tell of, because the connection that tells was broken.
@Suite struct MissedAppendTests {
  @Test func `what was missed is not passed over by what is told next`() async throws {
    let (store, fake, clock) = (MemoryStore(), try FakeHost([]), StateClock(wall: { 1000 }, steady: { 0 }))
    let holds = try await Holds.shared(store, clock: clock)
    let inbox = Inbox(
      store: store, holds: holds, dispatcher: fake.dispatcher, loops: [EmbeddedEventLoop()], bots: [],
      outbox: Outbox(try .deaf, metrics: fake.registry, log: fake.log.logger), settings: InboxSettings(),
      metrics: InboxMetrics(fake.registry), clock: clock, log: fake.log.logger)
    let source = inbox.source(.plugin("demo"))

    @Sendable func append(_ number: Int64) -> (StoredEvent, key: [UInt8], version: UInt64) {
      let event = StoredEvent(
        kind: .topic, id: "event-\(number)", lane: 7, received: number, body: ByteBuffer())
      var made: StateReceipt?
      store.commit(StateCommit(id: nil, steps: [source.step(appending: event)]), to: source.space) {
        made = try? $0.get()
      }
      return (event, made!.key(source.prefix(of: event), 0), made!.version)
    }
    @Sendable func tell(_ number: Int64) {
      let (event, key, version) = append(number)
      source.heard(key)
      source.appended(event, key: key, version: version, on: 0)
    }

    let partition = Int(source.prefix(of: append(1).0)[0])
    let hold = Hold(partition, token: 1, lease: try #require(holds.lease))
    holds.add(hold)
    inbox.read([hold])
    #expect(source.waiting.value == 1)
    // Nobody tells of the second; the third is told while it is still looked what there is.
    _ = append(2)
    store.beforeUsage { tell(3) }
    inbox.read([hold])
    #expect(source.waiting.value == 3)
  }
}
