extension [UInt8] {
  /// The number that eight bytes are, the highest first; nil when there are fewer.
  func number(at place: Int) -> UInt64? {
    guard count >= place + 8 else { return nil }
    return self[place..<place + 8].reduce(0) { $0 << 8 | UInt64($1) }
  }
}
