import Synchronization

/// Lets the handlers of this plugin change a key one after the other: against each other all but one would write in
/// vain, again and again.
package enum KeyTurns {
  /// Who waits for a key that somebody changes, in order.
  private static let waiting = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])

  /// Waits until nobody else changes the key; ``end(_:)`` must follow.
  package static func begin(_ key: String) async {
    await withCheckedContinuation { continuation in
      let isFree = waiting.withLock { waiting in
        guard waiting[key] != nil else {
          waiting[key] = []
          return true
        }
        waiting[key]?.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  /// Lets the next one begin.
  package static func end(_ key: String) {
    let next: CheckedContinuation<Void, Never>? = waiting.withLock { waiting in
      guard let first = waiting[key]?.first else {
        waiting[key] = nil
        return nil
      }
      waiting[key]?.removeFirst()
      return first
    }
    next?.resume()
  }
}
