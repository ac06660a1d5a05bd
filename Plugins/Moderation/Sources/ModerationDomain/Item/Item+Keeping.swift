import RoostJSON

/// An item as it is kept: compact JSON with the version of its form.
private struct KeptItem: Codable {
  let form: Int
  let item: Item
}

/// Why what was kept cannot be read.
package enum KeepingError: Error, Sendable, Equatable {
  /// It was written by a newer version of this code.
  case newerForm(Int)
}

extension Item {
  /// The form that ``kept()`` writes; it changes when older code could not read it.
  package static let form = 1

  /// The item as JSON.
  ///
  /// - Throws: An `EncodingError`, which no item causes.
  package func kept() throws -> [UInt8] { try JSONCoder.encode(KeptItem(form: Self.form, item: self)) }

  /// Reads an item that was kept.
  ///
  /// - Throws: ``KeepingError``, or a `DecodingError` for what is no item.
  package init(kept bytes: [UInt8]) throws {
    struct Head: Decodable { let form: Int }
    let form = try JSONCoder.decode(Head.self, from: bytes).form
    guard form <= Self.form else { throw KeepingError.newerForm(form) }
    self = try JSONCoder.decode(KeptItem.self, from: bytes).item
  }
}
