internal import NIOCore

/// A call of a script, or a look at some fields, and who waits for it.
struct RedisCall: Sendable {
  /// What it does to the data.
  enum Kind: Sendable {
    case read
    /// Whether a lost one was applied is not known.
    case write
  }

  /// The script; nil reads fields as they are, which costs the server a fifth of any script.
  let script: RedisScript?
  let kind: Kind
  /// What the script takes beside the usual, or the fields.
  let arguments: RedisArguments
  /// Called once, on the loop, with what the script answered behind its first word.
  let answer: @Sendable (Result<Answer, StateFailure>) -> Void

  /// What a script answers.
  struct Answer: Sendable {
    /// A word.
    let word: String
    /// What follows.
    let values: ArraySlice<RedisReply>
  }

  /// About how much room it takes.
  var size: Int { arguments.bytes.count + 32 * arguments.lengths.count }

  /// Whether its script counts how long receipts have aged, and so takes how long that can be.
  var ages: Bool { [RedisScript.commit.number, RedisScript.sweep.number].contains(script?.number) }
}
