/// What is known of an author. Who writes it down requires that the one kept has the version they started from, so that
/// of submissions in parallel only as many pass as may.
package struct AuthorRecord: Codable, Sendable, Equatable {
  /// Who.
  package let user: UserID
  /// Rises with each change.
  package private(set) var version = 1
  /// How many items were accepted.
  package private(set) var accepted = 0
  /// How many were rejected for a reason that counts.
  package private(set) var rejected = 0
  /// When the last one was accepted.
  package private(set) var lastAccepted: Moment?
  /// Warnings so far.
  package private(set) var warnings = 0
  /// The version of the rules that they have agreed to.
  package private(set) var agreedTo = 0
  /// The day of ``submitted``, as days since 1970 in the community's zone.
  private var day: Int64 = 0
  /// How many items were handed in on that day.
  private var submitted = 0

  /// The record of somebody who is new.
  package init(user: UserID) { self.user = user }

  /// How far they are trusted, from 0 to 3.
  package func level(at now: Moment, under policy: TrustPolicy) -> Int {
    var level = policy.acceptedForLevel.prefix(3).count { accepted >= $0 }
    if Double(rejected) > policy.rejectedShare * Double(accepted + rejected) { level = min(level, 1) }
    if let lastAccepted, policy.decay > .seconds(0), now > lastAccepted {
      level -= Int(min((now - lastAccepted).rawValue / policy.decay.rawValue, 3))
    }
    return max(0, level)
  }

  /// Whether their items need no review when nothing speaks against them.
  package func isUnreviewed(_ role: Role, at now: Moment, under policy: TrustPolicy) -> Bool {
    guard role != .banned else { return false }
    if role.may(.publishUnreviewed) { return true }
    return policy.unreviewedLevel.map { level(at: now, under: policy) >= $0 } ?? false
  }

  /// Why somebody may not hand in an item.
  package enum Limit: Error, Sendable, Equatable {
    /// They are banned.
    case banned
    /// They have to agree to this version of the rules first.
    case rules(Int)
    /// So many items wait for a decision already.
    case pending(Int)
    /// So many items were handed in today already.
    case daily(Int)
  }

  /// Counts an item that is handed in, or refuses it.
  ///
  /// - Parameters:
  ///   - pending: how many of their items wait for a decision.
  ///   - day: today, as days since 1970 in the community's zone.
  package mutating func submit(
    _ role: Role, pending: Int, day: Int64, at now: Moment, under policy: TrustPolicy
  )
    throws(Limit)
  {
    guard role.may(.submit) else { throw .banned }
    guard agreedTo >= policy.rules else { throw .rules(policy.rules) }
    let level = level(at: now, under: policy)
    // A list that is too short is meant to go on as it ends; an empty one allows nothing.
    let waiting = policy.pending.isEmpty ? 0 : policy.pending[min(level, policy.pending.count - 1)]
    guard pending < waiting else { throw .pending(waiting) }
    let daily = policy.daily.isEmpty ? 0 : policy.daily[min(level, policy.daily.count - 1)]
    let today = day == self.day ? submitted : 0
    guard today < daily else { throw .daily(daily) }
    self.day = day
    submitted = today + 1
    version += 1
  }

  /// Agrees to the rules.
  package mutating func agree(to rules: Int) {
    agreedTo = max(agreedTo, rules)
    version += 1
  }

  /// Counts a decision.
  package mutating func count(_ decision: Decision) {
    if decision.choice.isApproval {
      accepted += 1
      lastAccepted = max(lastAccepted ?? decision.at, decision.at)
    } else if decision.choice == .reject, decision.reason?.countsAgainst ?? true {
      rejected += 1
    }
    version += 1
  }

  /// Takes a decision out of the count that was taken back.
  package mutating func uncount(_ decision: Decision) {
    if decision.choice.isApproval {
      accepted = max(0, accepted - 1)
    } else if decision.choice == .reject, decision.reason?.countsAgainst ?? true {
      rejected = max(0, rejected - 1)
    }
    version += 1
  }

  /// Counts a warning.
  ///
  /// - Returns: whether it was one too many, and the author is to be banned.
  package mutating func warn(under policy: TrustPolicy) -> Bool {
    warnings += 1
    version += 1
    return warnings >= policy.warnings
  }
}
