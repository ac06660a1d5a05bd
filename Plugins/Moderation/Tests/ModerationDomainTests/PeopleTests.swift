import ModerationDomain
import RoostJSON
import Testing

@Suite struct PeopleTests {
  @Test func `the table of roles is this one`() {
    let table: [(Command, String)] = Command.allCases.map { command in
      (command, Role.allCases.filter { $0.may(command) }.map(\.rawValue).joined(separator: " "))
    }
    let reviewers = "owner editor reviewer"
    let expected: [Command: String] = [
      .submit: reviewers + " trusted author", .publishUnreviewed: "owner trusted",
      .appeal: reviewers + " trusted author banned", .review: reviewers, .stats: reviewers, .find: reviewers,
      .warn: reviewers, .undo: reviewers, .undoOthers: "owner editor", .edit: "owner editor",
      .schedule: "owner editor", .settle: "owner editor", .ban: "owner editor", .trust: "owner editor",
      .slots: "owner editor", .audit: "owner editor", .settings: "owner",
    ]
    for (command, roles) in table { #expect(expected[command] == roles, "\(command)") }
  }

  private let now = Moment(seconds: 1_800_000_000)
  private let policy = TrustPolicy()

  private func decision(_ choice: Choice, counts: Bool = true, at moment: Moment? = nil) -> Decision {
    let reason = choice == .reject ? Reason(id: "r", text: "R", countsAgainst: counts) : nil
    return Decision(by: .rules, choice: choice, at: moment ?? now, reason: reason)
  }

  private func record(accepted: Int = 0, rejected: Int = 0) -> AuthorRecord {
    var record = AuthorRecord(user: UserID(rawValue: 1))
    for _ in 0..<accepted { record.count(decision(.approve)) }
    for _ in 0..<rejected { record.count(decision(.reject)) }
    return record
  }

  @Test(arguments: [
    (0, 0, 0), (1, 0, 1), (4, 0, 1), (5, 0, 2), (20, 0, 3), (20, 6, 3), (20, 7, 1), (0, 5, 0),
  ])
  func `trust grows with what is accepted and falls with what is not`(
    accepted: Int, rejected: Int, level: Int
  ) {
    #expect(record(accepted: accepted, rejected: rejected).level(at: now, under: policy) == level)
  }

  @Test func `trust goes with time`() {
    let record = record(accepted: 20)
    let quarter = Span.hours(24 * 90)
    #expect(record.level(at: now + quarter, under: policy) == 2)
    #expect(record.level(at: now + quarter + quarter, under: policy) == 1)
    #expect(record.level(at: Moment(rawValue: .max), under: policy) == 0)
  }

  @Test func `who is trusted needs no review until they are not`() {
    var record = record(accepted: 20)
    #expect(record.isUnreviewed(.author, at: now, under: policy))
    #expect(!record.isUnreviewed(.banned, at: now, under: policy))
    for _ in 0..<7 { record.count(decision(.reject)) }
    #expect(!record.isUnreviewed(.author, at: now, under: policy))
    #expect(record.isUnreviewed(.trusted, at: now, under: policy))
    var strict = policy
    strict.unreviewedLevel = nil
    #expect(!self.record(accepted: 20).isUnreviewed(.author, at: now, under: strict))
  }

  @Test func `a decision that was taken back does not count`() {
    var record = record(accepted: 1)
    record.uncount(decision(.approve))
    #expect(record.level(at: now, under: policy) == 0)
    record.count(decision(.reject, counts: false))
    record.count(decision(.requestChanges))
    #expect(record.rejected == 0)
    record.count(decision(.reject))
    record.uncount(decision(.reject))
    #expect(record.rejected == 0)
  }

  private func limit(_ record: AuthorRecord, _ role: Role = .author, pending: Int = 0, day: Int64 = 1)
    -> AuthorRecord.Limit?
  {
    var record = record
    do throws(AuthorRecord.Limit) {
      try record.submit(role, pending: pending, day: day, at: now, under: policy)
      return nil
    } catch { return error }
  }

  @Test func `the first item is the only one until it is accepted`() throws {
    var record = record()
    #expect(limit(record, pending: 1) == .pending(1))
    try record.submit(.author, pending: 0, day: 1, at: now, under: policy)
    #expect(limit(record) == .daily(1))
    #expect(limit(record, day: 2) == nil)
    record.count(decision(.approve))
    #expect(limit(record, pending: 2) == nil)
    #expect(limit(record, pending: 3) == .pending(3))
    #expect(limit(record, .banned) == .banned)
  }

  @Test func `of submissions in parallel as many pass as may`() throws {
    var kept = record(accepted: 1)
    var passed = 0
    // Ten that all have read the same record; each writes only over the version it has read, or reads again.
    let read = kept
    for _ in 0..<10 {
      var mine = read
      while true {
        let version = mine.version
        guard (try? mine.submit(.author, pending: 0, day: 1, at: now, under: policy)) != nil else { break }
        if kept.version == version {
          kept = try JSONCoder.decode(AuthorRecord.self, from: try JSONCoder.encode(mine))
          passed += 1
          break
        }
        mine = kept
      }
    }
    #expect(passed == 3)
  }

  @Test func `rules have to be agreed to once, and again when they change`() {
    var policy = policy
    policy.rules = 2
    var record = record()
    #expect(throws: AuthorRecord.Limit.rules(2)) {
      try record.submit(.author, pending: 0, day: 1, at: now, under: policy)
    }
    record.agree(to: 2)
    record.agree(to: 1)
    #expect(throws: Never.self) { try record.submit(.author, pending: 0, day: 1, at: now, under: policy) }
  }

  @Test func `the third warning is one too many`() {
    var record = record()
    let warned = (0..<3).map { _ in record.warn(under: policy) }
    #expect(warned == [false, false, true])
  }
}
