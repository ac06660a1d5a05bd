extension RDBReader {
  /// The kinds of values, as the byte before a key tells them.
  private enum Kind {
    static let (string, list, set, sorted, hash, sortedBinary): (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) =
      (0, 1, 2, 3, 4, 5)
    static let module: UInt8 = 7
    /// Those that are one string: older forms of small ones, then sets of numbers.
    static let packed: ClosedRange<UInt8> = 9...13
    static let numbers: UInt8 = 11
    static let (zipNodes, packedHash, packedSorted, nodes): (UInt8, UInt8, UInt8, UInt8) = (14, 16, 17, 18)
    static let packedSet: UInt8 = 20
    static let streams: [UInt8] = [15, 19, 21]
  }

  /// Reads the value of a key that is looked for.
  func read(
    _ kind: UInt8, of key: [UInt8], _ take: (RDBItem) throws(RDBFailure) -> Void
  ) throws(RDBFailure) {
    switch kind {
    case Kind.hash: for _ in 0..<(try length()) { try take(.field(string(), string())) }
    case Kind.packedHash:
      for (field, value) in try pairs() { try take(.field(field, value)) }
    case Kind.sortedBinary:
      for _ in 0..<(try length()) {
        try take(.ranked(string(), Double(bitPattern: source.number(8))))
      }
    case Kind.packedSorted:
      for (member, score) in try pairs() {
        guard let score = Double(String(decoding: score, as: UTF8.self)) else { throw damaged("a score") }
        try take(.ranked(member, score))
      }
    case Kind.list: for _ in 0..<(try length()) { try take(.element(string())) }
    case Kind.nodes:
      for _ in 0..<(try length()) {
        // A node is one long element, or several.
        guard try length() == 2 else {
          try take(.element(string()))
          continue
        }
        for element in try elements() { try take(.element(element)) }
      }
    case Kind.set: for _ in 0..<(try length()) { try take(.member(string())) }
    case Kind.packedSet: for member in try elements() { try take(.member(member)) }
    default:
      throw RDBFailure(
        "\(String(decoding: key, as: UTF8.self)) is of kind \(kind), which Roost does not write")
    }
  }

  private func elements() throws(RDBFailure) -> [[UInt8]] {
    guard let elements = Listpack.elements(try string()) else { throw damaged("a list") }
    return elements
  }

  private func pairs() throws(RDBFailure) -> [([UInt8], [UInt8])] {
    let elements = try elements()
    guard elements.count % 2 == 0 else { throw damaged("a list of pairs") }
    return stride(from: 0, to: elements.count, by: 2).map { (elements[$0], elements[$0 + 1]) }
  }

  // MARK: Others' values

  /// Passes a value by.
  func skip(_ kind: UInt8) throws(RDBFailure) {
    switch kind {
    case Kind.string, Kind.packed, Kind.packedHash, Kind.packedSorted, Kind.packedSet: try skipString()
    case Kind.list, Kind.set, Kind.zipNodes: for _ in 0..<(try length()) { try skipString() }
    case Kind.hash:
      for _ in 0..<(try length()) {
        try skipString()
        try skipString()
      }
    case Kind.sorted:
      for _ in 0..<(try length()) {
        try skipString()
        // Digits; 253 to 255 are no number and the infinities.
        let digits = try source.byte()
        try source.skip(digits > 252 ? 0 : UInt64(digits))
      }
    case Kind.sortedBinary:
      for _ in 0..<(try length()) {
        try skipString()
        try source.skip(8)
      }
    case Kind.nodes:
      for _ in 0..<(try length()) {
        _ = try length()
        try skipString()
      }
    case Kind.module:
      _ = try length()
      try skipModule()
    case _ where Kind.streams.contains(kind): try skipStream(kind)
    default:
      throw RDBFailure(
        """
        it holds a key of kind \(kind), which this version does not know — hint: it is not Roost's: keep it on another \
        server
        """)
    }
  }

  /// Passes by what a module wrote: parts that say what they are.
  func skipModule() throws(RDBFailure) {
    while true {
      switch try length() {
      case 0: return
      case 1, 2: _ = try length()
      case 3: try source.skip(4)
      case 4: try source.skip(8)
      case 5: try skipString()
      default: throw damaged("a module's value")
      }
    }
  }

  private func skipStream(_ kind: UInt8) throws(RDBFailure) {
    let isNewer = kind != Kind.streams[0]
    for _ in 0..<(try length()) {
      try skipString()
      try skipString()
    }
    // Length and last id; then first and highest removed ids, and how many there ever were.
    for _ in 0..<(isNewer ? 8 : 3) { _ = try length() }
    for _ in 0..<(try length()) {
      try skipString()
      for _ in 0..<(isNewer ? 3 : 2) { _ = try length() }
      for _ in 0..<(try length()) {
        try source.skip(24)
        _ = try length()
      }
      for _ in 0..<(try length()) {
        try skipString()
        try source.skip(kind == Kind.streams[2] ? 16 : 8)
        let (pending, isTooMuch) = try length().multipliedReportingOverflow(by: 16)
        guard !isTooMuch else { throw damaged("a count") }
        try source.skip(pending)
      }
    }
  }
}
