import RoostManifestFormat

/// Finds the line of a value in JSON that is known to be valid, for messages editors can follow.
struct JSONLocator {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The line, counted from 1, where the path's last step begins: a member's name, or an element.
  /// Steps that are not there (a missing key, a name written with escapes) end at their parent.
  func line(of path: ManifestPath) -> Int {
    var scanner = self
    scanner.skipSpace()
    var found = scanner.at
    for step in path.steps {
      let entered =
        switch step {
        case .member(let name): scanner.enter(member: Array(name.utf8))
        case .element(let index): scanner.enter(element: index)
        }
      guard let entered else { break }
      found = entered
    }
    return 1 + bytes.prefix(found).count { $0 == 0x0a }
  }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  /// Moves to the member's value; returns where its name begins.
  private mutating func enter(member name: [UInt8]) -> Int? {
    guard byte == UInt8(ascii: "{") else { return nil }
    at += 1
    skipSpace()
    while byte == UInt8(ascii: "\"") {
      let start = at
      skipString()
      let isIt = bytes[start + 1..<max(at - 1, start + 1)].elementsEqual(name)
      skip(UInt8(ascii: ":"))
      if isIt { return start }
      skipValue()
      skip(UInt8(ascii: ","))
    }
    return nil
  }

  /// Moves to the element; returns where it begins.
  private mutating func enter(element index: Int) -> Int? {
    guard byte == UInt8(ascii: "[") else { return nil }
    at += 1
    skipSpace()
    for _ in 0..<index {
      guard byte != nil, byte != UInt8(ascii: "]") else { return nil }
      skipValue()
      skip(UInt8(ascii: ","))
    }
    return byte == UInt8(ascii: "]") ? nil : at
  }

  private mutating func skip(_ mark: UInt8) {
    skipSpace()
    if byte == mark { at += 1 }
    skipSpace()
  }

  private mutating func skipSpace() {
    while let byte, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { at += 1 }
  }

  private mutating func skipString() {
    at += 1
    while let byte, byte != UInt8(ascii: "\"") { at += byte == UInt8(ascii: "\\") ? 2 : 1 }
    at = min(at + 1, bytes.count)
  }

  private mutating func skipValue() {
    var depth = 0
    repeat {
      switch byte {
      case nil: return
      case UInt8(ascii: "\""):
        skipString()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0: return
      default: break
      }
      at += 1
    } while depth > 0 || !atEndOfValue
  }

  private var atEndOfValue: Bool {
    guard let byte else { return true }
    return [0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(byte)
  }
}
