/// Calls that wait for their answers, bounded by how many they are and how much they hold.
package struct CallBudget: Sendable {
  private let maximumCalls: Int
  private let maximumBytes: Int
  private var calls = 0
  private var bytes = 0

  /// Makes an empty budget of at most so many calls, with at most so many bytes.
  package init(calls: Int, bytes: Int) {
    maximumCalls = calls
    maximumBytes = bytes
  }

  /// Adds a call; false when there is no room for it.
  package mutating func take(_ size: Int) -> Bool {
    guard calls < maximumCalls, bytes + size <= maximumBytes else { return false }
    calls += 1
    bytes += size
    return true
  }

  /// Gives back what one call of that size took.
  package mutating func giveBack(_ size: Int) {
    calls -= 1
    bytes -= size
  }
}
