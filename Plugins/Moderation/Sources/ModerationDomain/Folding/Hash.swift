/// Numbers for pieces of text: the same on every machine and in every process, as what is kept depends on it.
enum Hash {
  /// Mixes all bits (the finaliser of SplitMix64; Steele, Lea and Flood, OOPSLA 2014).
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number for a sequence of numbers.
  static func of(_ values: some Sequence<UInt32>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for value in values { hash = mix(hash ^ UInt64(value)) &+ 0x9E37_79B9_7F4A_7C15 }
    return hash
  }
}
