import PaymentsDomain
import Roost

/// Looks after what is due: a job that makes its own next run, so that a crash leaves it due.
struct Janitor: Sendable {
  let cashier: Cashier
  let seconds: Int

  private static let name = "janitor"
  private static let atOnce = 200
  /// Pages of a run; what is left is the next one's, at once.
  private static let mostPages = 20
  /// How long one that cannot be looked at is left alone.
  private static let pause: Int64 = 60_000

  /// Has it run soon, whatever was before.
  func begin() async throws {
    var writes = StateCommit()
    writes.schedule(Self.name, at: Chance.now.milliseconds + 500)
    try await cashier.state.commit(writes)
  }

  @HandlerBuilder var handlers: [any Handler] {
    job
    // A run that failed too often is a dead letter, after which no other would come.
    OnSchedule("janitor", "* * * * *", missed: .skip) { _ in try await begin() }
  }

  private var job: any Handler {
    OnJob(Self.name) { job in
      let now = Chance.now.milliseconds
      // On behind those that stay due, so that none of them keeps the others waiting.
      var range: StateRange? = StateRange(from: "due/", to: "due/" + Key.padded(now + 1))
      for _ in 0..<Self.mostPages {
        guard let next = range else { break }
        let page = try await cashier.state.scan(next, limit: Self.atOnce)
        for entry in page.entries {
          guard let id = entry.key.split(separator: "/").last else { continue }
          await look(PaymentID(String(id)), entry.key)
        }
        range = page.next
      }
      var writes = StateCommit()
      writes.acknowledge(job)
      writes.schedule(Self.name, at: Chance.now.milliseconds + Int64(range == nil ? seconds * 1000 : 50))
      try await cashier.state.commit(writes)
    }
  }

  /// One that cannot be looked at must not keep the others waiting.
  private func look(_ id: PaymentID, _ key: String) async {
    do {
      let result = try await cashier.apply(.due, to: id)
      guard let result, case .unchanged = result.decision, result.record.due.map({ Key.due($0, id) }) == key
      else {
        return
      }
      // Nothing is due for it: it is looked at again when its question's time is over.
      try await postpone(id, key, until: result.record.payment.call.map { laterThanNow($0.leaseEnd) })
    } catch {
      cashier.log.error("payment \(id): the janitor cannot look at it: \(error)")
      do {
        try await postpone(id, key, until: Chance.now.milliseconds + Self.pause)
      } catch {
        cashier.log.error("payment \(id): it stays due: \(error)")
      }
    }
  }

  private func laterThanNow(_ moment: Moment) -> Int64 {
    max(moment.milliseconds, Chance.now.milliseconds + 1000)
  }

  /// Has the payment looked at then, in milliseconds since 1970; nil is never.
  private func postpone(_ id: PaymentID, _ key: String, until due: Int64?) async throws {
    guard let entry = try await cashier.state.entry(Key.payment(id)) else { return }
    var record: PaymentRecord = try entry.decode()
    guard record.due.map({ Key.due($0, id) }) == key else { return }
    record.due = due
    var writes = StateCommit()
    writes.expect(Key.payment(id), version: entry.version)
    try writes.put(Key.payment(id), record)
    writes.delete(key)
    if let due { writes.put(Key.due(due, id), bytes: [0x31]) }
    try await cashier.state.commit(writes)
  }
}
