import RoostSHA256

/// The content as the chunks of an ELF section.
extension ManifestContent {
  /// The most bytes of section that are looked at: content, headers and padding, generously.
  public static let maximumSectionSize = 2 * maximumSize

  /// The content as chunks of at most 4096 bytes, headers included, in order. Each must be placed at
  /// a multiple of 8 bytes. Throws when the content is larger than ``maximumSize`` or the toolchain
  /// does not suit the runtime.
  public func chunks() throws(ManifestFormatError) -> [[UInt8]] {
    try checkToolchain()
    let content = serialized()
    guard content.count <= Self.maximumSize else {
      throw ManifestFormatError(
        .oversized, at: "plugin.json",
        "\(content.count) bytes with the head, the most is \(Self.maximumSize)",
        hint: "shorten plugin.json")
    }
    let digest = SHA256.digest(content)
    let count = (content.count + ManifestChunk.payloadSize - 1) / ManifestChunk.payloadSize
    return (0..<count).map { index in
      let start = index * ManifestChunk.payloadSize
      let end = min(start + ManifestChunk.payloadSize, content.count)
      return ManifestChunk(
        index: index, count: count, total: content.count, digest: digest,
        payload: Array(content[start..<end])
      ).bytes
    }
  }

  /// Reads a section's bytes: chunks at multiples of 8 in any order, zeros between.
  public init(section: [UInt8]) throws(ManifestFormatError) {
    guard section.count <= Self.maximumSectionSize else {
      throw ManifestFormatError(
        .oversized, at: Self.sectionName,
        "a section of \(section.count) bytes, the most is \(Self.maximumSectionSize)",
        hint: "shorten plugin.json")
    }
    let chunks = try Self.scan(section)
    let content = try Self.assemble(chunks)
    try self.init(serialized: content)
  }

  /// Finds the chunks, by index.
  private static func scan(_ section: [UInt8]) throws(ManifestFormatError) -> [Int: ManifestChunk] {
    var chunks: [Int: ManifestChunk] = [:]
    var first: ManifestChunk?
    var offset = 0
    while offset < section.count {
      if section[offset..<min(offset + 8, section.count)].allSatisfy({ $0 == 0 }) {
        offset += 8
        continue
      }
      let chunk = try ManifestChunk(section, at: offset)
      try check(chunk, agreesWith: first ?? chunk, at: offset)
      guard chunks.updateValue(chunk, forKey: chunk.index) == nil else {
        throw ManifestFormatError(
          .duplicate, at: "offset \(offset) of \(sectionName)", "a second chunk with index \(chunk.index)",
          hint: "a plugin has one manifest: use ROOST_MANIFEST or RoostManifest once")
      }
      first = first ?? chunk
      let end = offset + ManifestChunk.headerSize + chunk.payload.count
      offset = (end + 7) / 8 * 8
      guard section[end..<min(offset, section.count)].allSatisfy({ $0 == 0 }) else {
        throw ManifestChunk.refusal(
          .length, "offset \(end) of \(sectionName)", "bytes after the payload that are not zero")
      }
    }
    return chunks
  }

  private static func check(
    _ chunk: ManifestChunk, agreesWith first: ManifestChunk, at offset: Int
  ) throws(ManifestFormatError) {
    let place = "offset \(offset) of \(sectionName)"
    guard chunk.count == first.count else {
      throw ManifestChunk.refusal(.count, place, "\(chunk.count) chunks, another chunk says \(first.count)")
    }
    guard chunk.total == first.total else {
      throw ManifestChunk.refusal(.total, place, "\(chunk.total) bytes, another chunk says \(first.total)")
    }
    guard chunk.digest == first.digest else {
      throw ManifestChunk.refusal(.digest, place, "its SHA-256 is not the one another chunk gives")
    }
  }

  /// Joins the payloads and checks the whole.
  private static func assemble(_ chunks: [Int: ManifestChunk]) throws(ManifestFormatError) -> [UInt8] {
    guard let any = chunks.first?.value else {
      throw ManifestFormatError(
        .absent, at: sectionName, "the section holds no chunk",
        hint: "add the build-tool plugin RoostManifest to the target, or ROOST_MANIFEST in C")
    }
    var content: [UInt8] = []
    for index in 0..<any.count {
      guard let chunk = chunks[index] else {
        throw ManifestChunk.refusal(.missing, "chunk \(index) of \(any.count)", "it is not in the section")
      }
      content += chunk.payload
      guard content.count <= any.total else { break }
    }
    guard content.count == any.total else {
      throw ManifestChunk.refusal(
        .total, sectionName, "the payloads have more or less than the \(any.total) bytes announced")
    }
    let unsigned = any.digest.allSatisfy { $0 == 0 }
    guard unsigned ? any.count == 1 : SHA256.digest(content) == any.digest else {
      throw ManifestChunk.refusal(
        .digest, sectionName,
        unsigned ? "several chunks without a SHA-256" : "the content's SHA-256 is not the one announced")
    }
    return content
  }
}
