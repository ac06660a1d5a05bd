import RoostJSON

/// Where a setting's value came from.
enum SettingOrigin: Equatable {
  case flag(String)
  case environment(String)
  case credential(String)
  case document
  case `default`
}

/// A setting's value before it is known what it should be.
struct SettingValue {
  enum Content {
    /// Text from outside a document, which may mean a number or a list.
    case text(String)
    /// A value of a document, which has its type.
    case document(JSONValue)
  }

  let content: Content
  let origin: SettingOrigin

  init(_ content: Content, _ origin: SettingOrigin) {
    self.content = content
    self.origin = origin
  }

  var text: Result<String, Reason> {
    switch content {
    case .text(let text), .document(.string(let text)): .success(text)
    case .document(.null): .failure(.empty)
    case .document(.array), .document(.object):
      .failure(Reason("must be text, is " + summary, "write one value"))
    case .document: .failure(Reason("must be text, is " + summary, "quote it"))
    }
  }

  var integer: Result<Int, Reason> {
    let value: Int? =
      switch content {
      case .text(let text): Int(text)
      case .document(let value): value.int
      }
    if let value { return .success(value) }
    if case .document(.null) = content { return .failure(.empty) }
    return .failure(Reason("must be a whole number, is " + quoted, "write digits only"))
  }

  var bool: Result<Bool, Reason> {
    switch content {
    case .text("true"), .document(.bool(true)): .success(true)
    case .text("false"), .document(.bool(false)): .success(false)
    case .document(.null): .failure(.empty)
    default: .failure(Reason("must be true or false, is " + quoted, "write one of the two, without quotes"))
    }
  }

  /// The elements of a list; those of text stand between commas.
  var list: Result<[SettingValue], Reason> {
    switch content {
    case .text(let text):
      let parts = text.split(separator: ",").map { part in
        let words = part.drop { $0 == " " }
        return String(words.reversed().drop { $0 == " " }.reversed())
      }
      return .success(parts.map { SettingValue(.text($0), origin) })
    case .document(.array(let elements)):
      return .success(elements.map { SettingValue(.document($0), origin) })
    case .document(.null): return .failure(.empty)
    case .document: return .failure(Reason("must be a list, is " + quoted, "write it as [a, b]"))
    }
  }

  /// The value on one line.
  var summary: String {
    switch content {
    case .text(let text): text
    case .document(.string(let text)): text
    case .document(.array(let elements)):
      elements.map { SettingValue(.document($0), origin).summary }.joined(separator: ", ")
    case .document(let value): value.summary
    }
  }

  private var quoted: String {
    switch content {
    case .text(let text): Problem.quote(text)
    case .document(let value): value.summary
    }
  }
}

extension Reason {
  fileprivate static let empty = Reason("is empty", "give it a value, or leave its key out")
}

extension JSONValue {
  /// The value as a message names it: scalars in full, containers by their kind.
  var summary: String {
    switch self {
    case .null: "empty"
    case .bool(let value): String(value)
    case .number(let number): String(number.text.prefix(40))
    case .string(let text): Problem.quote(text)
    case .array: "a list"
    case .object: "a map"
    }
  }
}
