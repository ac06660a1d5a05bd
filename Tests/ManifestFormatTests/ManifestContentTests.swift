import RoostManifestFormat
import Testing

/// The binary form of a manifest.
@Suite struct ManifestContentTests {
  /// Content whose serialized form has exactly that many bytes; see `head`.
  static func content(ofSize size: Int) -> ManifestContent {
    ManifestContent(runtime: .none, json: (0..<size - head.count).map { UInt8(0x20 + $0 % 0x5f) })
  }

  static let head = Array("abi=0.1\nhost=0.1.0\nruntime=none\n\n".utf8)

  /// Chunks as a linker lays them out: at multiples of 8, here with more zeros between.
  static func section(_ chunks: [[UInt8]]) -> [UInt8] {
    chunks.flatMap { $0 + Array(repeating: 0, count: 8 + (8 - $0.count % 8) % 8) }
  }

  @Test(arguments: [35, 4039, 4040, 4041, 4095, 4096, 4097, 8080, 8081, 65_536, 262_144])
  func `content comes back from its chunks`(size: Int) throws {
    let content = Self.content(ofSize: size)
    let chunks = try content.chunks()
    #expect(chunks.count == (size + 4039) / 4040)
    #expect(chunks.allSatisfy { $0.count <= 4096 })
    #expect(try ManifestContent(section: Self.section(chunks)) == content)
  }

  @Test func `chunks may come in any order`() throws {
    let content = Self.content(ofSize: 20_000)
    let chunks = try content.chunks()
    #expect(try ManifestContent(section: Self.section(chunks.reversed())) == content)
    #expect(try ManifestContent(section: Self.section(Array(chunks[2...] + chunks[..<2]))) == content)
  }

  @Test func `a section may end within the padding`() throws {
    let chunk = try Self.content(ofSize: 41).chunks()[0]
    #expect(chunk.count % 8 != 0)
    #expect(try ManifestContent(section: chunk).json.count == 41 - Self.head.count)
    #expect(try ManifestContent(section: chunk + [0, 0]).json.count == 41 - Self.head.count)
  }

  @Test func `content above the limit is not encoded`() {
    let error = #expect(throws: ManifestFormatError.self) {
      try Self.content(ofSize: 262_145).chunks()
    }
    #expect(error?.code == .oversized)
  }

  @Test func `every field of the head comes back`() throws {
    let content = ManifestContent(
      abi: .init(major: 12, minor: 3), host: try #require(SemanticVersion("1.2.3-rc.1")), runtime: .shared,
      toolchain: "LLVM abc, Swift def", json: Array("{}".utf8))
    #expect(try ManifestContent(section: Self.section(content.chunks())) == content)
  }

  @Test func `a zero digest is allowed in a single chunk only`() throws {
    var single = try Self.content(ofSize: 100).chunks()
    single[0].replaceSubrange(24..<56, with: repeatElement(0, count: 32))
    #expect(try ManifestContent(section: Self.section(single)) == Self.content(ofSize: 100))
    var several = try Self.content(ofSize: 5000).chunks()
    for index in several.indices {
      several[index].replaceSubrange(24..<56, with: repeatElement(0, count: 32))
    }
    let error = #expect(throws: ManifestFormatError.self) {
      try ManifestContent(section: Self.section(several))
    }
    #expect(error?.code == .digest)
  }

  /// A change to the chunks of 10,000 bytes, three of them, and what it is refused for.
  struct Damage: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: ManifestFormatError.Code
    let apply: @Sendable (inout [[UInt8]]) -> Void

    init(
      _ name: String, _ code: ManifestFormatError.Code, _ apply: @escaping @Sendable (inout [[UInt8]]) -> Void
    ) {
      testDescription = name
      self.code = code
      self.apply = apply
    }

    static let all = [
      Damage("no chunk", .absent) { $0 = [] },
      Damage("other magic", .magic) { $0[0][3] ^= 1 },
      Damage("index out of range", .index) { $0[1][8] = 3 },
      Damage("no chunks announced", .count) { $0[1][12] = 0 },
      Damage("another count", .count) { $0[1][12] = 4 },
      Damage("more chunks than bytes", .count) {
        $0[0].replaceSubrange(12..<16, with: [0xff, 0xff, 0xff, 0xff])
      },
      Damage("no payload", .length) { $0[1].replaceSubrange(16..<20, with: [0, 0, 0, 0]) },
      Damage("payload above the total", .length) {
        $0[1].replaceSubrange(16..<20, with: [0x11, 0x27, 0, 0])
      },
      Damage("payload beyond the section", .truncated) { $0 = [Array($0[0].prefix(2000))] },
      Damage("header beyond the section", .truncated) { $0 = [$0[0], $0[1], Array($0[2].prefix(40))] },
      Damage("a shorter payload", .length) { $0[1][16] -= 1 },
      Damage("another total", .total) { $0[1][20] += 1 },
      Damage("a wrong total everywhere", .total) { for index in $0.indices { $0[index][20] += 1 } },
      Damage("a total above the limit", .oversized) { $0[0][22] = 5 },
      Damage("a chunk twice", .duplicate) { $0.append($0[2]) },
      Damage("a chunk missing", .missing) { $0.remove(at: 1) },
      Damage("another digest", .digest) { $0[1][30] ^= 1 },
      Damage("a wrong digest everywhere", .digest) { for index in $0.indices { $0[index][30] ^= 1 } },
      Damage("a flipped payload bit", .digest) { $0[1][1000] ^= 4 },
    ]
  }

  @Test(arguments: Damage.all) func `damage is refused by name`(damage: Damage) throws {
    var chunks = try Self.content(ofSize: 10_000).chunks()
    damage.apply(&chunks)
    let section =
      chunks.isEmpty
      ? [0, 0, 0]
      : chunks.map { $0 + Array(repeating: 0, count: (8 - $0.count % 8) % 8) }
        .dropLast().flatMap { $0 } + (chunks.last ?? [])
    let error = #expect(throws: ManifestFormatError.self) { try ManifestContent(section: section) }
    #expect(error?.code == damage.code, "\(String(describing: error))")
    #expect(error?.description.split(separator: " — ").count == 4)
  }

  @Test func `every truncation of a section is refused`() throws {
    let chunks = try Self.content(ofSize: 5000).chunks()
    let section = chunks.flatMap { $0 }
    #expect(try ManifestContent(section: section).json.count == 5000 - Self.head.count)
    for size in stride(from: 0, to: section.count, by: 7) {
      #expect(throws: ManifestFormatError.self) { try ManifestContent(section: Array(section[..<size])) }
    }
  }

  @Test(arguments: [
    "abi=0.1\nhost=0.1.0\nruntime=none\n{}",
    "abi=0.1\nhost=0.1.0\n\n{}",
    "abi=0.1\nruntime=none\n\n{}",
    "host=0.1.0\nruntime=none\n\n{}",
    "abi=0.1\nabi=0.1\nhost=0.1.0\nruntime=none\n\n{}",
    "abi=0.1\nhost=0.1.0\nruntime=none\ncolour=red\n\n{}",
    "abi=0.1\nhost=0.1.0\nruntime=none\nword\n\n{}",
    "abi=0\nhost=0.1.0\nruntime=none\n\n{}",
    "abi=0.-1\nhost=0.1.0\nruntime=none\n\n{}",
    "abi=0.1\nhost=1\nruntime=none\n\n{}",
    "abi=0.1\nhost=0.1.0\nruntime=swift\n\n{}",
    "abi=0.1\nhost=0.1.0\nruntime=shared\n\n{}",
    "abi=0.1\nhost=0.1.0\nruntime=none\ntoolchain=t\n\n{}",
    "abi=0.1\nhost=0.1.0\nruntime=shared\ntoolchain=\n\n{}",
    "abi=0.1\nhost=0.1.0\nruntime=shared\ntoolchain=\u{7}\n\n{}",
    "\n\n{}",
  ]) func `a malformed head is refused`(text: String) throws {
    var chunk = try Self.content(ofSize: 35).chunks()[0].prefix(24) + Array(repeating: 0, count: 32)
    chunk[16] = UInt8(text.utf8.count)
    chunk[20] = UInt8(text.utf8.count)
    let error = #expect(throws: ManifestFormatError.self) {
      try ManifestContent(section: chunk + Array(text.utf8))
    }
    #expect(error?.code == .head)
  }

  @Test func `a toolchain that does not suit the runtime is not encoded`() {
    #expect(throws: ManifestFormatError.self) { try ManifestContent(runtime: .shared, json: []).chunks() }
    #expect(throws: ManifestFormatError.self) {
      try ManifestContent(runtime: .none, toolchain: "swift-6.3.1-RELEASE", json: []).chunks()
    }
    #expect(throws: ManifestFormatError.self) {
      try ManifestContent(runtime: .shared, toolchain: "a\nb", json: []).chunks()
    }
  }

  @Test func `a section beyond all bounds is not looked at`() {
    let error = #expect(throws: ManifestFormatError.self) {
      try ManifestContent(section: Array(repeating: 0, count: ManifestContent.maximumSectionSize + 1))
    }
    #expect(error?.code == .oversized)
  }
}
