import CRoost
@testable import HostBridge
@testable import HostDispatch
import HostFakes
import Logging
import NIOCore
import NIOEmbedded
import Testing

/// An event's way to its handler and its answer's way back, on the loop.
@Suite struct ExchangeTests {
  private let loop = EmbeddedEventLoop()
  private let stage: Stage
  private let sink = RecordingSink()

  init() throws { stage = try Stage(on: loop) }

  /// Submits a request to a handler that answers so.
  @discardableResult
  private func submit(_ script: @escaping ScriptedLink.Script = { _ in ROOST_PENDING }) -> Exchange {
    stage.link.answer(script)
    let exchange = stage.request("a", sink: sink)
    stage.host.dispatcher.submit(exchange)
    return exchange
  }

  private var ticket: UInt64 { stage.ticket("a") }

  /// Nothing of the event is left in the host.
  private func expectSettled() {
    #expect(stage.slot.counts == (0, 0, 0))
    #expect(stage.plugin.generation.eventsInHand == 0)
    #expect(Tickets.shared.owners(of: stage.plugin.generation).isEmpty)
  }

  @Test func `the handler gets the event as the contract says`() {
    submit { delivery in
      let event = unsafe delivery.event.pointee
      #expect(unsafe Int(event.size) == MemoryLayout<roost_event>.size)
      #expect(unsafe event.kind == UInt32(ROOST_EVENT_HTTP))
      #expect(unsafe event.loop == 1, "the first loop")
      #expect(unsafe UInt(bitPattern: event.block_ticket) % 8 == 0)
      #expect(unsafe event.deadline_ns > Int64(MonotonicClock.now()))
      return ROOST_PENDING
    }
    #expect(stage.delivered == ["a"])
    #expect(stage.plugin.generation.eventsInHand == 1)
  }

  @Test(arguments: [ROOST_INVALID, ROOST_PERMANENT])
  func `a failure without a message is logged with what can be told of it`(_ code: Int32) throws {
    submit { _ in code }
    let line = try #require(stage.host.log.lines.first { $0.message.contains("a handler failed") }).message
    #expect(line.contains(" — hint: "))
    #expect(line.contains("status outside 200 to 599") == (code == ROOST_INVALID))
  }

  @Test func `done without a completion is an empty answer`() {
    submit { _ in ROOST_DONE }
    #expect(sink.entries == [.answered(204, "")])
    expectSettled()
  }

  @Test(
    arguments: [
      (ROOST_RETRYABLE, 503), (ROOST_BUSY, 503), (ROOST_DENIED, 403), (ROOST_UNKNOWN, 502),
      (ROOST_CONFLICT, 409),
      (ROOST_PERMANENT, 500), (ROOST_STALE, 500), (ROOST_INVALID, 500), (12345, 500),
    ] as [(Int32, UInt32)])
  func `an error code answers with its status`(_ code: Int32, _ status: UInt32) {
    submit { _ in code }
    #expect(sink.entries == [.failed(DeliveryFailure(code: code))])
    #expect(DeliveryFailure(code: code).status == status)
    #expect(stage.host.metric(#"roost_event_failures_total{plugin="demo"}"#) == "1")
    expectSettled()
  }

  @Test func `a completion later is the answer`() {
    submit()
    #expect(sink.entries.isEmpty)
    #expect(Calls.complete(ticket, "hello") == ROOST_DONE)
    #expect(sink.entries == [.answered(200, "hello")])
    expectSettled()
  }

  @Test func `a completion before pending is returned is the answer`() {
    submit {
      #expect(Calls.respond($0.ticket, 201, "made") == ROOST_DONE)
      return ROOST_PENDING
    }
    #expect(sink.entries == [.answered(201, "made")])
    expectSettled()
    loop.advanceTime(by: .seconds(60))
    #expect(sink.entries.count == 1, "no deadline is left behind")
    #expect(stage.plugin.generation.misconduct.counts == (0, 0, 0))
  }

  @Test(arguments: [ROOST_DONE, ROOST_PERMANENT])
  func `a completion beats what the handler returns after it`(_ code: Int32) {
    submit {
      #expect(Calls.complete($0.ticket, "first") == ROOST_DONE)
      return code
    }
    #expect(sink.entries == [.answered(200, "first")])
    expectSettled()
  }

  @Test func `a failure is logged with the request's id and answered by its class`() {
    submit()
    #expect(Calls.fail(ticket, ROOST_RETRYABLE, "the database is down") == ROOST_DONE)
    #expect(sink.entries == [.failed(DeliveryFailure(code: ROOST_RETRYABLE))])
    let line = stage.host.log.lines.first { $0.message.contains("the database is down") }
    #expect(line?.metadata["request_id"] == "a")
    expectSettled()
  }

  @Test func `the second of two completions is refused and counted`() {
    submit()
    #expect(Calls.complete(ticket, "one") == ROOST_DONE)
    #expect(Calls.complete(ticket, "two") == ROOST_STALE)
    #expect(sink.entries == [.answered(200, "one")])
    #expect(stage.plugin.generation.misconduct.counts == (0, 1, 0))
  }

  @Test func `a deadline answers, tells the handler and frees its place`() {
    submit()
    let reasons = Reasons()
    #expect(Calls.onCancel(ticket, reasons) == ROOST_DONE)
    loop.advanceTime(by: .seconds(10))
    #expect(sink.entries == [.failed(.deadline)])
    #expect(reasons.all == [ROOST_CANCEL_DEADLINE])
    #expect(stage.slot.counts == (0, 0, 1))
    #expect(stage.plugin.generation.eventsInHand == 1, "its memory is still the handler's")
    #expect(stage.host.metric(#"roost_event_deadlines_total{plugin="demo"}"#) == "1")
  }

  @Test func `a completion after the deadline is taken, counted as late and answers nobody`() {
    submit()
    loop.advanceTime(by: .seconds(10))
    #expect(Calls.complete(ticket, "late") == ROOST_DONE)
    #expect(sink.entries == [.failed(.deadline)])
    #expect(stage.plugin.generation.misconduct.counts == (1, 0, 0))
    #expect(stage.host.metric(#"roost_plugin_misconduct_total{how="late",plugin="demo"}"#) == "1")
    expectSettled()
  }

  @Test func `an event that is never completed keeps the generation's memory and is counted`() async {
    submit()
    loop.advanceTime(by: .seconds(10))
    stage.plugin.generation.close()
    stage.plugin.generation.end()
    #expect(stage.link.destructions == 0)
    #expect(Calls.complete(ticket) == ROOST_STALE)
    #expect(stage.slot.counts == (0, 0, 0), "the next generation has all places")
    #expect(stage.plugin.generation.misconduct.counts == (0, 0, 1))
    #expect(stage.host.metric(#"roost_plugin_misconduct_total{how="never",plugin="demo"}"#) == "1")
  }

  @Test func `what is in hand when the host ends is nobody's misconduct`() async {
    submit()
    stage.plugin.generation.close()
    stage.plugin.generation.end(withHost: true)
    #expect(sink.entries == [.failed(.unavailable)])
    #expect(stage.plugin.generation.misconduct.counts == (0, 0, 0))
    #expect(stage.link.destructions == 0, "its handler may still run")
  }

  @Test func `an event in hand when its generation ends is answered without it`() async {
    submit()
    stage.plugin.generation.close()
    stage.plugin.generation.end()
    #expect(sink.entries == [.failed(.unavailable)])
    #expect(stage.slot.counts == (0, 0, 0))
    loop.advanceTime(by: .seconds(60))
    #expect(sink.entries.count == 1)
  }

  @Test func `a generation without events is freed, once`() async {
    submit { _ in ROOST_DONE }
    stage.plugin.generation.close()
    stage.plugin.generation.end()
    stage.plugin.generation.end()
    #expect(stage.link.destructions == 1)
    #expect(stage.plugin.generation.misconduct.counts == (0, 0, 0))
  }

  @Test func `an event that waits is answered at its deadline and never delivered`() throws {
    let stage = try Stage(on: loop, limits: .init(concurrency: 1, queue: 1))
    stage.submit("a")
    loop.advanceTime(by: .seconds(1))
    stage.host.dispatcher.submit(
      stage.request("b", to: stage.plugin.target(deadline: .seconds(1)), sink: sink))
    loop.advanceTime(by: .seconds(1))
    #expect(sink.entries == [.failed(.deadline)])
    #expect(Calls.complete(stage.ticket("a")) == ROOST_DONE)
    loop.run()
    #expect(stage.delivered == ["a"])
    #expect(stage.slot.counts == (0, 0, 0))
    #expect(stage.plugin.generation.misconduct.counts == (0, 0, 0))
  }

  @Test func `a requester who leaves is told to the handler, whose answer then goes nowhere`() {
    let exchange = submit()
    let reasons = Reasons()
    #expect(Calls.onCancel(ticket, reasons) == ROOST_DONE)
    exchange.requesterLeft()
    #expect(reasons.all.isEmpty, "not inside a call")
    loop.run()
    #expect(reasons.all == [ROOST_CANCEL_GONE])
    #expect(Calls.complete(ticket, "for nobody") == ROOST_DONE)
    #expect(sink.entries.isEmpty)
    #expect(stage.plugin.generation.misconduct.counts == (0, 0, 0), "that is no misconduct")
    expectSettled()
  }

  @Test func `a requester who leaves while waiting is never delivered`() throws {
    let stage = try Stage(on: loop, limits: .init(concurrency: 1, queue: 1))
    let waiting = stage.submit("a", "b")[1]
    waiting.requesterLeft()
    #expect(Calls.complete(stage.ticket("a")) == ROOST_DONE)
    loop.run()
    #expect(stage.delivered == ["a"])
    #expect(stage.slot.counts == (0, 0, 0))
  }

  @Test func `who asks after the cancellation is told at once, but not inside its call`() {
    let exchange = submit()
    exchange.requesterLeft()
    let reasons = Reasons()
    #expect(Calls.onCancel(ticket, reasons) == ROOST_DONE)
    #expect(reasons.all.isEmpty)
    loop.run()
    #expect(reasons.all == [ROOST_CANCEL_GONE])
  }

  @Test func `nobody is told of a cancellation after the completion`() {
    let exchange = submit()
    let reasons = Reasons()
    #expect(Calls.onCancel(ticket, reasons) == ROOST_DONE)
    exchange.requesterLeft()
    #expect(Calls.complete(ticket) == ROOST_DONE)
    loop.run()
    #expect(reasons.all.isEmpty)
  }

  @Test func `one callback a ticket, the second replaces the first`() {
    let exchange = submit()
    let (first, second) = (Reasons(), Reasons())
    #expect(Calls.onCancel(ticket, first) == ROOST_DONE)
    #expect(Calls.onCancel(ticket, second) == ROOST_DONE)
    exchange.requesterLeft()
    loop.run()
    #expect(first.all.isEmpty)
    #expect(second.all == [ROOST_CANCEL_GONE])
  }

  @Test func `a draining generation tells the events in hand, and only its own`() throws {
    submit()
    let other = try FakePlugin("other", on: stage.host)
    stage.host.dispatcher.submit(stage.request("b", to: other.target()))
    let (mine, others) = (Reasons(), Reasons())
    #expect(Calls.onCancel(ticket, mine) == ROOST_DONE)
    #expect(Calls.onCancel(other.link.deliveries[0].ticket, others) == ROOST_DONE)
    stage.plugin.generation.tellDraining()
    loop.run()
    #expect(mine.all == [ROOST_CANCEL_DRAIN])
    #expect(others.all.isEmpty)
  }

  @Test func `an HTTP answer to an update fails it`() throws {
    stage.host.dispatcher.submit(try stage.update(#"{"update_id":1}"#, lane: 1, sink: sink))
    #expect(Calls.respond(stage.ticket(#"{"update_id":1}"#), 200, "x") == ROOST_DONE)
    #expect(sink.entries == [.failed(DeliveryFailure(code: ROOST_INVALID))])
    expectSettled()
  }
}
