/// A Range field measured against a length (RFC 9110 §14.1.2, §14.2).
enum ByteRanges: Equatable {
  /// More ranges than this are answered with the whole file: they cost more than they save (§17.15).
  static let most = 8

  /// The field does not apply: another unit, no valid syntax, too many ranges, or ranges that overlap.
  case whole
  /// The parts to send, at least one, in the order asked.
  case parts([Range<Int64>])
  /// No range lies in the file: 416.
  case unsatisfiable

  /// Reads a field for a file of `length` bytes.
  init(_ field: String, length: Int64) {
    guard let specs = Self.specs(field) else {
      self = .whole
      return
    }
    // A suffix of nothing is satisfiable by definition, but no Content-Range can say it.
    if length == 0, specs.contains(where: { $0.first == nil && $0.last != 0 }) {
      self = .whole
      return
    }
    let parts = specs.compactMap { $0.resolved(length: length) }
    let sorted = parts.sorted { $0.lowerBound < $1.lowerBound }
    if parts.isEmpty {
      self = .unsatisfiable
    } else if zip(sorted, sorted.dropFirst()).contains(where: { $0.overlaps($1) }) {
      self = .whole
    } else {
      self = .parts(parts)
    }
  }

  /// `first-last`, `first-`, or `-last` with the suffix's length as `last`.
  private struct Spec {
    var first: Int64?
    var last: Int64?

    func resolved(length: Int64) -> Range<Int64>? {
      guard let first else {
        let suffix = min(last ?? 0, length)
        return suffix > 0 ? length - suffix..<length : nil
      }
      guard first < length else { return nil }
      return first..<(min(last ?? length - 1, length - 1) + 1)
    }
  }

  private static func specs(_ field: String) -> [Spec]? {
    let halves = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, halves[0].lowercased() == "bytes" else { return nil }
    var specs: [Spec] = []
    for element in halves[1].utf8.split(separator: UInt8(ascii: ",")) {
      let trimmed = trim(element)
      if trimmed.isEmpty { continue }
      guard specs.count < most, let spec = spec(trimmed) else { return nil }
      specs.append(spec)
    }
    return specs.isEmpty ? nil : specs
  }

  private static func spec(_ text: Substring.UTF8View) -> Spec? {
    let ends = text.split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2 else { return nil }
    let (first, last) = (position(ends[0]), position(ends[1]))
    switch (first, last) {
    case (.some(let first), .some(let last)): return first <= last ? Spec(first: first, last: last) : nil
    case (.some, .none): return ends[1].isEmpty ? Spec(first: first) : nil
    case (.none, .some): return ends[0].isEmpty ? Spec(last: last) : nil
    case (.none, .none): return nil
    }
  }

  /// Digits, however many: beyond Int64 they are as good as its largest value, since no file is longer.
  private static func position(_ text: Substring.UTF8View) -> Int64? {
    guard !text.isEmpty, text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(Substring(text)) ?? .max
  }

  private static func trim(_ text: Substring.UTF8View) -> Substring.UTF8View {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    var text = text.drop(while: isSpace)
    while let last = text.last, isSpace(last) { text = text.dropLast() }
    return text
  }
}
