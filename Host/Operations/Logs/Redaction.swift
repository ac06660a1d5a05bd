/// Masks what must never reach a log: secrets whose values are known, Telegram bot tokens, and numbers that look
/// like payment cards.
///
/// A token is at least six digits, a colon (also as `%3A`) and at least 30 of `A-Za-z0-9_-`; the digits, the
/// bot's public id, stay. A card is 13 to 19 digits, also in groups parted by single spaces or dashes; its
/// last four stay.
package enum Redaction {
  /// The text with secrets masked; the same text when it holds none.
  package static func redact(_ text: String) -> String {
    var text = text
    let masked = text.withUTF8 { bytes -> String? in
      let masks = unsafe masks(in: bytes)
      if masks.isEmpty { return nil }
      var result: [UInt8] = []
      var position = 0
      for mask in masks {
        unsafe result.append(contentsOf: bytes[position..<mask.range.lowerBound])
        result.append(contentsOf: mask.replacement.utf8)
        position = mask.range.upperBound
      }
      unsafe result.append(contentsOf: bytes[position...])
      return String(decoding: result, as: UTF8.self)
    }
    return masked ?? text
  }

  struct Mask {
    var range: Range<Int>
    var replacement: String
  }

  /// What to replace, in order.
  static func masks(
    in bytes: UnsafeBufferPointer<UInt8>, _ known: KnownSecrets.Index = KnownSecrets.shared.index
  ) -> [Mask] {
    let shaped = unsafe shapes(in: bytes)
    if known.isEmpty { return shaped }
    var all = shaped
    for start in bytes.indices {
      // One that begins within another may go on behind it.
      guard let end = unsafe known.end(at: start, in: bytes) else { continue }
      all.append(Mask(range: start..<end, replacement: "[secret]"))
    }
    return all.count == shaped.count ? shaped : merged(all)
  }

  /// Masks in order, those that overlap made one.
  private static func merged(_ masks: [Mask]) -> [Mask] {
    var result: [Mask] = []
    for mask in masks.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard let last = result.last, mask.range.lowerBound < last.range.upperBound else {
        result.append(mask)
        continue
      }
      let end = max(last.range.upperBound, mask.range.upperBound)
      result[result.count - 1] = Mask(range: last.range.lowerBound..<end, replacement: "[secret]")
    }
    return result
  }

  /// What looks like a secret. Costs one look at each byte, and no memory, when there is nothing.
  private static func shapes(in bytes: UnsafeBufferPointer<UInt8>) -> [Mask] {
    var masks: [Mask] = []
    var index = 0
    while index < bytes.count {
      guard unsafe bytes[index].isDigit else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, unsafe bytes[index].isDigit { index += 1 }
      let run = start..<index
      if let token = unsafe token(after: run, in: bytes) {
        masks.append(Mask(range: token, replacement: "[token]"))
        index = token.upperBound
      } else if let end = unsafe cardEnd(run, in: bytes) {
        masks.append(Mask(range: start..<end - 4, replacement: "[card]"))
        index = end
      }
    }
    return masks
  }

  private static func token(after id: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    guard id.count >= 6, id.upperBound < bytes.count else { return nil }
    var start = id.upperBound
    if unsafe bytes[start] == UInt8(ascii: ":") {
      start += 1
    } else if start + 2 < bytes.count, unsafe bytes[start] == UInt8(ascii: "%"),
      unsafe bytes[start + 1] == UInt8(ascii: "3"), unsafe bytes[start + 2] | 0x20 == UInt8(ascii: "a")
    {
      start += 3
    } else {
      return nil
    }
    var end = start
    while end < bytes.count, unsafe bytes[end].isTokenByte { end += 1 }
    return end - start >= 30 ? start..<end : nil
  }

  private static func cardEnd(_ run: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    if run.count == 4 { return unsafe groupedCardEnd(run, in: bytes) }
    guard (13...19).contains(run.count) else { return nil }
    let digits = unsafe Array(bytes[run])
    let before = unsafe Array(bytes[max(0, run.lowerBound - 2)..<run.lowerBound])
    let isFraction = before.count == 2 && before[0].isDigit && before[1] == UInt8(ascii: ".")
    let passes = satisfiesLuhn(digits)
    // Times in microseconds and nanoseconds begin with 1, the ids of Telegram's channels too; what is shorter
    // than 16 digits is a card's only with the prefixes of the schemes that issue such numbers.
    let isCard =
      digits.count >= 16
      ? passes || (digits[0] >= UInt8(ascii: "2") && !isFraction)
      : passes && (UInt8(ascii: "3")...UInt8(ascii: "6")).contains(digits[0])
    return isCard ? run.upperBound : nil
  }

  /// Groups of 4-4-4-4, 4-4-4-4-3 and 4-6-5, as printed on cards.
  private static func groupedCardEnd(_ run: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var groups = [4]
    var index = run.upperBound
    while groups.count < 5, index + 1 < bytes.count, unsafe bytes[index].partsGroups {
      let start = index + 1
      var end = start
      while end < bytes.count, unsafe bytes[end].isDigit { end += 1 }
      if end == start { break }
      groups.append(end - start)
      index = end
    }
    if groups.starts(with: [4, 4, 4, 4]) {
      let isLong = groups.count == 5 && groups[4] <= 3
      return isLong || groups.count == 4 ? index : run.lowerBound + 19
    }
    return groups.starts(with: [4, 6, 5]) ? run.lowerBound + 17 : nil
  }

  /// The check digit of ISO/IEC 7812-1, annex B.
  private static func satisfiesLuhn(_ digits: [UInt8]) -> Bool {
    var sum = 0
    var doubles = false
    for digit in digits.reversed() {
      var value = Int(digit - UInt8(ascii: "0"))
      if doubles { value = value > 4 ? value * 2 - 9 : value * 2 }
      sum += value
      doubles.toggle()
    }
    return sum % 10 == 0
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self &- 0x30 < 10 }

  fileprivate var partsGroups: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "-") }

  fileprivate var isTokenByte: Bool {
    isDigit || (self | 0x20) &- 0x61 < 26 || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
  }
}
