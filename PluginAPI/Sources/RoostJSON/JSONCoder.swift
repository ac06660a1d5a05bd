/// Turns JSON into `Codable` values and back, without Foundation and without a tree in between.
///
/// Dates, data and other types are coded as their own `Codable` conformances say; there are no strategies.
/// Members that a type does not name are ignored.
public enum JSONCoder {
  /// Decodes a value from a text of RFC 8259, as strictly as ``JSONValue`` parses one.
  ///
  /// - Parameters:
  ///   - type: The type to decode.
  ///   - bytes: The text, read before this returns.
  ///   - maximumDepth: How many arrays and objects may be open at once, at most 512.
  /// - Throws: A `DecodingError` with the path to the value at fault; for a text that is not JSON,
  ///   `dataCorrupted` with a ``JSONError`` underlying. What the type's own `init(from:)` throws passes.
  public static func decode<T: Decodable>(
    _ type: T.Type, from bytes: UnsafeRawBufferPointer, maximumDepth: Int = 64
  ) throws -> T {
    let document: JSONDocument
    do throws(JSONError) {
      document = try unsafe JSONDocument(bytes, maximumDepth: maximumDepth)
    } catch {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: [], debugDescription: "The text is not JSON: \(error)", underlyingError: error))
    }
    return try document.decode(type, at: 0)
  }

  /// Decodes a value from a text of RFC 8259 in UTF-8, by the rules of the version for raw bytes.
  public static func decode<T: Decodable>(
    _ type: T.Type, from bytes: [UInt8], maximumDepth: Int = 64
  ) throws -> T {
    try unsafe bytes.withUnsafeBytes { try unsafe decode(type, from: $0, maximumDepth: maximumDepth) }
  }

  /// Decodes a value from a text of RFC 8259, by the rules of the version for raw bytes.
  public static func decode<T: Decodable>(
    _ type: T.Type, from text: String, maximumDepth: Int = 64
  ) throws -> T {
    var text = text
    return try text.withUTF8 {
      try unsafe decode(type, from: UnsafeRawBufferPointer($0), maximumDepth: maximumDepth)
    }
  }

  /// Encodes a value as compact JSON in UTF-8, members in the order in which the type encodes them.
  ///
  /// - Throws: An `EncodingError` for a number that is not finite, a repeated name, more than 64 arrays and
  ///   objects within each other, or containers used against their contract.
  public static func encode(_ value: some Encodable) throws -> [UInt8] {
    let writer = JSONWriter(path: [], depth: 0)
    try writer.encoder.encode(value)
    return try writer.finish()
  }
}
