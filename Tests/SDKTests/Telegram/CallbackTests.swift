@testable import RoostTelegram
import Testing

/// What buttons carry, signed.
@Suite struct CallbackTests {
  private enum Size: Int, Sendable { case small = -1, large = 300 }

  private struct Buy: CallbackData, Equatable {
    static let name = "buy"
    var item: Int64
    var size = Size.large
    var note = ""
    var isGift = false

    init(item: Int64, note: String = "") { (self.item, self.note) = (item, note) }

    func encode(to writer: inout CallbackWriter) {
      writer.put(item)
      writer.put(size)
      writer.put(note)
      writer.put(isGift)
    }

    init(from reader: inout CallbackReader) throws {
      item = try reader.integer()
      size = try reader.value()
      note = try reader.string()
      isGift = try reader.bool()
    }
  }

  private struct Sell: CallbackData {
    static let name = "sell"
    init() {}
    func encode(to writer: inout CallbackWriter) {}
    init(from reader: inout CallbackReader) throws {}
  }

  private let signer = CallbackSigner(secret: Array(0..<32), bot: "shop")

  private func text(_ buy: Buy, chat: Int64 = -5, user: Int64? = nil) throws -> String {
    try signer.sign(buy, chat: chat, user: user, validFor: .seconds(60), now: 1000).text
  }

  private func read(
    _ text: String, by signer: CallbackSigner? = nil, chat: Int64 = -5, user: Int64 = 7, now: Int64 = 1060
  ) throws -> Buy {
    try (signer ?? self.signer).read(text: text, chat: chat, user: user, now: now)
  }

  @Test(arguments: [0, 1, -1, 63, -64, 64, 1 << 40, Int64.max, Int64.min])
  func `values come back, and never take more than 64 bytes`(_ item: Int64) throws {
    let text = try text(Buy(item: item, note: "é"))
    #expect(text.utf8.count <= 64 && text.hasPrefix("buy:"))
    #expect(try read(text) == Buy(item: item, note: "é"))
  }

  @Test func `what would take more is refused when the button is made`() throws {
    for length in 0..<80 {
      let buy = Buy(item: 1, note: String(repeating: "n", count: length))
      do { #expect(try text(buy).utf8.count <= 64) } catch CallbackError.tooLong(let bytes) {
        #expect(bytes > 64)
      }
    }
    #expect(throws: CallbackError.tooLong(90)) {
      try text(Buy(item: 1, note: String(repeating: "n", count: 44)))
    }
  }

  @Test func `a button counts only where it was made, and in its time`() throws {
    let text = try text(Buy(item: 5))
    #expect(throws: CallbackError.forged) { try read(text, chat: -6) }
    #expect(throws: CallbackError.forged) {
      try read(text, by: CallbackSigner(secret: Array(0..<32), bot: "shop2"))
    }
    #expect(throws: CallbackError.forged) {
      try read(text, by: CallbackSigner(secret: Array(1..<33), bot: "shop"))
    }
    #expect(throws: CallbackError.expired) { try read(text, now: 1061) }
    let own = try self.text(Buy(item: 5), user: 7)
    #expect(try read(own).item == 5)
    #expect(throws: CallbackError.forged) { try read(own, user: 8) }
  }

  @Test func `no other character in any place is accepted`() throws {
    let text = Array(try text(Buy(item: 5, note: "ab")).utf8)
    for place in text.indices {
      for character in Array("Ab-_9:".utf8) where character != text[place] {
        var forged = text
        forged[place] = character
        #expect(throws: CallbackError.self) { try read(String(decoding: forged, as: UTF8.self)) }
      }
      #expect(throws: CallbackError.self) { try read(String(decoding: text[..<place], as: UTF8.self)) }
    }
    #expect(throws: CallbackError.self) { try read(String(decoding: text, as: UTF8.self) + "A") }
  }

  @Test func `a button of another sort with the same values is refused`() throws {
    let text = try signer.sign(Sell(), chat: -5, validFor: .seconds(60), now: 1000).text
    #expect(throws: CallbackError.malformed) { try read(text) }
    #expect(throws: CallbackError.forged) { try read("buy:" + text.dropFirst(5)) }
  }

  @Test func `every byte comes back from Base64, and only what was written so`() {
    for count in 0..<20 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255) }
      let text = Base64URL.text(bytes)
      #expect(Base64URL.bytes(text.utf8) == bytes)
      #expect(text.utf8.count == (count * 4 + 2) / 3)
    }
    for wrong in ["A", "AB", "AAB", "A=", "A+"] { #expect(Base64URL.bytes(wrong.utf8) == nil) }
  }

  /// RFC 4231, sections 4.2 to 4.8 (4.6 is of a cut code).
  @Test(arguments: [
    (
      key: [UInt8](repeating: 0x0B, count: 20), message: Array("Hi There".utf8),
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      Array(1...25), [UInt8](repeating: 0xCD, count: 50),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    (
      [UInt8](repeating: 0x0C, count: 20), Array("Test With Truncation".utf8),
      "a3b6167473100ee06e0c796c2955552b"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      Array(
        "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm."
          .utf8),
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ])
  func `codes are those of RFC 4231`(_ key: [UInt8], _ message: [UInt8], _ code: String) {
    let hex = HMAC.code(of: message, key: key).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
    #expect(hex.hasPrefix(code))
    #expect(
      HMAC.areEqual([1, 2], [1, 2]) && !HMAC.areEqual([1, 2], [1, 3]) && !HMAC.areEqual([1], [1, 2]))
  }
}
