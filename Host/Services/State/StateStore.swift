/// What a call of a store is answered with.
package typealias StateAnswer<Value: Sendable> = @Sendable (Result<Value, StateFailure>) -> Void

/// Reads what is kept of plugins. Every call is answered once, on a thread which must not be kept.
package protocol StateReader: Sendable {
  /// Reads keys: an entry or nil for each, in order, all as of one moment.
  ///
  /// There are fewer answers than keys, though at least one, when the next would make the answer larger than
  /// ``StateBounds/pageBytes``: the rest is asked for again.
  func get(_ keys: [[UInt8]], of space: StateSpace, _ answer: @escaping StateAnswer<[StateEntry?]>)

  /// Reads a page of a range, as of one moment. It ends before its limit when it would become larger than
  /// ``StateBounds/pageBytes``.
  func scan(_ range: StateRange, of space: StateSpace, _ answer: @escaping StateAnswer<StatePage>)

}

/// Where the state of plugins is kept: ordered keys by plugin, written in commits.
///
/// Every call is answered once, on a thread of the store's, which must not be kept and must not close the
/// store. What was committed before a call is seen by it.
package protocol StateStore: StateReader {
  /// Writes all of a commit or nothing; answered when it is as durable as the store makes it.
  ///
  /// A commit whose id was applied within ``StateBounds/receiptLife`` is not applied again and gets the
  /// receipt of then, whatever its steps, form and quota are now.
  func commit(_ commit: StateCommit, to space: StateSpace, _ answer: @escaping StateAnswer<StateReceipt>)

  /// Removes all entries of a space, a part at a time, and then forgets which form they had; answered with how many
  /// they were.
  func purge(_ plugin: String, _ answer: @escaping StateAnswer<Int>)

  /// The spaces that something was ever written to, in the order of their names.
  func usage(_ answer: @escaping StateAnswer<[StateUsage]>)

  /// Writes a copy of everything as of one moment into a new file, while others write on.
  ///
  /// - Parameter path: the file, which must not be there; its folder must.
  func backUp(to path: String, _ answer: @escaping StateAnswer<Void>)

  /// Answers what it has and closes. What comes later is answered with a failure, at once. Blocks.
  func close()
}
