import RoostJSON

/// What a plain scalar means by YAML's core schema (YAML 1.2.2, section 10.3.2).
enum YAMLScalar {
  /// The value of the scalar, or why JSON has none for it.
  static func resolve(_ text: String) -> Result<JSONValue, Reason> {
    switch text {
    case "", "~", "null", "Null", "NULL": return .success(.null)
    case "true", "True", "TRUE": return .success(.bool(true))
    case "false", "False", "FALSE": return .success(.bool(false))
    case ".nan", ".NaN", ".NAN": return .failure(Reason("is not a number", "quote it if it is text"))
    default: break
    }
    let bytes = Array(text.utf8)
    guard let first = bytes.first, first < 0x40 else { return .success(.string(text)) }
    if let based = based(bytes) { return based }
    var scanner = NumberScanner(bytes)
    if scanner.isInfinity {
      return .failure(Reason("is infinite", "quote it if it is text, else write a number"))
    }
    guard let number = scanner.number() else { return .success(.string(text)) }
    guard bytes.count <= 400, let value = try? JSONValue(parsing: number) else {
      return .failure(Reason("is a number of more than 400 characters", "quote it if it is text"))
    }
    return .success(value)
  }

  /// `0x1F` and `0o17`, which take no sign.
  private static func based(_ bytes: [UInt8]) -> Result<JSONValue, Reason>? {
    guard bytes.count > 2, bytes[0] == UInt8(ascii: "0") else { return nil }
    let radix: Int
    switch bytes[1] {
    case UInt8(ascii: "x"): radix = 16
    case UInt8(ascii: "o"): radix = 8
    default: return nil
    }
    let digits = String(decoding: bytes.dropFirst(2), as: UTF8.self)
    guard digits.allSatisfy({ $0.isASCII && $0.hexDigitValue.map { $0 < radix } ?? false }) else {
      return nil
    }
    guard let value = UInt64(digits, radix: radix) else {
      return .failure(Reason("is larger than 64 bits", "quote it if it is text"))
    }
    return .success(.number(JSONNumber(value)))
  }
}

/// Reads `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?` and writes it as JSON writes numbers.
private struct NumberScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isInfinity: Bool {
    var rest = bytes[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
    return [".inf", ".Inf", ".INF"].contains(String(decoding: rest, as: UTF8.self))
  }

  /// The number's JSON text, or nil if the scalar is not a number.
  mutating func number() -> String? {
    var text = ""
    if take("-") { text = "-" } else { _ = take("+") }
    let whole = digits()
    let hasPoint = take(".")
    let fraction = hasPoint ? digits() : ""
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    let significant = String(whole.drop { $0 == "0" })
    text += significant.isEmpty ? "0" : significant
    if !fraction.isEmpty { text += "." + fraction }
    if take("e") || take("E") {
      text += "e"
      if take("-") { text += "-" } else { _ = take("+") }
      let exponent = digits()
      guard !exponent.isEmpty else { return nil }
      text += exponent
    }
    return index == bytes.count ? text : nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func digits() -> String {
    let start = index
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }
}
