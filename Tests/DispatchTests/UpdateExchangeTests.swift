import CRoost
@testable import HostDispatch
import HostFakes
import NIOCore
import NIOEmbedded
import Testing

/// Updates: acknowledged rather than answered, delivered at most once, in order within a lane.
@Suite struct UpdateExchangeTests {
  private let loop = EmbeddedEventLoop()
  private let stage: Stage
  private let sink = RecordingSink()
  private let first = #"{"update_id":1}"#
  private let second = #"{"update_id":2}"#
  private let third = #"{"update_id":3}"#

  init() throws { stage = try Stage(on: loop) }

  private func submit(_ json: String, lane: Int64 = 1, sink: RecordingSink = RecordingSink()) throws {
    stage.host.dispatcher.submit(try stage.update(json, lane: lane, sink: sink))
  }

  @Test func `a completion acknowledges with its call`() throws {
    try submit(first, sink: sink)
    #expect(Calls.complete(stage.ticket(first), #"{"method":"x"}"#) == ROOST_DONE)
    #expect(sink.entries == [.acknowledged(#"{"method":"x"}"#)])
  }

  @Test(arguments: [ROOST_RETRYABLE, ROOST_BUSY])
  func `a failure worth a repetition asks for one`(_ code: Int32) throws {
    try submit(first, sink: sink)
    #expect(Calls.fail(stage.ticket(first), code) == ROOST_DONE)
    #expect(sink.entries == [.failed(DeliveryFailure(code: code))])
  }

  @Test(arguments: [ROOST_PERMANENT, ROOST_DENIED, ROOST_UNKNOWN, ROOST_INVALID])
  func `any other failure is acknowledged`(_ code: Int32) throws {
    try submit(first, sink: sink)
    #expect(Calls.fail(stage.ticket(first), code) == ROOST_DONE)
    #expect(sink.entries == [.acknowledged("")])
  }

  @Test func `a deadline of a handler that had it acknowledges`() throws {
    try submit(first, sink: sink)
    loop.advanceTime(by: .seconds(10))
    #expect(sink.entries == [.acknowledged("")])
  }

  @Test func `a deadline of an update that waited asks for a repetition`() throws {
    let stage = try Stage(on: loop, limits: .init(concurrency: 1, queue: 8))
    stage.host.dispatcher.submit(try stage.update(first, lane: 1))
    stage.host.dispatcher.submit(
      try stage.update(third, lane: 2, to: stage.plugin.target(deadline: .seconds(1)), sink: sink))
    loop.advanceTime(by: .seconds(1))
    #expect(sink.entries == [.failed(.deadline)])
  }

  @Test func `the next update of a lane is delivered when the one before is done`() throws {
    for json in [first, second, third] { try submit(json) }
    #expect(stage.delivered == [first])
    #expect(Calls.complete(stage.ticket(first)) == ROOST_DONE)
    loop.run()
    #expect(stage.delivered == [first, second])
    #expect(Calls.fail(stage.ticket(second), ROOST_PERMANENT) == ROOST_DONE)
    loop.run()
    #expect(stage.delivered == [first, second, third])
  }

  @Test func `lanes do not wait for each other`() throws {
    try submit(first, lane: 1)
    try submit(second, lane: 2)
    #expect(stage.delivered == [first, second])
  }

  @Test func `a lane goes on past the deadline of the one in hand, and a late completion does not move it`()
    throws
  {
    try submit(first)
    loop.advanceTime(by: .seconds(1))
    for json in [second, third] { try submit(json) }
    loop.advanceTime(by: .seconds(9))
    #expect(stage.delivered == [first, second])
    #expect(Calls.complete(stage.ticket(first)) == ROOST_DONE)
    loop.run()
    #expect(stage.delivered == [first, second], "the second is still in hand")
  }

  @Test func `a lane passes over those who have left`() throws {
    try submit(first)
    let gone = try stage.update(second, lane: 1)
    stage.host.dispatcher.submit(gone)
    try submit(third)
    gone.requesterLeft()
    #expect(Calls.complete(stage.ticket(first)) == ROOST_DONE)
    loop.run()
    #expect(stage.delivered == [first, third])
  }

  @Test func `a refusal for lack of room leaves the lane`() throws {
    let stage = try Stage(on: loop, limits: .init(concurrency: 1, queue: 0))
    stage.host.dispatcher.submit(try stage.update(first, lane: 1))
    stage.host.dispatcher.submit(try stage.update(second, lane: 2, sink: sink))
    #expect(sink.entries == [.failed(.busy)])
    #expect(Calls.complete(stage.ticket(first)) == ROOST_DONE)
    stage.host.dispatcher.submit(try stage.update(third, lane: 2))
    #expect(stage.delivered == [first, third])
  }

  @Test func `a full lane refuses for lack of room`() throws {
    for _ in 0...256 { try submit(first) }
    try submit(second, sink: sink)
    #expect(sink.entries == [.failed(.busy)])
    try submit(third, lane: 2)
    #expect(stage.delivered == [first, third])
  }
}
