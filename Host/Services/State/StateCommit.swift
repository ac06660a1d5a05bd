/// Writes that happen all together or not at all.
package struct StateCommit: Sendable, Equatable {
  /// The commit's own. A commit with an id that has been applied gets the receipt of then. Without one nothing
  /// is remembered: for what can be done twice, or says itself whether it was done.
  package var id: CommitID?
  /// What is expected and written, in order; every expectation counts before the first write.
  package var steps: [Step]
  /// What the host adds in other spaces, each named once. An expectation that does not hold there is
  /// ``StateFailure/Kind/stale``.
  package var others: [Part]

  /// Makes a commit.
  package init(id: CommitID?, steps: [Step], others: [Part] = []) {
    self.id = id
    self.steps = steps
    self.others = others
  }

  /// Steps in a space.
  package struct Part: Sendable, Equatable {
    /// Whose keys.
    package var space: StateSpace
    /// What is expected and written there, in order.
    package var steps: [Step]

    /// Makes a part.
    package init(_ space: StateSpace, _ steps: [Step]) {
      self.space = space
      self.steps = steps
    }
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
    /// A bit of the key's value, a bitmap of ``StateBounds/markBits``, is set; if it is already, the commit fails
    /// with ``StateFailure/Kind/marked``. The key ends at a time, or later if it did before.
    case mark([UInt8], bit: Int, expires: Int64)
    /// A new key gets a value: a prefix, the commit's version and the step's number among the commit's, both
    /// with the highest byte first, see ``StateReceipt/key(_:_:)``. So keys of a prefix are in the order of their
    /// commits.
    case append([UInt8], [UInt8], expires: Int64)
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

  /// The key that ``StateCommit/Step/append(_:_:expires:)`` gave.
  ///
  /// - Parameter step: its number among all steps of the commit, those of its others behind its own.
  package func key(_ prefix: [UInt8], _ step: Int) -> [UInt8] { Self.key(prefix, version, step) }

  /// How many bytes a key is longer than its prefix.
  package static let keySuffix = 10

  /// The key from which on those lie that commits after a version gave without a prefix.
  package static func prefix(after version: UInt64) -> [UInt8] {
    version == 0 ? [] : key([], version + 1, 0)
  }

  static func key(_ prefix: [UInt8], _ version: UInt64, _ step: Int) -> [UInt8] {
    var key = prefix
    key.reserveCapacity(prefix.count + keySuffix)
    for shift in stride(from: 56, through: 0, by: -8) {
      key.append(UInt8(truncatingIfNeeded: version >> shift))
    }
    key.append(UInt8(truncatingIfNeeded: step >> 8))
    key.append(UInt8(truncatingIfNeeded: step))
    return key
  }
}
