import CRoost
import Synchronization

/// Lets only so much be read at a time: answers may be large, and must have been taken before there are more.
package final class ReadTurns: Sendable {
  private struct Held {
    let weight: Int
    let read: @Sendable () -> Void
  }

  private struct State: ~Copyable {
    /// Weights of the reads that go.
    var going = 0
    var held: [Held] = []
    /// Where in `held` the next is.
    var next = 0

    /// The reads that begin now.
    mutating func take() -> [@Sendable () -> Void] {
      var begun: [@Sendable () -> Void] = []
      while next < held.count, going + held[next].weight <= ReadTurns.room {
        going += held[next].weight
        begun.append(held[next].read)
        next += 1
      }
      if next == held.count { (held, next) = ([], 0) }
      return begun
    }
  }

  /// What a read weighs whose answer may be a whole page, in MiB.
  package static let page = 4
  /// Weights that go at a time: no more than a third of what may wait for a worker.
  private static let room = 32
  private let state = Mutex(State())

  /// Nothing goes.
  package init() {}

  /// What a question for keys of the state weighs: a value has at most 1 MiB, so that one for few keys has a small
  /// answer.
  ///
  /// - Parameter size: bytes of the question's block; an item of it has a key of at least a byte.
  package static func weight(ofKeys size: Int) -> Int {
    max(1, min(size / (MemoryLayout<roost_state_item>.size + 8), page))
  }

  /// Begins a read now, or when earlier ones have ended. Whoever counts the calls bounds what is held.
  package func begin(_ weight: Int, _ read: @escaping @Sendable () -> Void) {
    let goes = state.withLock { state in
      guard state.held.isEmpty, state.going + weight <= Self.room else {
        state.held.append(Held(weight: weight, read: read))
        return false
      }
      state.going += weight
      return true
    }
    if goes { read() }
  }

  /// A read of this weight has ended and its answer has been taken: the next ones begin.
  package func end(_ weight: Int = page) {
    let begun = state.withLock { state in
      state.going -= weight
      return state.take()
    }
    for read in begun { read() }
  }
}
