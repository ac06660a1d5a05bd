import CRoost
import HostFakes
import HostOperations
import HostRouter
import NIOCore
import NIOEmbedded
import NIOPosix
import Testing

@testable import HostBridge
@testable import HostDispatch

/// What becomes of calls between plugins.
@Suite struct ServiceTests {
  @Test func `a call reaches its provider, and the answer its caller`() async throws {
    let stage = try await ServiceStage.make()
    #expect(stage.call(body: "question") == ROOST_DONE)
    let delivery = try #require(stage.giver.link.deliveries.first)
    #expect(delivery.name == "giver.echo" && delivery.body == "question")
    let call = unsafe delivery.event.pointee.block_ticket!.assumingMemoryBound(to: roost_service_call.self)
    #expect(unsafe call.pointee.depth == 1)
    #expect(
      unsafe String(decoding: roost_span_bytes(call, call.pointee.caller).buffer, as: UTF8.self) == "caller")
    #expect(stage.answers.all == [])
    #expect(Calls.complete(delivery.ticket, "answer") == ROOST_DONE)
    #expect(stage.answers.all == ["0 answer"])
    #expect(stage.giver.slot.counts == (0, 0, 0))
  }

  @Test func `a failure is told with its code and message`() async throws {
    let stage = try await ServiceStage.make()
    stage.call()
    #expect(Calls.fail(stage.tickets[0], ROOST_CONFLICT, "why") == ROOST_DONE)
    #expect(stage.answers.all == ["-8 why"])
  }

  @Test func `an answer of more than a mebibyte is none`() async throws {
    let stage = try await ServiceStage.make()
    stage.call()
    _ = Calls.complete(stage.tickets[0], String(repeating: "x", count: 1_048_577))
    #expect(stage.answers.all.first?.hasPrefix("-7 giver.echo answered 1048577 bytes") == true)
  }

  @Test func `what is no call is refused at once, and bounds hold`() async throws {
    let stage = try await ServiceStage.make(limits: .init(concurrency: 1, queue: 5000))
    #expect(stage.call("") == ROOST_INVALID)
    #expect(stage.call(String(repeating: "a", count: 129)) == ROOST_INVALID)
    #expect(stage.call(ms: 0) == ROOST_INVALID)
    for _ in 0..<ROOST_SERVICE_CALLS_MAX { #expect(stage.call() == ROOST_DONE) }
    #expect(stage.call() == ROOST_BUSY)
    _ = Calls.complete(stage.tickets[0])
    #expect(stage.call() == ROOST_DONE && stage.call() == ROOST_BUSY)
  }

  @Test func `without a grant nothing is asked, but for one's own`() async throws {
    let stage = try await ServiceStage.make(grants: ["giver.echo", "other.*"])
    stage.call("giver.other")
    stage.call("other.a.b")
    stage.call("callers.a")
    #expect(stage.answers.all.allSatisfy { $0.hasPrefix("-3 ") } && stage.answers.all.count == 3)
    stage.call()
    #expect(stage.tickets.count == 1)
    stage.caller.generation.services!.restrict(to: [.service("other.*")])
    stage.call()
    #expect(stage.tickets.count == 1 && stage.answers.all.last?.hasPrefix("-3 ") == true)
  }

  @Test func `a call that waits for its place ends at its deadline, and nothing has happened`() async throws {
    let stage = try await ServiceStage.make(limits: .init(concurrency: 1, queue: 1))
    stage.call(ms: 60_000)
    stage.call(ms: 100)
    stage.call()
    #expect(stage.answers.all == ["-4 too many events wait for giver"])
    stage.wait(.milliseconds(101))
    #expect(stage.answers.all.last == "-1 giver did not take giver.echo before its deadline passed")
    _ = Calls.complete(stage.tickets[0])
    stage.run()
    #expect(stage.tickets.count == 1, "what is over is not delivered")
    #expect(stage.giver.slot.counts == (0, 0, 0))
  }

  @Test func `a caller's deadline cancels, and the provider's own alone is held against it`() async throws {
    let stage = try await ServiceStage.make(deadline: .seconds(5))
    let reasons = Reasons()
    stage.call(ms: 100)
    #expect(Calls.onCancel(stage.tickets[0], reasons) == ROOST_DONE)
    stage.wait(.milliseconds(101))
    stage.run()
    #expect(stage.answers.all.first?.hasPrefix("-5 giver had giver.echo when its deadline passed") == true)
    #expect(reasons.all == [ROOST_CANCEL_DEADLINE])
    #expect(stage.giver.slot.counts == (1, 0, 0), "it keeps its place")
    #expect(Calls.complete(stage.tickets[0], "late") == ROOST_DONE)
    #expect(stage.answers.all.count == 1 && stage.giver.generation.misconduct.counts.late == 0)
    #expect(stage.giver.slot.counts == (0, 0, 0))
    stage.call(ms: 100)
    stage.wait(.seconds(6))
    #expect(stage.giver.slot.counts == (0, 0, 1), "its own deadline has passed too")
    _ = Calls.complete(stage.tickets[1])
    #expect(stage.giver.generation.misconduct.counts.late == 1)
    #expect(stage.answers.all.count == 2)
  }

  @Test func `a call for an event has no more time than that, and goes as deep as may be`() async throws {
    let stage = try await ServiceStage.make(grants: ["giver.**"])
    // An event of the caller's own, of which the call is part.
    let request = Exchange(
      kind: .service(name: "caller.x", chain: ServiceBlockSample.chain(7)), id: "event7",
      target: stage.caller.target(deadline: .milliseconds(200)),
      block: ServiceBlockSample.block, body: ByteBuffer(), sink: RecordingSink(), loop: stage.loop,
      loopIndex: 0,
      dispatcher: stage.host.dispatcher)
    stage.host.dispatcher.submit(request)
    stage.call(ms: 60_000, ticket: request.ticket)
    let event = unsafe try #require(stage.giver.link.deliveries.first).event.pointee
    #expect(unsafe event.deadline_ns == Int64(request.deadline!))
    let call = unsafe event.block_ticket!.assumingMemoryBound(to: roost_service_call.self)
    #expect(unsafe call.pointee.depth == 8)
    #expect(
      unsafe String(decoding: roost_span_bytes(call, call.pointee.event_id).buffer, as: UTF8.self) == "event7"
    )
    // One deeper is too deep.
    let deepest = Exchange(
      kind: .service(name: "caller.x", chain: ServiceBlockSample.chain(8)), id: "event8",
      target: stage.caller.target(), block: ServiceBlockSample.block, body: ByteBuffer(),
      sink: RecordingSink(),
      loop: stage.loop, loopIndex: 0, dispatcher: stage.host.dispatcher)
    stage.host.dispatcher.submit(deepest)
    stage.call(ticket: deepest.ticket)
    #expect(stage.answers.all.last?.hasPrefix("-2 giver.echo would be called for 8 others") == true)
    // Another plugin's ticket is none.
    stage.call(ticket: stage.tickets[0])
    #expect(stage.answers.all.last?.hasPrefix("-6 ") == true)
  }

  @Test func `a call waits for the generation that replaces its provider's`() async throws {
    var stage = try await ServiceStage.make()
    let newer = try FakePlugin("giver", number: 2, on: stage.host, slot: stage.giver.slot)
    try await ServiceStage.provide(newer)
    stage = ServiceStage(
      host: stage.host, caller: stage.caller, giver: stage.giver, loop: EmbeddedEventLoop())
    stage.call(body: "old")
    stage.giver.slot.hold()
    stage.giver.generation.close()
    stage.call(body: "new")
    #expect(stage.giver.slot.counts == (1, 1, 0))
    _ = Calls.complete(stage.tickets[0], "from the old")
    stage.host.dispatcher.swap(try RouteSnapshot([newer.part()], bots: []))
    stage.giver.slot.release()
    stage.run()
    #expect(newer.link.deliveries.map(\.body) == ["new"] && stage.tickets.count == 1)
    _ = Calls.complete(newer.link.deliveries[0].ticket, "from the new")
    #expect(stage.answers.all == ["0 from the old", "0 from the new"])
  }

  @Test func `what its provider's own event waits for does not wait for the provider's hand-over`()
    async throws
  {
    let stage = try await ServiceStage.make()
    func calls(for waiting: [String]) {
      let request = Exchange(
        kind: .service(name: "caller.x", chain: CallChain(methods: ["caller.x"], waiting: waiting)),
        id: "event",
        target: stage.caller.target(), block: ServiceBlockSample.block, body: ByteBuffer(),
        sink: RecordingSink(),
        loop: stage.loop, loopIndex: 0, dispatcher: stage.host.dispatcher)
      stage.host.dispatcher.submit(request)
      stage.call(ticket: request.ticket)
    }
    calls(for: ["giver"])
    #expect(stage.tickets.count == 1, "without a hand-over it is like any other")
    stage.giver.slot.hold()
    calls(for: ["other"])
    #expect(stage.giver.slot.counts == (1, 1, 0))
    calls(for: ["other", "giver"])
    #expect(stage.answers.all.count == 1 && stage.answers.all[0].hasPrefix("-1 giver does not serve"))
    stage.giver.slot.release()
    stage.run()
    #expect(stage.tickets.count == 2)
  }

  @Test func `what a lost worker had is unknown, and is not done again`() async throws {
    let stage = try await ServiceStage.make()
    stage.call()
    let exchange = try #require(Tickets.shared.find(stage.tickets[0]))
    exchange.workerLost()
    #expect(stage.answers.all.first?.hasPrefix("-5 giver had giver.echo when its worker ended") == true)
    #expect(stage.tickets.count == 1)
  }

  @Test func `when the caller ends, what it has asked for is cancelled and not answered`() async throws {
    let stage = try await ServiceStage.make(limits: .init(concurrency: 1, queue: 9))
    let reasons = Reasons()
    stage.call()
    stage.call()
    _ = Calls.onCancel(stage.tickets[0], reasons)
    stage.caller.generation.services!.end()
    stage.run()
    #expect(reasons.all == [ROOST_CANCEL_GONE])
    _ = Calls.complete(stage.tickets[0])
    stage.run()
    #expect(stage.tickets.count == 1, "what waited is not delivered")
    // What it asks after that is not begun.
    #expect(stage.call() == ROOST_DONE)
    #expect(stage.tickets.count == 1 && stage.answers.all == [])
  }

  @Test func `who provides nothing is told apart from who does not serve`() async throws {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let stage = try await ServiceStage.make(grants: ["giver.**", "a.**", "b.**"]) { loop }
    stage.host.dispatcher.askStandings { $0 == "b" ? "unloaded" : nil }
    for name in ["giver.none", "a.x", "b.x", "a..x"] {
      let count = stage.answers.all.count
      stage.call(name)
      while stage.answers.all.count == count { try await loop.submit {}.get() }
    }
    let wanted = [
      "-2 no plugin provides giver.none: giver serves", "-2 no plugin provides a.x: none of the id a",
      "-1 b does not serve at the moment: unloaded", "-2 \"a..x\" is no service's name",
    ]
    for (answer, beginning) in zip(stage.answers.all, wanted) { #expect(answer.hasPrefix(beginning)) }
  }
}
