import NIOCore
import Synchronization

/// What must be handled one after the other: a chat of a bot, or, without a chat, a user; of other events those that
/// were given the same lane.
package struct Lane: Hashable, Sendable {
  /// The number of the bot, or of another source of events.
  let source: Int
  let peer: Int64

  /// The lane of an update.
  package init(bot: Int, chat: Int64, user: Int64) {
    self.init(source: bot, peer: chat != 0 ? chat : user)
  }

  /// A lane by its number among those of a source.
  init(source: Int, peer: Int64) {
    self.source = source
    self.peer = peer
  }
}

/// Whoever waits for a lane.
protocol LaneMember: AnyObject, Sendable {
  /// The lane is its own now. Called from any thread.
  func laneIsFree()
}

/// The lanes with an event in hand, and who waits behind it.
final class Lanes: Sendable {
  private typealias Queue = CircularBuffer<(member: any LaneMember, isKept: Bool)>

  private struct State {
    /// Who waits in each; nil is nobody, and needs no memory.
    var lanes: [Lane: Queue?] = [:]
    /// Those that are not kept.
    var waiting = 0
  }
  private let state = Mutex(State())

  /// Most events waiting in all lanes together, and in one.
  private static let maximum = 16_384
  private static let maximumPerLane = 256

  enum Entry { case entered, queued, refused }

  /// - Parameter isKept: whether the event is in the inbox, whose own bounds hold for it: it is not refused.
  func enter(_ lane: Lane, _ member: some LaneMember, isKept: Bool = false) -> Entry {
    state.withLock { state in
      guard let place = state.lanes.index(forKey: lane) else {
        state.lanes.updateValue(nil, forKey: lane)
        return .entered
      }
      var queue = state.lanes.values[place] ?? Queue(initialCapacity: 4)
      guard isKept || queue.count < Self.maximumPerLane && state.waiting < Self.maximum else {
        return .refused
      }
      // The dictionary must not keep a second reference, or appending would copy those who wait.
      state.lanes.values[place] = nil
      queue.append((member, isKept))
      state.lanes.values[place] = queue
      if !isKept { state.waiting += 1 }
      return .queued
    }
  }

  /// The event in hand is done; returns the next, which then is in hand and is to be told.
  func leave(_ lane: Lane) -> (any LaneMember)? {
    state.withLock { state in
      guard let place = state.lanes.index(forKey: lane) else { return nil }
      guard let next = state.lanes.values[place]?.popFirst() else {
        state.lanes.remove(at: place)
        return nil
      }
      if !next.isKept { state.waiting -= 1 }
      return next.member
    }
  }
}
