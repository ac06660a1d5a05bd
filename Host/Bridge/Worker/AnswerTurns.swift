import NIOCore
import Synchronization

/// Lets only so many bytes of answers be on their way to a worker at a time, so that one that is busy for a moment is
/// not taken for one that does not read. The rest waits, within bounds.
final class AnswerTurns: Sendable {
  /// Sends an answer, and tells once the worker's socket has it.
  typealias Send = @Sendable (_ taken: @escaping @Sendable () -> Void) -> Void

  private struct State: ~Copyable {
    var onTheWay = 0
    var heldBytes = 0
    var held = CircularBuffer<(size: Int, send: Send)>()
  }

  /// A third of what may wait for a worker.
  static let mostOnTheWay = 32 << 20
  static let mostHeld = 64 << 20
  /// Smaller ones are bounded by how many there may be.
  private static let small = 4096

  private let state = Mutex(State())

  /// Sends an answer now or later; false when there is no room for it, and it is not sent.
  func begin(_ size: Int, _ send: @escaping Send) -> Bool {
    guard size > Self.small else {
      send {}
      return true
    }
    let (isTaken, goes) = state.withLock { state in
      if state.held.isEmpty, state.onTheWay == 0 || state.onTheWay + size <= Self.mostOnTheWay {
        state.onTheWay += size
        return (true, true)
      }
      guard state.heldBytes + size <= Self.mostHeld else { return (false, false) }
      state.heldBytes += size
      state.held.append((size, send))
      return (true, false)
    }
    if goes { send { self.taken(size) } }
    return isTaken
  }

  private func taken(_ size: Int) {
    state.withLock { $0.onTheWay -= size }
    while let next = state.withLock({ Self.next(&$0) }) { next.send { self.taken(next.size) } }
  }

  private static func next(_ state: inout State) -> (size: Int, send: Send)? {
    guard let next = state.held.first, state.onTheWay == 0 || state.onTheWay + next.size <= mostOnTheWay
    else {
      return nil
    }
    state.held.removeFirst()
    state.heldBytes -= next.size
    state.onTheWay += next.size
    return next
  }
}
