/// Finds texts that were there before, changed or not. Texts are compared by their shingles, runs of three words: of
/// each the 64 with the smallest hashes are kept (a bottom-k sketch; Cohen and Kaplan, PODC 2007). Made anew from the
/// items after a restart.
package struct TextIndex: Sendable {
  private static let sketchSize = 64
  /// How many texts with the same shingle are looked at.
  private static let perShingle = 32

  private let capacity: Int
  private var sketches: [ItemID: [UInt64]] = [:]
  private var items: [UInt64: [ItemID]] = [:]
  private var order: [ItemID] = []

  /// An empty index.
  ///
  /// - Parameter capacity: how many texts it knows; the oldest go.
  package init(capacity: Int = 10_000) { self.capacity = max(1, capacity) }

  /// Takes in a text, or another one of the same item.
  package mutating func insert(_ text: String, of item: ItemID) {
    remove(item)
    guard let sketch = Self.sketch(Words.folded(text)) else { return }
    sketches[item] = sketch
    order.append(item)
    for hash in sketch { items[hash, default: []].append(item) }
    if order.count > capacity { remove(order[0]) }
  }

  /// Forgets a text.
  package mutating func remove(_ item: ItemID) {
    guard let sketch = sketches.removeValue(forKey: item) else { return }
    order.removeAll { $0 == item }
    for hash in sketch {
      items[hash]?.removeAll { $0 == item }
      if items[hash]?.isEmpty == true { items[hash] = nil }
    }
  }

  /// The item whose text is most like this one, and how much, from 0 to 1. An item is no copy of itself.
  func nearest(to words: [String], except item: ItemID) -> (item: ItemID, likeness: Double)? {
    guard let sketch = Self.sketch(words) else { return nil }
    var candidates: Set<ItemID> = []
    for hash in sketch { candidates.formUnion((items[hash] ?? []).suffix(Self.perShingle)) }
    candidates.remove(item)
    // The oldest of those that are alike is the original.
    return candidates.sorted().map { ($0, Self.likeness(sketch, sketches[$0] ?? [])) }
      .max { $0.1 < $1.1 || $0.1 == $1.1 && $0.0 > $1.0 }
  }

  /// The shingles with the smallest hashes; of few words all as one. nil where a text is too short to be a copy.
  private static func sketch(_ words: [String]) -> [UInt64]? {
    let hashes = words.map { Hash.of($0.unicodeScalars.lazy.map(\.value)) }
    func shingle(_ part: ArraySlice<UInt64>) -> UInt64 { part.reduce(0) { Hash.mix($0 &* 3 &+ $1) } }
    guard hashes.count >= 5 else {
      guard words.reduce(0, { $0 + $1.unicodeScalars.count }) >= 12 else { return nil }
      return [shingle(hashes[...])]
    }
    let all = Set((0...hashes.count - 3).map { shingle(hashes[$0..<$0 + 3]) })
    return Array(all.sorted().prefix(sketchSize))
  }

  /// The share of common shingles among the smallest of both.
  private static func likeness(_ one: [UInt64], _ other: [UInt64]) -> Double {
    var (first, second, both, all) = (0, 0, 0, 0)
    while all < sketchSize, first < one.count || second < other.count {
      let isInOne = first < one.count && (second == other.count || one[first] <= other[second])
      let isInOther = second < other.count && (first == one.count || other[second] <= one[first])
      if isInOne, isInOther { both += 1 }
      if isInOne { first += 1 }
      if isInOther { second += 1 }
      all += 1
    }
    return all == 0 ? 0 : Double(both) / Double(all)
  }
}
