// What the classifier knows, as bytes: a form number, then numbers of seven bits a byte, the buckets by their distance.
extension SpamClassifier {
  /// The form that ``kept()`` writes.
  static let form: UInt8 = 1

  /// What it knows, in a few bytes a piece.
  package func kept() -> [UInt8] {
    var bytes = [Self.form]
    func append(_ number: UInt64) {
      var rest = number
      while rest >= 0x80 {
        bytes.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    append(UInt64(spamTexts))
    append(UInt64(hamTexts))
    var last = -1
    for bucket in spam.indices where spam[bucket] > 0 || ham[bucket] > 0 {
      append(UInt64(bucket - last))
      append(UInt64(spam[bucket]))
      append(UInt64(ham[bucket]))
      last = bucket
    }
    return bytes
  }

  /// Reads what was kept; nil for anything else. Learning begins anew then.
  package init?(kept bytes: [UInt8]) {
    guard bytes.first == Self.form else { return nil }
    var place = 1
    func next() -> UInt64? {
      var number: UInt64 = 0
      for shift in stride(from: UInt64(0), to: 35, by: 7) {
        guard place < bytes.count else { return nil }
        number |= UInt64(bytes[place] & 0x7F) << shift
        place += 1
        if bytes[place - 1] < 0x80 { return number <= UInt64(UInt32.max) ? number : nil }
      }
      return nil
    }
    self.init()
    guard let spamTexts = next(), let hamTexts = next() else { return nil }
    self.spamTexts = Int(spamTexts)
    self.hamTexts = Int(hamTexts)
    var bucket = -1
    while place < bytes.count {
      guard let distance = next(), let inSpam = next(), let inHam = next(), distance > 0,
        distance < UInt64(spam.count - bucket)
      else { return nil }
      bucket += Int(distance)
      spam[bucket] = UInt32(inSpam)
      ham[bucket] = UInt32(inHam)
    }
  }
}
