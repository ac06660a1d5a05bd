/// A route's pattern as `roost/http.h` defines it: literals, parameters (`{name}`: one segment, never
/// empty) and at most one tail at the end (`{rest...}`: the rest, may be empty). A slash at the end
/// counts: "/a" and "/a/" are two patterns.
package struct RoutePattern: Sendable, Hashable, CustomStringConvertible {
  /// Most bytes in a pattern.
  package static let maxBytes = 1024

  /// Most parameters in a pattern, the tail included.
  package static let maxParameters = 8

  enum Segment: Sendable, Hashable {
    case literal(String)
    case parameter(String)
    case tail(String)
  }

  /// The pattern as written.
  package let text: String

  /// What lies between the slashes, literals in normal form.
  let segments: [Segment]

  /// Parses and checks a pattern; the error says what is wrong with it.
  package init(_ text: String) throws(RouteError) {
    func refused(_ reason: String) -> RouteError { RouteError(subject: text, reason: reason) }
    guard text.utf8.count <= Self.maxBytes else {
      throw RouteError(
        subject: String(text.prefix(64)) + "…", reason: "it is longer than \(Self.maxBytes) bytes")
    }
    guard text.utf8.first == UInt8(ascii: "/") else { throw refused("a pattern begins with \"/\"") }
    let pieces = text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    var segments: [Segment] = []
    for (index, piece) in pieces.enumerated() {
      let isLast = index == pieces.count - 1
      do {
        segments.append(try Self.segment(Substring(piece), isLast: isLast))
      } catch {
        throw refused(error.text)
      }
    }
    self.text = text
    self.segments = segments
    let names = names
    guard names.count <= Self.maxParameters else {
      throw refused("it has \(names.count) parameters, at most \(Self.maxParameters) are possible")
    }
    guard Set(names).count == names.count else { throw refused("two parameters have one name") }
  }

  /// The parameters' names, the tail's last.
  var names: [String] {
    segments.compactMap {
      switch $0 {
      case .literal: nil
      case .parameter(let name), .tail(let name): name
      }
    }
  }

  /// How many parameters a match has, the tail included.
  package var parameterCount: Int { names.count }

  /// The pattern in normal form without names: equal for patterns that match the same paths.
  var shape: String {
    segments.reduce(into: "") { shape, segment in
      switch segment {
      case .literal(let text): shape += "/" + text
      case .parameter: shape += "/{}"
      case .tail: shape += "/{...}"
      }
    }
  }

  /// The pattern as written.
  package var description: String { text }
}

extension RoutePattern {
  private struct Reason: Error {
    let text: String
  }

  private static func segment(_ text: Substring, isLast: Bool) throws(Reason) -> Segment {
    if text.isEmpty {
      guard isLast else { throw Reason(text: "it has two slashes in a row") }
      return .literal("")
    }
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) else {
      return .literal(try literal(text))
    }
    guard text.utf8.first == UInt8(ascii: "{"), text.utf8.last == UInt8(ascii: "}"), text.utf8.count > 2
    else { throw Reason(text: "\"\(text)\": a parameter is a whole segment, as in \"/{name}\"") }
    var name = text.dropFirst().dropLast()
    let isTail = name.hasSuffix("...")
    if isTail { name = name.dropLast(3) }
    guard isName(name) else {
      throw Reason(text: "\"\(text)\": a name is 1 to 32 letters, digits and \"_\", not a digit first")
    }
    guard !isTail || isLast else { throw Reason(text: "\"\(text)\": a tail stands at the end") }
    return isTail ? .tail(String(name)) : .parameter(String(name))
  }

  private static func literal(_ text: Substring) throws(Reason) -> String {
    var bytes = Array(text.utf8)
    if let fault = PathText.normalise(&bytes) { throw Reason(text: "\"\(text)\": \(fault)") }
    guard !PathText.hasDotSegment(bytes) else {
      throw Reason(text: "\"\(text)\": dot segments never reach a route")
    }
    let normal = String(decoding: bytes, as: UTF8.self)
    guard !normal.contains("%2F") else {
      throw Reason(text: "\"\(text)\": a literal holds no encoded slash; write two segments")
    }
    return normal
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 32 else { return false }
    return !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
      && text.utf8.allSatisfy { PathText.isWordByte($0) }
  }
}
