import NIOCore
import Synchronization

/// What must be handled one after the other: a chat of a bot, or, without a chat, a user.
package struct Lane: Hashable, Sendable {
  let bot: Int
  let peer: Int64

  /// The lane of an update.
  package init(bot: Int, chat: Int64, user: Int64) {
    self.bot = bot
    peer = chat != 0 ? chat : user
  }
}

/// The lanes with an event in hand, and who waits behind it.
final class Lanes: Sendable {
  private struct State {
    var lanes: [Lane: CircularBuffer<Exchange>] = [:]
    var waiting = 0
  }
  private let state = Mutex(State())

  /// Most events waiting in all lanes together, and in one.
  private static let maximum = 16_384
  private static let maximumPerLane = 256

  enum Entry { case entered, queued, refused }

  func enter(_ lane: Lane, _ exchange: Exchange) -> Entry {
    state.withLock { state in
      guard let waiting = state.lanes[lane] else {
        state.lanes[lane] = CircularBuffer(initialCapacity: 1)
        return .entered
      }
      guard waiting.count < Self.maximumPerLane, state.waiting < Self.maximum else { return .refused }
      state.lanes[lane]!.append(exchange)
      state.waiting += 1
      return .queued
    }
  }

  /// The event in hand is done; returns the next, which then is in hand.
  func leave(_ lane: Lane) -> Exchange? {
    state.withLock { state in
      if let next = state.lanes[lane]?.popFirst() {
        state.waiting -= 1
        return next
      }
      state.lanes[lane] = nil
      return nil
    }
  }
}
