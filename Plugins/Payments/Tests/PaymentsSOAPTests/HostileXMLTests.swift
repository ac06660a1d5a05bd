import PaymentsSOAP
import Testing

/// What a gateway, or somebody in its place, may send.
struct HostileXMLTests {
  private func refusal(_ text: String) -> XMLError? {
    do {
      _ = try XMLElement.parse(Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test func `a bomb of entities is refused at its document type`() {
    var bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e0 \"boom\">"
    for level in 1...20 {
      bomb += "<!ENTITY e\(level) \"" + String(repeating: "&e\(level - 1);", count: 10) + "\">"
    }
    #expect(refusal(bomb + "]><a>&e20;</a>") == .forbidden)
  }

  @Test(arguments: [
    "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
    "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/\"> %x;]><a/>", "<a>&unknown;</a>",
    "<a b=\"&unknown;\"/>",
  ])
  func `nothing outside is read, and no entity but XML's own`(_ text: String) {
    let refusal = refusal(text)
    #expect(refusal == .forbidden || refusal == .malformed)
    if text.hasPrefix("<!DOCTYPE") { #expect(refusal == .forbidden) }
  }

  @Test(arguments: [
    "", " ", "no xml", "<a>", "<a></b>", "<a/><b/>", "<a>\u{0}</a>", "<a", "<a><![CDATA[x", "{\"a\": 1}",
    "<html><head><title>Down</title><meta charset=utf-8></head><body>Sorry<br></body></html>",
  ])
  func `what is not all of a document is malformed`(_ text: String) { #expect(refusal(text) == .malformed) }

  @Test func `every part of an envelope is less than one`() {
    let whole = "<e:Envelope xmlns:e=\"urn:e\"><e:Body><r><x>1 &amp; 2</x></r></e:Body></e:Envelope>"
    for end in 0..<whole.utf8.count { #expect(refusal(String(whole.prefix(end))) == .malformed, "\(end)") }
    #expect(refusal(whole) == nil)
  }

  @Test func `size, depth and number are bounded`() {
    let nest = { (count: Int) in
      String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
    }
    #expect(refusal(nest(32)) == nil && refusal(nest(33)) == .tooDeep && refusal(nest(20_000)) == .tooDeep)
    #expect(refusal("<a>" + String(repeating: "<b/>", count: 4095) + "</a>") == nil)
    #expect(refusal("<a>" + String(repeating: "<b/>", count: 4096) + "</a>") == .tooMany)
    #expect(refusal("<a>" + String(repeating: "x", count: 10 << 20) + "</a>") == .tooLarge)
  }

  @Test func `another encoding is not read, whatever it claims to be`() {
    let text = "<!DOCTYPE a><a/>"
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf8.flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    #expect(throws: XMLError.self) { try XMLElement.parse(wide) }
    #expect(throws: XMLError.malformed) {
      try XMLElement.parse(Array("<a>".utf8) + [0xC3, 0x28] + Array("</a>".utf8))
    }
  }

  @Test func `text, entities and sections are read as they are meant`() throws {
    let root = try XMLElement.parse(
      Array("<a xmlns=\"urn:a\"><b>1 &lt; 2</b><b><![CDATA[<&>]]> ۱</b></a>".utf8))
    #expect(root.name == "a" && root.space == "urn:a" && root.children.map(\.text) == ["1 < 2", "<&> ۱"])
  }
}
