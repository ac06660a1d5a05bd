@testable import HostDispatch
import NIOEmbedded
import Testing

/// What must be handled one after the other.
@Suite struct LanesTests {
  private let stage: Stage
  private let lanes = Lanes()

  init() throws { stage = try Stage(on: EmbeddedEventLoop()) }

  private func lane(_ peer: Int64, bot: Int = 0) -> Lane { Lane(bot: bot, chat: peer, user: 0) }

  @Test func `a lane is its bot's chat or, without a chat, its user's`() {
    #expect(Lane(bot: 0, chat: 5, user: 7) == Lane(bot: 0, chat: 5, user: 8))
    #expect(Lane(bot: 0, chat: 5, user: 7) != Lane(bot: 1, chat: 5, user: 7))
    #expect(Lane(bot: 0, chat: 0, user: 7) != Lane(bot: 0, chat: 0, user: 8))
  }

  @Test func `the first enters, others wait in order, other lanes do not`() {
    let (a, b, c) = (stage.request("a"), stage.request("b"), stage.request("c"))
    #expect(lanes.enter(lane(1), a) == .entered)
    #expect(lanes.enter(lane(1), b) == .queued)
    #expect(lanes.enter(lane(1), c) == .queued)
    #expect(lanes.enter(lane(2), a) == .entered)
    #expect(lanes.enter(lane(1, bot: 1), a) == .entered)
    #expect(lanes.leave(lane(1)) === b)
    #expect(lanes.leave(lane(1)) === c)
    #expect(lanes.leave(lane(1)) == nil)
    #expect(lanes.enter(lane(1), a) == .entered, "the lane is free again")
  }

  @Test func `256 events wait in a lane`() {
    let exchange = stage.request("a")
    #expect(lanes.enter(lane(1), exchange) == .entered)
    for _ in 0..<256 { #expect(lanes.enter(lane(1), exchange) == .queued) }
    #expect(lanes.enter(lane(1), exchange) == .refused)
    #expect(lanes.enter(lane(2), exchange) == .entered)
    #expect(lanes.leave(lane(1)) != nil)
    #expect(lanes.enter(lane(1), exchange) == .queued)
  }

  @Test func `16,384 events wait in all lanes together`() {
    let exchange = stage.request("a")
    for peer in 1...65 { #expect(lanes.enter(lane(Int64(peer)), exchange) == .entered) }
    for peer in 1...64 {
      for _ in 0..<256 { #expect(lanes.enter(lane(Int64(peer)), exchange) == .queued) }
    }
    #expect(lanes.enter(lane(65), exchange) == .refused)
    #expect(lanes.enter(lane(66), exchange) == .entered, "an empty lane needs no room")
    #expect(lanes.leave(lane(1)) != nil)
    #expect(lanes.enter(lane(65), exchange) == .queued)
  }
}
