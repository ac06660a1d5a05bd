/// What the steps of a commit in one space come to: worked out whole before the first write. Pure: whoever
/// has the entries looks them up first.
struct StatePlan {
  /// What a store has of a key, ended or not.
  struct Found {
    let version: UInt64
    let expires: Int64
    /// What it counts against the quota.
    let cost: Int
    /// Its value where a step needs it; else perhaps empty.
    let value: [UInt8]
  }

  /// What a key has afterwards.
  struct Outcome {
    let key: [UInt8]
    /// The value; nil is none.
    var value: [UInt8]?
    var expires: Int64
    /// When what the store has ends; nil when it has nothing.
    let foundExpires: Int64?

    fileprivate var cost: Int { value.map { StateEntry.cost(key, $0.count) } ?? 0 }
    fileprivate var entries: Int { value == nil ? 0 : 1 }
  }

  /// Each key that is written, once, in the order of the steps.
  private(set) var outcomes: [Outcome] = []
  /// The sums of numbers, in the order of their steps.
  private(set) var sums: [Int64] = []
  /// By how much what counts against the quota grows.
  private(set) var growth = 0
  /// By how many the entries become more.
  private(set) var entryGrowth = 0
  private var places: [[UInt8]: Int] = [:]
  private let found: [[UInt8]: Found]
  private let now: Int64
  private let version: UInt64
  private var step: Int

  /// Works out the steps of a commit at a time in milliseconds since 1970.
  ///
  /// - Parameters:
  ///   - found: what there is of the steps' keys.
  ///   - first: the number of the first step among all of the commit's.
  ///   - version: the commit's, should it be written.
  /// - Throws: why nothing may be written: a conflict, a mark that is there, or a number that is none or
  /// grows too
  ///   large.
  init(
    _ steps: [StateCommit.Step], first: Int = 0, found: [[UInt8]: Found], version: UInt64, at now: Int64
  ) throws(StateFailure) {
    (self.found, self.version, self.now, step) = (found, version, now, first)
    for case .expect(let key, let version) in steps { try expect(version, of: key) }
    for next in steps {
      try take(next)
      step += 1
    }
  }

  private func expect(_ version: UInt64, of key: [UInt8]) throws(StateFailure) {
    let there = alive(key)?.version ?? 0
    guard there == version else {
      throw .conflict(key, has: there, expected: version)
    }
  }

  private mutating func take(_ step: StateCommit.Step) throws(StateFailure) {
    switch step {
    case .expect: break
    case .put(let key, let value, let expires): set(key, value, expires)
    case .delete(let key): set(key, nil, 0)
    case .add(let key, let amount): try add(amount, to: key)
    case .mark(let key, let bit, let expires): try mark(bit, of: key, until: expires)
    case .append(let prefix, let value, let expires):
      set(StateReceipt.key(prefix, version, self.step), value, expires)
    }
  }

  private mutating func add(_ amount: Int64, to key: [UInt8]) throws(StateFailure) {
    let old = current(key)
    guard let number = old.map({ StateNumber.read($0.value) }) ?? 0 else {
      throw .noNumber(key)
    }
    let (sum, overflows) = number.addingReportingOverflow(amount)
    guard !overflows else {
      throw .outOfBounds(key)
    }
    sums.append(sum)
    set(key, StateNumber.text(sum), old?.expires ?? 0)
  }

  private mutating func mark(_ bit: Int, of key: [UInt8], until expires: Int64) throws(StateFailure) {
    let old = current(key)
    var map = old?.value ?? [UInt8](repeating: 0, count: StateBounds.markBits / 8)
    guard map.count == StateBounds.markBits / 8, (0..<StateBounds.markBits).contains(bit) else {
      throw .noBitmap(key, bit: bit)
    }
    let (byte, flag) = (bit / 8, UInt8(1) << (bit % 8))
    guard map[byte] & flag == 0 else {
      throw .marked(key, bit: bit)
    }
    map[byte] |= flag
    let isForEver = expires == 0 || old?.expires == 0
    set(key, map, isForEver ? 0 : max(expires, old?.expires ?? expires))
  }

  private func alive(_ key: [UInt8]) -> Found? {
    found[key].flatMap { StateEntry.isAlive($0.expires, at: now) ? $0 : nil }
  }

  /// What a key has at this point of the commit.
  private func current(_ key: [UInt8]) -> (value: [UInt8], expires: Int64)? {
    guard let place = places[key] else { return alive(key).map { ($0.value, $0.expires) } }
    let outcome = outcomes[place]
    return StateEntry.isAlive(outcome.expires, at: now) ? outcome.value.map { ($0, outcome.expires) } : nil
  }

  private mutating func set(_ key: [UInt8], _ value: [UInt8]?, _ expires: Int64) {
    if let place = places[key] {
      count(outcomes[place], by: -1)
      (outcomes[place].value, outcomes[place].expires) = (value, expires)
      count(outcomes[place], by: 1)
    } else {
      let old = found[key]
      let outcome = Outcome(key: key, value: value, expires: expires, foundExpires: old?.expires)
      growth -= old?.cost ?? 0
      entryGrowth -= old == nil ? 0 : 1
      count(outcome, by: 1)
      places[key] = outcomes.count
      outcomes.append(outcome)
    }
  }

  private mutating func count(_ outcome: Outcome, by sign: Int) {
    growth += sign * outcome.cost
    entryGrowth += sign * outcome.entries
  }
}
