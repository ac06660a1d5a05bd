internal import Glibc

/// How long the text of a mangled name can become.
///
/// Names refer to parts of themselves, parts that refer to parts, so the text can double every few bytes.
/// A run of references multiplies what is there by at most their number plus one; the product over all runs,
/// times the name's own length, is the estimate. Where a byte can be read in two ways, the worse one counts.
/// It is an estimate, not the demangler's grammar: it is meant to be wrong on the safe side.
enum NameGrowth {
  /// The most that is let through, as a power of 2: some megabytes of text. Of the functions of Swift's
  /// libraries and of a large package 97 in 100 are below; of those of C++'s all.
  static let mostBits = 22.0

  /// Whether a Swift name stays within measure (docs/ABI/Mangling.rst: `A`, `S` and `0` refer).
  static func isModest(swift name: [UInt8]) -> Bool {
    var longest = 1
    var words = 0
    var repeats = 0
    let bits = worst(name) { index, after in
      switch name[index] {
      case UInt8(ascii: "A"):
        let (references, end) = substitutions(name, index)
        return max(after(index + 1), growth(references) + after(end))
      case UInt8(ascii: "S"):
        repeats += min(number(name, index + 1).value, 2048)
        return after(index + 1)
      case UInt8(ascii: "0"):
        let end = wordReferences(name, index + 1)
        words += end - index
        let named = name[safe: end] == UInt8(ascii: "0") ? after(end + 1) : after(end)
        return isAfterT(name, index) ? max(named, after(index + 1)) : named
      case UInt8(ascii: "1")...UInt8(ascii: "9"):
        let (length, start) = number(name, index)
        longest = max(longest, min(length, name.count))
        let skipped = after(start + length)
        // Also an index, `12_`, or a specialization's pass, `TG5`, is a number.
        let isMaybeIndex =
          start + length > name.count || name[safe: start] == UInt8(ascii: "_")
          || isAfterT(name, index)
        return isMaybeIndex ? max(skipped, after(start)) : skipped
      default: return after(index + 1)
      }
    }
    return bits + log2(Double(name.count + repeats + words * longest)) <= mostBits
  }

  /// Whether a C++ name stays within measure (Itanium C++ ABI, 5.1: `S…_` and `T…_` refer).
  static func isModest(cpp name: [UInt8]) -> Bool {
    let bits = worst(name) { index, after in
      switch name[index] {
      case UInt8(ascii: "S"), UInt8(ascii: "T"):
        let (references, end) = references(name, index)
        return max(after(index + 1), growth(references) + after(end))
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (length, start) = number(name, index)
        let skipped = after(start + length)
        // Literals, `Li5E`, and indices, `12_` and `_0`, are numbers too.
        let before = name[max(0, index - 2)..<index]
        let isMaybeOther =
          length == 0 || start + length > name.count
          || [UInt8(ascii: "_"), UInt8(ascii: "E")].contains(name[safe: start] ?? 0)
          || before.last == UInt8(ascii: "_") || before.contains(UInt8(ascii: "L"))
        return isMaybeOther ? max(skipped, after(start)) : skipped
      case UInt8(ascii: "L"):
        let end = name[index...].firstIndex(of: UInt8(ascii: "E")) ?? index
        return max(after(index + 1), after(end + 1))
      default: return after(index + 1)
      }
    }
    return bits + log2(Double(name.count)) <= mostBits
  }

  /// Whether a digit can be a specialization's.
  private static func isAfterT(_ name: [UInt8], _ index: Int) -> Bool {
    name[max(0, index - 4)..<index].contains(UInt8(ascii: "T"))
  }

  /// The growth from the first byte on, each byte's made of those behind it.
  private static func worst(
    _ name: [UInt8], _ growth: (_ index: Int, _ after: (Int) -> Double) -> Double
  ) -> Double {
    var bits = [Double](repeating: 0, count: name.count + 1)
    for index in name.indices.reversed() {
      bits[index] = growth(index) { $0 < bits.count ? bits[$0] : 0 }
    }
    return bits[0]
  }

  private static func growth(_ references: Int) -> Double { log2(Double(1 + references)) }

  /// The number that begins there, at most a million, and where it ends.
  private static func number(_ name: [UInt8], _ start: Int) -> (value: Int, end: Int) {
    var value = 0
    var end = start
    while let digit = name[safe: end], (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
      value = min(value * 10 + Int(digit - UInt8(ascii: "0")), 1_000_000)
      end += 1
    }
    return (value, end)
  }

  /// Swift's references from an `A` on, also several runs in a list, `A2B_AC`: how many, and where they end.
  private static func substitutions(_ name: [UInt8], _ start: Int) -> (count: Int, end: Int) {
    var total = 0
    var end = start
    while name[safe: end] == UInt8(ascii: "A") {
      var count = 0
      var next = end + 1
      var isComplete = false
      while !isComplete {
        let (repeated, letter) = number(name, next)
        guard let byte = name[safe: letter] else { return (total, end) }
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): count += min(max(repeated, 1), 2048)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
          count += min(max(repeated, 1), 2048)
          isComplete = true
        case UInt8(ascii: "_"):
          count += 1
          isComplete = true
        default: return (total, end)
        }
        next = letter + 1
      }
      total += count
      end = next
      if name[safe: end] == UInt8(ascii: "_"), name[safe: end + 1] == UInt8(ascii: "A") { end += 1 }
    }
    return (total, max(end, start + 1))
  }

  /// Where Swift's references to words end: small letters, then a large one.
  private static func wordReferences(_ name: [UInt8], _ start: Int) -> Int {
    var end = start
    while let byte = name[safe: end], (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) { end += 1 }
    if let byte = name[safe: end], (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) { end += 1 }
    return end
  }

  /// C++'s references from an `S` or `T` on: how many, and where they end.
  private static func references(_ name: [UInt8], _ start: Int) -> (count: Int, end: Int) {
    var count = 0
    var end = start
    while let kind = name[safe: end], kind == UInt8(ascii: "S") || kind == UInt8(ascii: "T") {
      var next = end + 1
      while let byte = name[safe: next], byte != UInt8(ascii: "_"),
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      { next += 1 }
      guard name[safe: next] == UInt8(ascii: "_") else { break }
      count += 1
      end = next + 1
    }
    return (count, max(end, start + 1))
  }
}

extension [UInt8] {
  fileprivate subscript(safe index: Int) -> UInt8? { indices.contains(index) ? self[index] : nil }
}
