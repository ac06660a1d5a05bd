/// A content coding that the host can send, best first (RFC 9110 §8.4.1; br is RFC 7932).
enum ContentCoding: String, CaseIterable {
  case brotli = "br"
  case gzip

  /// What a precompressed file's name ends in.
  var suffix: String {
    switch self {
    case .brotli: ".br"
    case .gzip: ".gz"
    }
  }

  /// The codings that an Accept-Encoding field prefers to none, best first (§12.5.3). Without a field the file
  /// goes out as it is: any coding would be allowed, but who does not ask may not know one.
  static func preferred(_ field: String?) -> [ContentCoding] {
    guard let field else { return [] }
    let weights = weights(field)
    let any = weights["*"]
    let identity = weights["identity"] ?? 0
    return
      allCases
      .map { coding in (coding: coding, weight: weights[coding.rawValue] ?? any ?? 0) }
      .filter { $0.weight > 0 && $0.weight >= identity }
      .enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map(\.element.coding)
  }

  /// Weights in thousandths by coding. One that cannot be read excludes its coding.
  private static func weights(_ field: String) -> [String: Int] {
    var weights: [String: Int] = [:]
    for element in field.split(separator: ",", maxSplits: 32) {
      let parts = element.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
      var name = parts[0].lowercased()
      if name.isEmpty { continue }
      // §8.4.1.3: a recipient should take x-gzip for gzip.
      if name == "x-gzip" { name = "gzip" }
      weights[name] = parts.count == 1 ? 1000 : parts.count == 2 ? thousandths(parts[1]) : 0
    }
    return weights
  }

  /// `q=` and a qvalue: `0` or `1` and up to three decimals, the 1's all zero (§12.4.2). 0 for anything else.
  private static func thousandths(_ parameter: Substring) -> Int {
    guard parameter.lowercased().hasPrefix("q=") else { return 0 }
    let digits = Array(parameter.utf8.dropFirst(2))
    guard (1...5).contains(digits.count), digits.count < 2 || digits[1] == UInt8(ascii: ".") else { return 0 }
    let decimals = [digits[0]] + digits.dropFirst(2)
    guard decimals.allSatisfy({ (0x30...0x39).contains($0) }) else { return 0 }
    let padded = decimals + [UInt8](repeating: 0x30, count: 4 - decimals.count)
    let value = padded.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return value <= 1000 ? value : 0
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
