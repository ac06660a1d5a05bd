import CRoost
@testable import HostBridge
@testable import HostDispatch
import HostFakes
import NIOCore
import NIOEmbedded
import Testing

/// Answers written piece by piece, and bodies read so.
@Suite struct StreamTests {
  private let loop = EmbeddedEventLoop()
  private let stage: Stage
  private let sink = RecordingSink(holds: true)
  private let exchange: Exchange
  private let ticket: UInt64

  init() throws {
    stage = try Stage(on: loop, streamsBody: true)
    exchange = stage.request("a", sink: sink)
    stage.host.dispatcher.submit(exchange)
    ticket = stage.ticket("a")
  }

  private func text(_ size: Int) -> String { String(repeating: "x", count: size) }

  @Test func `a stream is a head, its pieces and its end`() {
    #expect(Calls.openStream(ticket, "first") == ROOST_DONE)
    #expect(Calls.write(ticket, "second") == ROOST_DONE)
    #expect(Calls.closeStream(ticket) == ROOST_DONE)
    #expect(sink.entries == [.opened(200, "first"), .piece(6), .closed])
    #expect(stage.slot.counts == (0, 0, 0))
    #expect(Calls.write(ticket, "more") == ROOST_STALE)
    #expect(Calls.closeStream(ticket) == ROOST_STALE)
  }

  @Test func `a slow client makes the plugin wait, and it is told once when there is room`() {
    let room = CallCounter()
    #expect(Calls.openStream(ticket) == ROOST_DONE)
    #expect(Calls.write(ticket, text(Progress.window - 1), room) == ROOST_DONE)
    #expect(Calls.write(ticket, text(Progress.window), room) == ROOST_DONE)
    #expect(Calls.write(ticket, text(1), room) == ROOST_BUSY)
    #expect(sink.entries.count == 3, "nothing was taken")
    sink.sendOne()
    loop.run()
    #expect(room.count == 0, "more than half of the window is still on its way")
    sink.sendOne()
    #expect(room.count == 0, "not inside a call")
    loop.run()
    #expect(room.count == 1)
    #expect(Calls.write(ticket, text(1), room) == ROOST_DONE)
    sink.sendOne()
    loop.run()
    #expect(room.count == 1)
  }

  @Test func `whoever was not refused is not told of room`() {
    let room = CallCounter()
    #expect(Calls.openStream(ticket) == ROOST_DONE)
    #expect(Calls.write(ticket, text(10), room) == ROOST_DONE)
    sink.sendOne()
    loop.run()
    #expect(room.count == 0)
  }

  @Test func `nobody is told of room after the completion`() {
    let room = CallCounter()
    #expect(Calls.openStream(ticket) == ROOST_DONE)
    #expect(Calls.write(ticket, text(Progress.window), room) == ROOST_DONE)
    #expect(Calls.write(ticket, text(1), room) == ROOST_BUSY)
    #expect(Calls.closeStream(ticket) == ROOST_DONE)
    sink.sendOne()
    loop.run()
    #expect(room.count == 0)
  }

  @Test func `a client that has gone refuses pieces and lets a waiting writer go on`() {
    let (room, reasons) = (CallCounter(), Reasons())
    #expect(Calls.onCancel(ticket, reasons) == ROOST_DONE)
    #expect(Calls.openStream(ticket) == ROOST_DONE)
    #expect(Calls.write(ticket, text(Progress.window), room) == ROOST_DONE)
    #expect(Calls.write(ticket, text(1), room) == ROOST_BUSY)
    exchange.requesterLeft()
    sink.sendOne()
    loop.run()
    #expect(reasons.all == [ROOST_CANCEL_GONE])
    #expect(room.count == 1)
    #expect(Calls.write(ticket, text(1), room) == ROOST_STALE)
    #expect(Calls.closeStream(ticket) == ROOST_DONE, "it is still owed")
    #expect(stage.plugin.generation.eventsInHand == 0)
  }

  @Test func `a drain lets a stream write its last pieces`() {
    let reasons = Reasons()
    #expect(Calls.onCancel(ticket, reasons) == ROOST_DONE)
    #expect(Calls.openStream(ticket) == ROOST_DONE)
    stage.plugin.generation.tellDraining()
    loop.run()
    #expect(reasons.all == [ROOST_CANCEL_DRAIN])
    #expect(Calls.write(ticket, "bye") == ROOST_DONE)
    #expect(Calls.closeStream(ticket) == ROOST_DONE)
    #expect(sink.entries.last == .closed)
  }

  @Test func `the deadline is for the answer's beginning`() {
    #expect(Calls.openStream(ticket) == ROOST_DONE)
    loop.advanceTime(by: .seconds(60))
    #expect(Calls.write(ticket, "still here") == ROOST_DONE)
    #expect(Calls.closeStream(ticket) == ROOST_DONE)
    #expect(sink.entries == [.opened(200, ""), .piece(10), .closed])
    #expect(stage.plugin.generation.misconduct.counts == (0, 0, 0))
  }

  @Test func `a stream that begins after the deadline is refused`() {
    loop.advanceTime(by: .seconds(10))
    #expect(Calls.openStream(ticket) < 0)
    #expect(Calls.write(ticket, "x") < 0)
    #expect(sink.entries == [.failed(.deadline)])
  }

  @Test func `a stream opens once and must be open to be written or closed`() {
    #expect(Calls.write(ticket, "x") == ROOST_INVALID)
    #expect(Calls.openStream(ticket) == ROOST_DONE)
    #expect(Calls.openStream(ticket) == ROOST_INVALID)
    #expect(sink.entries == [.opened(200, "")])
  }

  @Test func `closing what is not open is a failure`() {
    #expect(Calls.closeStream(ticket) == ROOST_DONE)
    #expect(sink.entries == [.failed(DeliveryFailure(code: ROOST_INVALID))])
    #expect(stage.slot.counts == (0, 0, 0))
  }

  @Test func `a failure after the beginning breaks the answer off`() {
    #expect(Calls.openStream(ticket) == ROOST_DONE)
    #expect(Calls.fail(ticket, ROOST_PERMANENT) == ROOST_DONE)
    #expect(sink.entries == [.opened(200, ""), .failed(DeliveryFailure(code: ROOST_PERMANENT))])
  }

  @Test func `an ordinary completion of an open stream sends no second head`() {
    #expect(Calls.openStream(ticket) == ROOST_DONE)
    #expect(Calls.respond(ticket, 200, "second") == ROOST_DONE)
    #expect(sink.entries == [.opened(200, ""), .failed(DeliveryFailure(code: ROOST_INVALID))])
  }

  @Test func `an empty completion of an open stream ends it`() {
    #expect(Calls.openStream(ticket) == ROOST_DONE)
    #expect(Calls.complete(ticket) == ROOST_DONE)
    #expect(sink.entries == [.opened(200, ""), .closed])
    #expect(stage.slot.counts == (0, 0, 0))
  }

  @Test func `updates have no streams`() throws {
    let json = #"{"update_id":1}"#
    stage.host.dispatcher.submit(try stage.update(json, lane: 1))
    #expect(Calls.openStream(stage.ticket(json)) == ROOST_INVALID)
  }

  @Test func `a piece of more than a mebibyte is refused`() {
    #expect(Calls.openStream(ticket) == ROOST_DONE)
    #expect(Calls.write(ticket, text(1 << 20 + 1)) == ROOST_INVALID)
    #expect(Calls.write(ticket, text(1 << 20)) == ROOST_DONE)
  }
}
