package import RoostJSON

/// What can stand in an object that is written down with ``JSONValue/fields(_:)``.
package protocol JSONConvertible {
  /// Itself as JSON.
  var json: JSONValue { get }
}

extension JSONValue: JSONConvertible {
  /// Itself.
  package var json: JSONValue { self }
}
extension String: JSONConvertible {
  /// As a string.
  package var json: JSONValue { .string(self) }
}
extension Int: JSONConvertible {
  /// As a number.
  package var json: JSONValue { .number(JSONNumber(Int64(self))) }
}
extension Bool: JSONConvertible {
  /// As a truth value.
  package var json: JSONValue { .bool(self) }
}
extension Double: JSONConvertible {
  /// As a number; null where it is none.
  package var json: JSONValue { JSONNumber(self).map { .number($0) } ?? .null }
}
extension Array: JSONConvertible where Element: JSONConvertible {
  /// As an array.
  package var json: JSONValue { .array(map(\.json)) }
}

extension JSONValue {
  /// An object of those members that there are: nil leaves one out.
  package static func fields(_ members: KeyValuePairs<String, (any JSONConvertible)?>) -> JSONValue {
    .object(members.compactMap { name, value in value.map { JSONMember(name, $0.json) } })
  }

  /// The same object with a member put at its end, or in the place of one of its name; nil takes it away.
  func with(_ name: String, _ value: (any JSONConvertible)?) -> JSONValue {
    guard case .object(var members) = self else { return self }
    let index = members.firstIndex { $0.name == name }
    switch (index, value) {
    case (let index?, let value?): members[index].value = value.json
    case (let index?, nil): members.remove(at: index)
    case (nil, let value?): members.append(JSONMember(name, value.json))
    case (nil, nil): break
    }
    return .object(members)
  }

  /// An object with another one's members behind its own.
  func merging(_ other: JSONValue) -> JSONValue {
    guard case .object(let mine) = self, case .object(let theirs) = other else { return self }
    return .object(mine.filter { member in !theirs.contains { $0.name == member.name } } + theirs)
  }

  var double: Double? { if case .number(let number) = self { number.double } else { nil } }
  var isTrue: Bool { bool == true }
}
