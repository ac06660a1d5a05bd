/// Something that a dump holds under the keys that are looked for.
enum RDBItem {
  /// A field of a hash.
  case field([UInt8], [UInt8])
  /// A member of a sorted set.
  case ranked([UInt8], Double)
  /// An element of a list.
  case element([UInt8])
  /// A member of a set.
  case member([UInt8])
}

/// Reads a dump of Redis from beginning to end (Redis' `rdb.h` and `rdb.c`, forms 10 to 12), one string in memory at a
/// time. What is not looked for is passed by, as far as its kind is known.
struct RDBReader {
  private enum Code {
    static let functions: UInt8 = 245
    static let moduleData: UInt8 = 247
    static let idle: UInt8 = 248
    static let frequency: UInt8 = 249
    static let remark: UInt8 = 250
    static let sizes: UInt8 = 251
    static let endsMilliseconds: UInt8 = 252
    static let endsSeconds: UInt8 = 253
    static let database: UInt8 = 254
    static let end: UInt8 = 255
  }

  private static let forms = 10...12
  /// Longest string that is taken whole: an entry is much smaller, and a node of a list as well.
  private static let longest: UInt64 = 64 << 20

  let source: RDBSource
  /// Which keys are looked for, and where.
  private let keys: [[UInt8]: Int]
  private let database: UInt64
  /// The number of keys that are not looked for, functions included.
  private(set) var others = 0
  /// The server's version, as it says.
  private(set) var server = ""
  /// Whether it ends with a sum; a server can be told not to make one (`rdbchecksum no`).
  private(set) var hasChecksum = false

  /// - Parameters:
  ///   - keys: what is looked for; each item is told with the place of its key among them.
  ///   - database: the number of the database that they are in.
  init(_ source: RDBSource, keys: [String], database: Int) {
    self.source = source
    self.keys = Dictionary(keys.enumerated().map { (Array($1.utf8), $0) }) { first, _ in first }
    self.database = UInt64(database)
  }

  /// Reads everything, the sum at the end too.
  mutating func run(_ take: (Int, RDBItem) throws(RDBFailure) -> Void) throws(RDBFailure) {
    let head = String(decoding: try source.read(9), as: UTF8.self)
    guard head.hasPrefix("REDIS"), let form = Int(head.dropFirst(5)) else {
      throw RDBFailure("it does not begin as a dump of Redis does")
    }
    guard Self.forms.contains(form) else { throw RDBFailure("it is of form \(form), and 10 to 12 are known") }
    var current: UInt64 = 0
    while true {
      let code = try source.byte()
      switch code {
      case Code.functions:
        try skipString()
        others += 1
      case Code.moduleData:
        _ = try length()
        try skipModule()
      case Code.idle: _ = try length()
      case Code.frequency: try source.skip(1)
      case Code.remark:
        let (name, value) = (try string(), try string())
        if name.elementsEqual("redis-ver".utf8) { server = String(decoding: value, as: UTF8.self) }
      case Code.sizes: _ = (try length(), try length())
      case Code.endsMilliseconds: try source.skip(8)
      case Code.endsSeconds: try source.skip(4)
      case Code.database: current = try length()
      case Code.end: return try checkSum()
      default:
        let key = try string()
        if current == database, let place = keys[key] {
          try read(code, of: key) { item throws(RDBFailure) in try take(place, item) }
        } else {
          others += 1
          try skip(code)
        }
      }
    }
  }

  private mutating func checkSum() throws(RDBFailure) {
    let sum = source.checksum
    let said = try source.number(8)
    hasChecksum = said != 0
    guard said == 0 || said == sum else {
      throw RDBFailure("its sum is \(hex(sum)), and it says \(hex(said)): it is damaged")
    }
  }

  private func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  // MARK: Lengths and strings

  private enum Size { case plain(UInt64), special(UInt8) }

  private func size() throws(RDBFailure) -> Size {
    let first = try source.byte()
    switch first >> 6 {
    case 0: return .plain(UInt64(first & 0x3F))
    case 1: return .plain(try UInt64(first & 0x3F) << 8 | UInt64(source.byte()))
    case 2 where first == 0x80: return .plain(try source.number(4).byteSwapped >> 32)
    case 2 where first == 0x81: return .plain(try source.number(8).byteSwapped)
    case 3: return .special(first & 0x3F)
    default: throw damaged("a length")
    }
  }

  /// A count of what follows.
  func length() throws(RDBFailure) -> UInt64 {
    guard case .plain(let length) = try size() else { throw damaged("a count") }
    return length
  }

  /// A string.
  func string() throws(RDBFailure) -> [UInt8] {
    switch try size() {
    case .plain(let count): return try source.read(bounded(count))
    case .special(let kind) where kind < 3:
      let bits = UInt64(64 - 8 << kind)
      let value = Int64(bitPattern: try source.number(1 << Int(kind)) << bits) >> Int64(bits)
      return Array("\(value)".utf8)
    case .special(3):
      let (small, large) = (try bounded(length()), try bounded(length()))
      guard let bytes = LZF.expand(try source.read(small), to: large) else { throw damaged("a string") }
      return bytes
    case .special: throw damaged("a string")
    }
  }

  private func bounded(_ count: UInt64) throws(RDBFailure) -> Int {
    guard count <= Self.longest else { throw damaged("a string of \(count) bytes") }
    return Int(count)
  }

  /// Passes a string by, however long.
  func skipString() throws(RDBFailure) {
    switch try size() {
    case .plain(let count): try source.skip(count)
    case .special(let kind) where kind < 3: try source.skip(1 << UInt64(kind))
    case .special(3):
      let count = try length()
      _ = try length()
      try source.skip(count)
    case .special: throw damaged("a string")
    }
  }

  /// Why it cannot be read on.
  func damaged(_ what: String) -> RDBFailure {
    RDBFailure("\(what) at byte \(source.position) is none: it is damaged")
  }
}
