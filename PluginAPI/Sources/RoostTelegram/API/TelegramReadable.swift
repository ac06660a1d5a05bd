public import RoostJSON

/// What can be read out of JSON that the Bot API sends.
public protocol TelegramReadable: Sendable {
  /// Reads a value; nil when the JSON is of another sort.
  static func telegram(_ json: JSONView) -> Self?
  /// Reads a member of an object; nil when there is none, or it is of another sort.
  static func telegram(_ name: StaticString, of object: JSONView) -> Self?
  /// What stands for a value that must be there and is not.
  static var telegramMissing: Self { get }
}

extension TelegramReadable {
  /// Reads a member of an object; nil when there is none, or it is of another sort.
  public static func telegram(_ name: StaticString, of object: JSONView) -> Self? {
    object.member(name).flatMap { telegram($0) }
  }
}

/// A type of the Bot API that is received.
public protocol TelegramObject: TelegramReadable {
  /// What it is a view of: also fields that a later version of the API has.
  var json: JSONView { get }
  /// A view of an object.
  init(json: JSONView)
}

extension TelegramObject {
  /// A view, when the JSON is an object.
  public static func telegram(_ json: JSONView) -> Self? { json.isObject ? Self(json: json) : nil }
  /// An object without members.
  public static var telegramMissing: Self { Self(json: .emptyObject) }

  /// A field that may be absent.
  func optional<T: TelegramReadable>(_ name: StaticString) -> T? { T.telegram(name, of: json) }

  /// A field that must be there.
  func required<T: TelegramReadable>(_ name: StaticString) -> T {
    T.telegram(name, of: json) ?? .telegramMissing
  }
}

extension String: TelegramReadable {
  /// A text.
  public static func telegram(_ json: JSONView) -> String? { json.string }
  /// A member that is a text.
  public static func telegram(_ name: StaticString, of object: JSONView) -> String? { object.string(name) }
  /// No text.
  public static var telegramMissing: String { "" }
}

extension Int64: TelegramReadable {
  /// An integer.
  public static func telegram(_ json: JSONView) -> Int64? { json.int }
  /// A member that is an integer.
  public static func telegram(_ name: StaticString, of object: JSONView) -> Int64? { object.int(name) }
  /// Zero.
  public static var telegramMissing: Int64 { 0 }
}

extension Bool: TelegramReadable {
  /// A truth value.
  public static func telegram(_ json: JSONView) -> Bool? { json.bool }
  /// A member that is a truth value.
  public static func telegram(_ name: StaticString, of object: JSONView) -> Bool? { object.bool(name) }
  /// False.
  public static var telegramMissing: Bool { false }
}

extension Double: TelegramReadable {
  /// A number.
  public static func telegram(_ json: JSONView) -> Double? { json.double }
  /// Zero.
  public static var telegramMissing: Double { 0 }
}

extension Array: TelegramReadable where Element: TelegramReadable {
  /// An array, without the elements that are of another sort.
  public static func telegram(_ json: JSONView) -> [Element]? {
    guard json.isArray else { return nil }
    var elements: [Element] = []
    elements.reserveCapacity(json.count)
    json.forEachElement { if let element = Element.telegram($0) { elements.append(element) } }
    return elements
  }

  /// No elements.
  public static var telegramMissing: [Element] { [] }
}
