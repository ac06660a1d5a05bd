/// A file of the time zone database, read (TZif, RFC 9636, which contains RFC 8536).
struct TZif {
  /// Longest file; the longest of tzdata 2025b has under 4 KiB.
  static let maximumBytes = 64 * 1024
  private static let headerBytes = 44
  /// No time may be earlier than 2^59 seconds before 1970 (§3.2); the same ahead, so that sums cannot overflow.
  private static let times = -(Int64(1) << 59)...(Int64(1) << 59)

  /// Why bytes are no such file.
  struct Malformed: Error {
    let why: String

    init(_ why: String) { self.why = why }
  }

  private struct Counts {
    var utc, standard, leap, time, type, text: Int

    /// The bytes of a block whose times have so many bytes each.
    func size(_ width: Int) -> Int {
      time * (width + 1) + type * 6 + text + leap * (width + 4) + standard + utc
    }
  }

  /// When the type of time changes, ascending.
  private(set) var starts: [Int64] = []
  /// The offset from a start on; the first is that before all.
  private(set) var offsets: [Int64] = []
  /// The rule for what comes after, as POSIX writes it; empty for none.
  private(set) var rule = ""

  init(_ bytes: [UInt8]) throws(Malformed) {
    let first = try Self.counts(bytes[...])
    guard bytes[4] != 0 else {
      try read(bytes[Self.headerBytes...], first, width: 4)
      return
    }
    // The first block is for readers that know no other.
    let second = Self.headerBytes + first.size(4)
    guard second <= bytes.count else { throw Malformed("it is cut off") }
    let counts = try Self.counts(bytes[second...])
    try read(bytes[(second + Self.headerBytes)...], counts, width: 8)
    let footer = bytes[(second + Self.headerBytes + counts.size(8))...]
    guard footer.count >= 2, footer.first == UInt8(ascii: "\n"),
      let end = footer.dropFirst().firstIndex(of: 10)
    else { throw Malformed("its footer is cut off") }
    rule = String(decoding: footer[(footer.startIndex + 1)..<end], as: UTF8.self)
  }

  private static func counts(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> Counts {
    guard bytes.count >= headerBytes, bytes.starts(with: "TZif".utf8) else {
      throw Malformed("it is no TZif file")
    }
    let version = bytes[bytes.startIndex + 4]
    guard version == 0 || version >= UInt8(ascii: "2") else { throw Malformed("its version is unknown") }
    let numbers = (0..<6).map { Int(number(bytes.dropFirst(20 + 4 * $0).prefix(4))) }
    guard numbers.allSatisfy({ $0 <= maximumBytes }) else { throw Malformed("it is cut off") }
    return Counts(
      utc: numbers[0], standard: numbers[1], leap: numbers[2], time: numbers[3], type: numbers[4],
      text: numbers[5])
  }

  private mutating func read(
    _ block: ArraySlice<UInt8>, _ counts: Counts, width: Int
  ) throws(Malformed) {
    guard counts.size(width) <= block.count else { throw Malformed("it is cut off") }
    guard counts.leap == 0 else {
      throw Malformed(
        "it counts leap seconds, which a clock since 1970 does not; take the name without right/")
    }
    guard (1...256).contains(counts.type) else { throw Malformed("it has no types of time, or too many") }
    let types = try Self.types(block.dropFirst(counts.time * (width + 1)), counts)
    let kinds = block.dropFirst(counts.time * width)
    offsets = [types[0]]
    for index in 0..<counts.time {
      let bytes = block.dropFirst(index * width).prefix(width)
      let unsigned = Self.number(bytes)
      let time = width == 8 ? Int64(bitPattern: unsigned) : Int64(Int32(truncatingIfNeeded: unsigned))
      let kind = Int(kinds[kinds.startIndex + index])
      guard kind < types.count else { throw Malformed("it names a type of time that it does not have") }
      guard Self.times.contains(time), starts.last.map({ $0 < time }) ?? true else {
        throw Malformed("its times are out of order or out of bounds")
      }
      starts.append(time)
      offsets.append(types[kind])
    }
  }

  private static func types(
    _ bytes: ArraySlice<UInt8>, _ counts: Counts
  ) throws(Malformed) -> [Int64] {
    var offsets: [Int64] = []
    for index in 0..<counts.type {
      let type = bytes.dropFirst(6 * index).prefix(6)
      let offset = Int64(Int32(truncatingIfNeeded: number(type.prefix(4))))
      guard TimeZoneRules.offsets.contains(offset) else { throw Malformed("an offset is out of bounds") }
      offsets.append(offset)
    }
    return offsets
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension TimeZoneRules {
  /// Takes a zone from the bytes of its file.
  init(name: String, file: [UInt8], _ what: String) throws(TimeZoneError) {
    let hint = "install tzdata again"
    let read: TZif
    do throws(TZif.Malformed) { read = try TZif(file) } catch {
      throw TimeZoneError(what, "its file cannot be used: \(error.why)", hint: hint)
    }
    let rule = TimeZoneRule(read.rule)
    guard rule != nil || read.rule.isEmpty else {
      throw TimeZoneError(what, "its file cannot be used: the rule at its end is malformed", hint: hint)
    }
    self.init(name: name, starts: read.starts, offsets: read.offsets, rule: rule)
  }
}
