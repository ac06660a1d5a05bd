/// The fields of a callback, from its query or its form: hostile until shown otherwise.
package struct CallbackFields: Sendable {
  private var values: [String: String] = [:]

  /// Most bytes of a value.
  package static let longest = 256

  /// Takes fields.
  ///
  /// - Throws: ``CallbackError`` for a field that comes twice or is too long; of what no driver asks for nothing is said.
  package init(_ fields: [(name: String, value: String)]) throws(CallbackError) {
    guard fields.count <= 64 else { throw .malformed("the number of fields") }
    for field in fields {
      guard field.value.utf8.count <= Self.longest else { throw .malformed(String(field.name.prefix(32))) }
      guard values.updateValue(field.value, forKey: field.name) == nil else {
        throw .malformed(String(field.name.prefix(32)))
      }
    }
  }

  /// A field that must be there.
  ///
  /// - Throws: ``CallbackError/malformed(_:)``.
  package func required(_ name: String) throws(CallbackError) -> String {
    guard let value = values[name], !value.isEmpty else { throw .malformed(name) }
    return value
  }

  /// A field, if it is there and not empty.
  package func optional(_ name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// A field that must be there and be what we know, compared in constant time.
  ///
  /// - Throws: ``CallbackError``.
  func require(_ name: String, toBe known: String?) throws(CallbackError) {
    let value = try required(name)
    guard let known, Signature.areEqual(Array(value.utf8), Array(known.utf8)) else { throw .foreign(name) }
  }

  /// A field that must be there and be letters, digits, `-`, `_`, `+`, `/` or `=`.
  ///
  /// - Throws: ``CallbackError/malformed(_:)``.
  func word(_ name: String) throws(CallbackError) -> String {
    let value = try required(name)
    let isWord = value.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2F, 0x3D, 0x5F: true
      default: false
      }
    }
    guard isWord else { throw .malformed(name) }
    return value
  }
}

/// Why a callback is not listened to. The field's name only: the value is whoever's.
package enum CallbackError: Error, Sendable, Hashable {
  /// A field is missing, too long, comes twice, or is not what it should look like.
  case malformed(String)
  /// A field is not this payment's.
  case foreign(String)
}
