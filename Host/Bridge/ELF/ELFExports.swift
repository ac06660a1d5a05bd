/// The symbols a shared object offers to others.
package struct ELFExports: Sendable, Hashable {
  /// The most names that are kept.
  package static let mostNames = 16

  /// How often `roost_plugin_entry` is among them, as a function: symbol versions can make it two.
  package private(set) var entryCount = 0
  /// How many there are besides it.
  package private(set) var otherCount = 0
  /// The names of the first of those.
  package private(set) var otherNames: [String] = []

  /// Reads the dynamic symbol table.
  init(
    _ bytes: RawSpan, _ segments: [ELFSegment], _ dynamic: ELFDynamic, strings: Range<Int>
  ) throws(ELFError) {
    guard let address = dynamic[ELFDynamic.Tag.symbols] else { return }
    let count = try ELFSymbolCount.read(bytes, segments, dynamic)
    guard count > 0 else { return }
    let table = try segments.part("dynamic symbol table", at: address, size: UInt64(count) * 24)
    for row in stride(from: table.lowerBound, to: table.upperBound, by: 24) {
      guard Self.isExported(bytes, at: row) else { continue }
      let name = UInt64(bytes.integer(UInt32.self, at: row))
      let isFunction = bytes.integer(UInt8.self, at: row + 4) & 0xf == 2
      if isFunction, bytes.string(at: name, in: strings, is: "roost_plugin_entry") {
        entryCount += 1
      } else {
        otherCount += 1
        if otherNames.count < Self.mostNames {
          otherNames.append(try bytes.string("dynamic symbol table", at: name, in: strings))
        }
      }
    }
  }

  /// Defined, global, weak or unique, and of default or protected visibility. Absolute ones are not
  /// counted: they are the names of a version script's nodes, neither code nor data.
  private static func isExported(_ bytes: RawSpan, at row: Int) -> Bool {
    let section = bytes.integer(UInt16.self, at: row + 6)
    let binding = bytes.integer(UInt8.self, at: row + 4) >> 4
    let visibility = bytes.integer(UInt8.self, at: row + 5) & 3
    return section != 0 && section != 0xfff1 && [1, 2, 10].contains(binding) && [0, 3].contains(visibility)
  }
}

/// How many dynamic symbols there are, which only the hash tables tell.
enum ELFSymbolCount {
  static func read(
    _ bytes: RawSpan, _ segments: [ELFSegment], _ dynamic: ELFDynamic
  ) throws(ELFError) -> UInt32 {
    if let address = dynamic[ELFDynamic.Tag.hash] {
      let part = try segments.part("symbol hash table", at: address, size: 8)
      return bytes.integer(UInt32.self, at: part.lowerBound + 4)
    }
    if let address = dynamic[ELFDynamic.Tag.gnuHash] {
      return try gnu(bytes, try segments.part("GNU symbol hash table", at: address))
    }
    throw ELFError(.malformed, at: "dynamic segment", "symbols without a hash table (DT_HASH, DT_GNU_HASH)")
  }

  /// The highest chain's end: four words, a Bloom filter of 8-byte words, the buckets, the chains,
  /// whose last element has its lowest bit set.
  private static func gnu(_ bytes: RawSpan, _ part: Range<Int>) throws(ELFError) -> UInt32 {
    let name = "GNU symbol hash table"
    func word(_ offset: UInt64) throws(ELFError) -> UInt32 {
      guard offset <= UInt64(part.count), part.count - Int(offset) >= 4 else {
        throw ELFError(.malformed, at: name, "it reaches beyond its segment")
      }
      return bytes.integer(UInt32.self, at: part.lowerBound + Int(offset))
    }
    let bucketCount = UInt64(try word(0))
    let first = try word(4)
    let buckets = 16 + UInt64(try word(8)) * 8
    let chains = buckets + bucketCount * 4
    var last: UInt32 = 0
    for bucket in 0..<bucketCount { last = max(last, try word(buckets + bucket * 4)) }
    guard last >= first else { return first }
    while try word(chains + UInt64(last - first) * 4) & 1 == 0 { last += 1 }
    return last + 1
  }
}
