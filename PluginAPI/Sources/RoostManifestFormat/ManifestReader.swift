import RoostJSON

/// Reads values out of JSON, collecting what is wrong with them.
struct ManifestReader {
  /// What was wrong so far.
  private(set) var problems: [ManifestError.Problem] = []

  /// An object whose keys are known.
  struct Object {
    let path: ManifestPath
    private let members: [String: JSONValue]

    init(path: ManifestPath, members: [String: JSONValue]) {
      self.path = path
      self.members = members
    }

    /// Whether the member is there.
    func has(_ key: String) -> Bool { members[key] != nil }

    /// The member and its path.
    func member(_ key: String) -> (value: JSONValue, path: ManifestPath)? {
      members[key].map { ($0, path.member(key)) }
    }
  }

  /// Notes a problem.
  mutating func report(_ path: ManifestPath, _ message: String, hint: String) {
    guard problems.count < ManifestError.maximumProblems else { return }
    problems.append(ManifestError.Problem(path: path, message: message, hint: hint))
  }

  /// An object; members that are not among the keys are problems.
  mutating func object(_ value: JSONValue, at path: ManifestPath, keys: [String]) -> Object? {
    guard let members = value.object else {
      report(
        path, "\(value.kind) where an object belongs",
        hint: "write {…} with any of \(keys.joined(separator: ", "))")
      return nil
    }
    var known: [String: JSONValue] = [:]
    for member in members {
      if keys.contains(member.name) {
        known[member.name] = member.value
      } else {
        let nearest = Spelling.nearest(to: member.name, among: keys)
        report(
          path.member(member.name), "unknown key \"\(printable(member.name))\"",
          hint: nearest.map { "did you mean \"\($0)\"?" } ?? "known are \(keys.joined(separator: ", "))")
      }
    }
    return Object(path: path, members: known)
  }

  /// An object that is a member of another; nil when it is absent or malformed.
  mutating func object(_ key: String, in parent: Object?, keys: [String]) -> Object? {
    guard let (value, path) = parent?.member(key) else { return nil }
    return object(value, at: path, keys: keys)
  }

  /// The text of a member that must be there. The default stands in when it is not.
  mutating func required(_ key: String, in object: Object?, rule: TextRule, default: String) -> String {
    guard let object else { return `default` }
    guard object.has(key) else {
      report(object.path.member(key), "it is missing", hint: "write \(rule.form)")
      return `default`
    }
    return text(key, in: object, rule: rule) ?? `default`
  }

  /// The text of a member that may be absent.
  mutating func text(_ key: String, in object: Object?, rule: TextRule) -> String? {
    guard let (value, path) = object?.member(key) else { return nil }
    return text(value, at: path, rule: rule)
  }

  private mutating func text(_ value: JSONValue, at path: ManifestPath, rule: TextRule) -> String? {
    guard let text = value.string else {
      report(path, "\(value.kind) where a string belongs", hint: "write \(rule.form)")
      return nil
    }
    guard !text.isEmpty, text.utf8.count <= rule.maximum else {
      let size = text.isEmpty ? "it is empty" : "\(text.utf8.count) bytes, the most is \(rule.maximum)"
      report(path, size, hint: "write \(rule.form)")
      return nil
    }
    guard rule.matches(text) else {
      report(path, "\"\(printable(text))\" does not have the right form", hint: "write \(rule.form)")
      return nil
    }
    return text
  }

  /// The elements of a member that may be absent, with their paths.
  mutating func elements(
    _ key: String, in object: Object?, atMost maximum: Int
  ) -> [(value: JSONValue, path: ManifestPath)] {
    guard let (value, path) = object?.member(key) else { return [] }
    guard let elements = value.array else {
      report(path, "\(value.kind) where a list belongs", hint: "write […]")
      return []
    }
    if elements.count > maximum {
      report(path, "\(elements.count) elements, the most is \(maximum)", hint: "shorten the list")
    }
    return elements.prefix(maximum).enumerated().map { ($0.element, path.element($0.offset)) }
  }

  /// A list of different strings.
  mutating func texts(_ key: String, in object: Object?, atMost maximum: Int, rule: TextRule) -> [String] {
    var texts: [String] = []
    for (value, path) in elements(key, in: object, atMost: maximum) {
      guard let text = text(value, at: path, rule: rule) else { continue }
      guard !texts.contains(text) else {
        report(path, "\"\(printable(text))\" is listed twice", hint: "remove one")
        continue
      }
      texts.append(text)
    }
    return texts
  }

  /// An integer member that may be absent.
  mutating func integer(_ key: String, in object: Object?, _ range: ClosedRange<Int>) -> Int? {
    guard let (value, path) = object?.member(key) else { return nil }
    return integer(value, at: path, range)
  }

  /// An integer.
  mutating func integer(_ value: JSONValue, at path: ManifestPath, _ range: ClosedRange<Int>) -> Int? {
    guard let number = value.int, range.contains(number) else {
      let found = value.int.map(String.init) ?? value.kind
      report(
        path, "\(found) where an integer belongs",
        hint: "write one from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }
}

extension JSONValue {
  /// The kind of value, for a message.
  fileprivate var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
