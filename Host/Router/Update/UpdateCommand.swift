/// A bot command at the start of a message, "/start@bot arg", as ranges of the text's bytes.
/// Source: https://core.telegram.org/bots/features#commands
struct UpdateCommand {
  /// The command without slash and mention.
  let name: Range<Int>

  /// What follows it, without the space around it.
  let arguments: Range<Int>

  /// Nil when the text is no command, or, with a known `username`, when it mentions another bot.
  init?(_ text: UnsafeRawBufferPointer, username: String?) {
    guard unsafe text.first == UInt8(ascii: "/") else { return nil }
    let nameEnd = unsafe Self.wordEnd(text, from: 1)
    guard (1...32).contains(nameEnd - 1) else { return nil }
    var end = nameEnd
    if end < text.count, unsafe text[end] == UInt8(ascii: "@") {
      let mention = end + 1
      end = unsafe Self.wordEnd(text, from: mention)
      guard end > mention else { return nil }
      if let username, unsafe !ASCII.equal(text[mention..<end], username.utf8) { return nil }
    }
    guard unsafe end == text.count || Self.isSpace(text[end]) else { return nil }
    name = 1..<nameEnd
    var last = text.count
    while end < last, unsafe Self.isSpace(text[end]) { end += 1 }
    while end < last, unsafe Self.isSpace(text[last - 1]) { last -= 1 }
    arguments = end..<last
  }

  private static func wordEnd(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var end = start
    while end < text.count, unsafe PathText.isWordByte(text[end]) { end += 1 }
    return end
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}

/// Comparison without regard to the case of ASCII letters.
enum ASCII {
  static func equal(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { lower($0) == lower($1) }
  }

  static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
