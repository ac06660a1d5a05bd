import HostServices
import Testing

/// What may be the name of a file.
@Suite struct FileNameTests {
  @Test(arguments: [
    "a", "a/b", "1/2/3/4/5/6/7/8", "ä/日本", ".hidden", "a/.roost-x", "..a", "a..", "a b", "-",
    String(repeating: "x", count: 255),
    String(repeating: "x", count: 255) + "/" + String(repeating: "y", count: 255),
  ])
  func `is one`(_ name: String) throws {
    #expect(try FileName(name.utf8).text == name)
  }

  @Test(arguments: [
    "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/.", "a/..", "a\0b", "a\nb", "a\u{7F}",
    "1/2/3/4/5/6/7/8/9", ".roost-", ".roost-x/a", String(repeating: "x", count: 256),
    String(repeating: "x/", count: 256) + "xx",
  ])
  func `is none`(_ name: String) {
    #expect(throws: FileFailure.self) { try FileName(name.utf8) }
  }

  @Test func `what is no UTF-8 is none`() {
    for bytes: [UInt8] in [[0xFF], [0xC0, 0xAF], [0x2E, 0x2E, 0xC0, 0xAF], [0xED, 0xA0, 0x80]] {
      #expect(throws: FileFailure.self) { try FileName(bytes) }
    }
  }

  @Test func `it says what is wrong`() {
    let error = #expect(throws: FileFailure.self) { try FileName("a/../b".utf8) }
    #expect(error?.kind == .invalid)
    #expect(error?.description.contains("\"..\" is no part of a name") == true)
  }
}
