import CRoost
import HostLoader
import Synchronization
import Testing

/// How much is read at a time.
@Suite struct ReadTurnsTests {
  /// The reads that have begun, by their numbers.
  private final class Begun: Sendable {
    private let numbers = Mutex<[Int]>([])
    var all: [Int] { numbers.withLock { $0 } }
    func note(_ number: Int) { numbers.withLock { $0.append(number) } }
  }

  private let turns = ReadTurns()
  private let begun = Begun()

  /// Asks for reads of these weights, numbered on from those before.
  private func ask(_ weights: [Int], from first: Int = 0) {
    for (number, weight) in weights.enumerated() {
      turns.begin(weight) { [begun] in begun.note(first + number) }
    }
  }

  @Test(arguments: [(4, 8), (1, 32), (3, 10)])
  func `so many of a weight go at a time`(_ weight: Int, _ count: Int) {
    ask(Array(repeating: weight, count: count + 2))
    #expect(begun.all == Array(0..<count))
    turns.end(weight)
    #expect(begun.all == Array(0...count), "the next one, and no more")
  }

  @Test func `a large one that ends makes room for several small ones`() {
    ask(Array(repeating: 4, count: 8) + [1, 1, 1, 1, 1])
    #expect(begun.all.count == 8)
    turns.end(4)
    #expect(begun.all == Array(0..<12))
  }

  @Test func `a small one does not overtake a large one that waits`() {
    ask(Array(repeating: 1, count: 31) + [4, 1])
    #expect(begun.all.count == 31)
    for _ in 0..<3 { turns.end(1) }
    #expect(begun.all == Array(0..<32), "the large one has its turn before the small one behind it")
    turns.end(1)
    #expect(begun.all == Array(0..<33))
  }

  @Test(arguments: [(0, 1), (48, 1), (95, 1), (96, 2), (192, 4), (1 << 20, 4)])
  func `a question weighs as much as its keys may have values`(_ size: Int, _ weight: Int) {
    #expect(ReadTurns.weight(ofKeys: size) == weight)
    #expect(MemoryLayout<roost_state_item>.size + 8 == 48, "the smallest item: one byte of a key, padded")
  }
}
