import ModerationDomain
import Testing

@Suite struct JPEGTests {
  private static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 0xFF)] + body
  }

  /// Exif with a secret and an orientation.
  private static func exif(_ orientation: UInt8, isLittle: Bool) -> [UInt8] {
    let tiff: [UInt8] =
      isLittle
      ? Array("II*\0".utf8) + [8, 0, 0, 0, 2, 0] + [0x0F, 1, 2, 0, 4, 0, 0, 0, 0x53, 0x45, 0x43, 0]
        + [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
      : Array("MM\0*".utf8) + [0, 0, 0, 8, 0, 1] + [1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
    return Array("Exif\0\0".utf8) + tiff + Array("SECRET".utf8)
  }

  private static let needed: [UInt8] =
    segment(0xDB, [0] + [UInt8](repeating: 1, count: 64)) + segment(0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0])
    + segment(0xC4, [0] + [UInt8](repeating: 0, count: 16)) + segment(0xDA, [1, 1, 0, 0, 63, 0])
    + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]
  private static let scan2: [UInt8] =
    segment(0xC4, [1] + [UInt8](repeating: 0, count: 16)) + segment(0xDA, [1, 1, 0, 0, 63, 0]) + [7]
  private static let profile = segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 9, 9])
  private static let adobe = segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1])
  private static let jfif = Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1]

  private static func picture(_ orientation: UInt8 = 6, isLittle: Bool = false) -> [UInt8] {
    [0xFF, 0xD8] + segment(0xE0, jfif + [1, 1] + Array("SECRET"[...].utf8.prefix(3)))
      + segment(0xE0, Array("JFXX\0SECRET".utf8)) + segment(0xE1, exif(orientation, isLittle: isLittle))
      + segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0SECRET".utf8))
      + segment(0xE2, Array("MPF\0SECRET".utf8))
      + segment(0xED, Array("Photoshop 3.0\0SECRET".utf8)) + [0xFF] + segment(0xFE, Array("SECRET".utf8))
      + profile + adobe + needed + scan2 + [0xFF, 0xD9] + Array("SECRET video".utf8)
  }

  @Test(arguments: [false, true]) func `only what the picture needs stays`(isLittle: Bool) throws {
    let orientation: [UInt8] =
      [0xFF, 0xE1, 0, 34] + Array("Exif\0\0MM\0*".utf8)
      + [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
    let stripped = try JPEGStripper.strip(Self.picture(isLittle: isLittle))
    let start = [0xFF, 0xD8] + Self.segment(0xE0, Self.jfif + [0, 0]) + orientation
    #expect(stripped == start + Self.profile + Self.adobe + Self.needed + Self.scan2 + [0xFF, 0xD9])
    // What is stripped stays as it is.
    #expect(try JPEGStripper.strip(stripped) == stripped)
  }

  @Test func `the usual orientation needs no word`() throws {
    let stripped = try JPEGStripper.strip(Self.picture(1))
    #expect(!String(decoding: stripped, as: UTF8.self).contains("Exif"))
  }

  @Test func `what breaks off is refused`() throws {
    let whole = Self.picture()
    let end = whole.count - "SECRET video".utf8.count
    for length in 0..<end {
      #expect(throws: JPEGStripper.Failure.self) { try JPEGStripper.strip(Array(whole[..<length])) }
    }
    _ = try JPEGStripper.strip(Array(whole[..<end]))
  }

  @Test func `hostile bytes neither crash nor grow, and hide nothing`() {
    var random = SplitMix(state: 11)
    let whole = Self.picture()
    var passed = 0
    for _ in 0..<20_000 {
      var bytes = whole
      for _ in 0...Int.random(in: 0...3, using: &random) {
        bytes[Int.random(in: 2..<bytes.count, using: &random)] = [
          0, 1, 0xFF, UInt8.random(in: 0...255, using: &random),
        ]
        .randomElement(using: &random)!
      }
      guard let stripped = try? JPEGStripper.strip(bytes) else { continue }
      passed += 1
      if stripped.count > bytes.count + 4 { Issue.record("grew to \(stripped.count)") }
    }
    #expect(passed > 1000)
  }

  @Test func `a directory anywhere is read within its bounds`() throws {
    for (count, offset) in (0..<28).flatMap({ count in (0..<30).map { (count, $0) } }) {
      let tiff = Array("MM\0*".utf8) + [0, 0, 0, UInt8(offset)] + [UInt8](repeating: 0xFF, count: count)
      let exif = Self.segment(0xE1, Array("Exif\0\0".utf8) + tiff)
      #expect(
        try JPEGStripper.strip([0xFF, 0xD8] + exif + Self.needed + [0xFF, 0xD9]) == [0xFF, 0xD8] + Self.needed
          + [0xFF, 0xD9])
    }
  }

  @Test func `other files and long ones are refused`() {
    #expect(throws: JPEGStripper.Failure.notJPEG) { try JPEGStripper.strip(Array("\u{89}PNG and more".utf8)) }
    #expect(throws: JPEGStripper.Failure.tooLong) { try JPEGStripper.strip(Self.picture(), limit: 100) }
    #expect(throws: JPEGStripper.Failure.malformed(at: 2)) {
      try JPEGStripper.strip([0xFF, 0xD8, 0xFF, 0xD9])
    }
  }
}
