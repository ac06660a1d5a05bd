/// The pieces of a text that a classifier counts: every four characters of the folded text, each once, as numbers of
/// buckets. Words with letters put in or left out still share most of theirs.
enum Grams {
  /// How many characters a piece has.
  static let length = 4
  /// How much of a text is looked at, in characters.
  static let textLimit = 2048

  /// The buckets, each once.
  static func buckets(_ text: String, bits: Int) -> [Int] {
    var scalars: [UInt32] = [32]
    scalars += Folding.scalars(text).prefix(textLimit)
    scalars.append(32)
    guard scalars.count >= length else { return [] }
    var found: [Int] = []
    found.reserveCapacity(scalars.count)
    // A set that lives as long as this call: open addressing over a power of two.
    var size = 64
    while size < scalars.count * 2 { size *= 2 }
    var seen = [UInt32](repeating: .max, count: size)
    for start in 0...scalars.count - length {
      let low = UInt64(scalars[start]) << 32 | UInt64(scalars[start + 1])
      let high = UInt64(scalars[start + 2]) << 32 | UInt64(scalars[start + 3])
      let hash = Hash.mix(low &* 0x9E37_79B9_7F4A_7C15 ^ high)
      let bucket = UInt32(truncatingIfNeeded: hash >> UInt64(64 - bits))
      var place = Int(bucket) & (size - 1)
      while seen[place] != .max, seen[place] != bucket { place = (place + 1) & (size - 1) }
      if seen[place] == bucket { continue }
      seen[place] = bucket
      found.append(Int(bucket))
    }
    return found
  }
}
