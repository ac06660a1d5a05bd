/// What every driver says when a commit is refused.
extension StateFailure {
  static func conflict(_ key: [UInt8], has there: UInt64, expected: UInt64) -> StateFailure {
    StateFailure(
      .conflict, "the key \(StateKeyText(key)) has version \(there), and \(expected) was expected")
  }

  static func noNumber(_ key: [UInt8]) -> StateFailure {
    StateFailure(.invalid, "the value of the key \(StateKeyText(key)) is no decimal number of 64 bits")
  }

  static func outOfBounds(_ key: [UInt8]) -> StateFailure {
    StateFailure(.invalid, "the number of the key \(StateKeyText(key)) leaves the bounds of 64 bits")
  }

  static func noBitmap(_ key: [UInt8], bit: Int) -> StateFailure {
    StateFailure(
      .invalid, "the value of the key \(StateKeyText(key)) is no bitmap, or has no bit \(bit)")
  }

  static func marked(_ key: [UInt8], bit: Int) -> StateFailure {
    StateFailure(.marked, "bit \(bit) of the key \(StateKeyText(key)) is set already")
  }

  static func newerForm(_ form: Int64, of space: StateSpace) -> StateFailure {
    StateFailure(
      .denied,
      """
      \(space.plugin): its state is of version \(form), and this generation writes \(space.form) — \
      hint: install a version of the plugin that writes \(form)
      """)
  }

  static func full(_ bytes: Int64, _ space: StateSpace) -> StateFailure {
    StateFailure(
      .denied,
      """
      \(space.plugin): its state would take \(bytes) bytes, and \(space.quota ?? 0) are allowed — \
      hint: raise its quota, or let it delete something
      """)
  }

  static func tooMany(_ entries: Int64, _ space: StateSpace) -> StateFailure {
    StateFailure(
      .denied, "\(space.plugin): it would have \(entries) entries, and \(space.maximum ?? 0) are allowed")
  }
}
