/// Writes that happen all together or not at all.
package struct StateCommit: Sendable, Equatable {
  /// The commit's own. A commit with an id that has been applied gets the receipt of then.
  package var id: CommitID
  /// What is expected and written, in order; every expectation counts before the first write.
  package var steps: [Step]

  /// Makes a commit.
  package init(id: CommitID, steps: [Step]) {
    self.id = id
    self.steps = steps
  }

  /// A part of a commit.
  package enum Step: Sendable, Equatable {
    /// The key has this version; 0 is no value.
    case expect([UInt8], version: UInt64)
    /// The key gets a value, until a time in milliseconds since 1970; 0 is for ever.
    case put([UInt8], [UInt8], expires: Int64)
    /// The key has no value.
    case delete([UInt8])
    /// A number is added to the key's, which is decimal text; no value counts as 0. The key goes on to expire
    /// when it would have.
    case add([UInt8], Int64)
  }
}

/// The name of a commit: 128 bits, of which at least 64 are random.
///
/// Receipts are kept in the order of names: those that begin with the time land on one page instead of many,
/// which more than doubles what a full queue of small commits gets through.
package struct CommitID: Sendable, Hashable {
  /// The first eight bytes as a number, the highest first.
  package var high: UInt64
  /// The last eight likewise.
  package var low: UInt64

  /// Makes a name of two halves.
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

/// What a commit did.
package struct StateReceipt: Sendable, Equatable {
  /// Of everything it put: larger than any before, never used again.
  package var version: UInt64
  /// The sums of its ``StateCommit/Step/add(_:_:)`` steps, in order.
  package var sums: [Int64]

  /// Makes a receipt.
  package init(version: UInt64, sums: [Int64]) {
    self.version = version
    self.sums = sums
  }
}
