/// Why a server cannot be used at the moment.
struct RedisRefusal: Error, CustomStringConvertible {
  /// What is wrong, and a hint.
  let description: String
  /// What is wrong with the data, alone; nil when it is something else.
  private(set) var strangeness: String?
  /// Whether it may be another in a moment without anybody's doing.
  let isPassing: Bool
  /// Whether only an operator can say what is right: it is not the data that we know.
  let isLasting: Bool

  init(_ description: String, isPassing: Bool = false, isLasting: Bool = false) {
    self.description = description
    self.isPassing = isPassing
    self.isLasting = isLasting
  }

  /// What a script found in place of the data that we know.
  init?(strange code: String?) {
    switch code {
    case "epoch": self.init(strangeness: "its data is gone or another's: it was flushed or restored")
    case "back":
      self.init(
        strangeness: "its data is older than what was committed: it was restored, or a replica took over")
    case "foreign":
      self.init(
        "something else has keys of this prefix — hint: choose another state.redis.prefix", isLasting: true)
    case "layout":
      self.init(
        "its data is of a form that this version does not know — hint: install a newer one", isLasting: true)
    default: return nil
    }
  }

  private init(strangeness: String) {
    self.init(
      "\(strangeness) — hint: nothing is written until the host starts again; first see what became of the data",
      isLasting: true)
    self.strangeness = strangeness
  }
}
