extension CommitID {
  /// A name that begins with a time in milliseconds since 1970 and goes on with 80 random bits.
  package static func fresh(at time: Int64) -> CommitID {
    var random = SystemRandomNumberGenerator()
    return CommitID(
      high: UInt64(bitPattern: time) << 16 | UInt64(UInt16.random(in: 0 ... .max, using: &random)),
      low: .random(in: 0 ... .max, using: &random))
  }
}
