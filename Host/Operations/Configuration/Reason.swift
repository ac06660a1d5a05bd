/// Why a value was refused, before it is known where the value stands.
struct Reason: Error, Equatable {
  /// What is wrong, to follow the value's path: `must be at least 1, is -3`.
  var message: String
  /// What to do about it.
  var hint: String?

  /// Makes a reason.
  init(_ message: String, _ hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
