/// What a commit comes to: worked out whole before the first write. Pure: whoever has the entries looks
/// them up first.
struct StatePlan {
  /// What a store has of a key, ended or not.
  struct Found {
    let version: UInt64
    let expires: Int64
    /// What it counts against the quota.
    let cost: Int
    /// Its value where that may be a number; empty otherwise.
    let number: [UInt8]
  }

  /// What a key has afterwards.
  struct Outcome {
    let key: [UInt8]
    /// The value; nil is none.
    var value: [UInt8]?
    var expires: Int64
    /// Whether the store has something to remove.
    let wasFound: Bool

    fileprivate var cost: Int { value.map { StateEntry.cost(key, $0.count) } ?? 0 }
  }

  /// Each key that is written, once, in the order of the steps.
  private(set) var outcomes: [Outcome] = []
  /// The sums of numbers, in the order of their steps.
  private(set) var sums: [Int64] = []
  /// By how much what counts against the quota grows.
  private(set) var growth = 0
  private var places: [[UInt8]: Int] = [:]
  private let found: [[UInt8]: Found]
  private let now: Int64

  /// Works out a commit at a time in milliseconds since 1970.
  ///
  /// - Parameter found: what there is of the commit's keys.
  /// - Throws: why nothing may be written: a conflict, or a number that is none or grows too large.
  init(_ commit: StateCommit, found: [[UInt8]: Found], at now: Int64) throws(StateFailure) {
    (self.found, self.now) = (found, now)
    for case .expect(let key, let version) in commit.steps { try expect(version, of: key) }
    for step in commit.steps { try take(step) }
  }

  private func expect(_ version: UInt64, of key: [UInt8]) throws(StateFailure) {
    let there = alive(key)?.version ?? 0
    guard there == version else {
      throw StateFailure(
        .conflict, "the key \(StateKeyText(key)) has version \(there), and \(version) was expected")
    }
  }

  private mutating func take(_ step: StateCommit.Step) throws(StateFailure) {
    switch step {
    case .expect: break
    case .put(let key, let value, let expires): set(key, value, expires)
    case .delete(let key): set(key, nil, 0)
    case .add(let key, let amount):
      let old = current(key)
      guard let number = old.map({ StateNumber.read($0.value) }) ?? 0 else {
        throw StateFailure(
          .invalid, "the value of the key \(StateKeyText(key)) is no decimal number of 64 bits")
      }
      let (sum, overflows) = number.addingReportingOverflow(amount)
      guard !overflows else {
        throw StateFailure(
          .invalid, "the number of the key \(StateKeyText(key)) leaves the bounds of 64 bits")
      }
      sums.append(sum)
      set(key, StateNumber.text(sum), old?.expires ?? 0)
    }
  }

  private func alive(_ key: [UInt8]) -> Found? {
    found[key].flatMap { StateEntry.isAlive($0.expires, at: now) ? $0 : nil }
  }

  /// What a key has at this point of the commit.
  private func current(_ key: [UInt8]) -> (value: [UInt8], expires: Int64)? {
    guard let place = places[key] else { return alive(key).map { ($0.number, $0.expires) } }
    let outcome = outcomes[place]
    return StateEntry.isAlive(outcome.expires, at: now) ? outcome.value.map { ($0, outcome.expires) } : nil
  }

  private mutating func set(_ key: [UInt8], _ value: [UInt8]?, _ expires: Int64) {
    if let place = places[key] {
      growth -= outcomes[place].cost
      (outcomes[place].value, outcomes[place].expires) = (value, expires)
      growth += outcomes[place].cost
    } else {
      let outcome = Outcome(key: key, value: value, expires: expires, wasFound: found[key] != nil)
      growth += outcome.cost - (found[key]?.cost ?? 0)
      places[key] = outcomes.count
      outcomes.append(outcome)
    }
  }
}
