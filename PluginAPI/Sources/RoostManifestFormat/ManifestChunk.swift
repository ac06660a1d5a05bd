/// One chunk of the section: a header of 56 bytes, little-endian, and a payload.
struct ManifestChunk {
  /// `ROOSTMF1`.
  static let magic = Array("ROOSTMF1".utf8)
  /// Bytes before the payload.
  static let headerSize = 56
  /// The most payload in a chunk of 4096 bytes, which is what Swift's `@section` holds.
  static let payloadSize = 4096 - headerSize

  let index: Int
  let count: Int
  let total: Int
  let digest: [UInt8]
  let payload: [UInt8]

  /// The chunk's bytes, without padding.
  var bytes: [UInt8] {
    var bytes = Self.magic
    for number in [index, count, payload.count, total] {
      for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
    return bytes + digest + payload
  }

  init(index: Int, count: Int, total: Int, digest: [UInt8], payload: [UInt8]) {
    self.index = index
    self.count = count
    self.total = total
    self.digest = digest
    self.payload = payload
  }

  /// Reads the chunk at an offset and checks what can be checked without the others.
  init(_ section: [UInt8], at offset: Int) throws(ManifestFormatError) {
    let place = "offset \(offset) of \(ManifestContent.sectionName)"
    let left = section.count - offset
    guard left >= 8, Array(section[offset..<offset + 8]) == Self.magic else {
      throw Self.refusal(.magic, place, "neither the mark ROOSTMF1 nor zeros")
    }
    guard left >= Self.headerSize else {
      throw Self.refusal(.truncated, place, "\(left) bytes left, a header has \(Self.headerSize)")
    }
    index = Self.number(section, at: offset + 8)
    count = Self.number(section, at: offset + 12)
    let length = Self.number(section, at: offset + 16)
    total = Self.number(section, at: offset + 20)
    guard total <= ManifestContent.maximumSize else {
      throw ManifestFormatError(
        .oversized, at: place, "\(total) bytes, the most is \(ManifestContent.maximumSize)",
        hint: "shorten plugin.json")
    }
    guard count >= 1, count <= max(total, 1) else {
      throw Self.refusal(.count, place, "\(count) chunks for \(total) bytes")
    }
    guard index < count else {
      throw Self.refusal(.index, place, "index \(index), but there are \(count) chunks")
    }
    guard length >= 1, length <= total else {
      throw Self.refusal(.length, place, "a payload of \(length) bytes in a content of \(total)")
    }
    guard length <= left - Self.headerSize else {
      throw Self.refusal(.truncated, place, "a payload of \(length) bytes, \(left - Self.headerSize) left")
    }
    digest = Array(section[offset + 24..<offset + Self.headerSize])
    payload = Array(section[offset + Self.headerSize..<offset + Self.headerSize + length])
  }

  private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
    var value = 0
    for place in 0..<4 { value |= Int(bytes[offset + place]) << (8 * place) }
    return value
  }

  static func refusal(
    _ code: ManifestFormatError.Code, _ place: String, _ reason: String
  ) -> ManifestFormatError {
    ManifestFormatError(code, at: place, reason, hint: "the file is damaged: build or copy it again")
  }
}
