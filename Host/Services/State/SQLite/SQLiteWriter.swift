internal import HostOperations

/// Writes the file, on a thread of its own: what waits shares one transaction, and with it one sync.
final class SQLiteWriter: @unchecked Sendable {
  /// A commit and who waits for it.
  struct Job: Sendable {
    let commit: StateCommit
    let space: StateSpace
    let answer: StateAnswer<StateReceipt>
  }

  /// What waits.
  enum Work: Sendable {
    case commit(Job)
    /// Removes what has ended, now; then says so.
    case sweep(@Sendable () -> Void)
    /// Removes a space's entries.
    case purge(String, StateAnswer<Int>)
  }

  private static let sweepInterval: Duration = .seconds(60)
  private static let probeInterval: Duration = .seconds(5)
  /// Pages in the log after which it is copied into the file, and after which that waits for readers.
  private static let (checkpointPages, restartPages) = (1000, 16_384)

  private let file: StateFile
  private let trouble: StoreTrouble
  private let connection: SQLiteConnection
  private let ledger: SQLiteLedger
  /// When what has ended is next removed.
  private(set) var nextSweep = ContinuousClock.now

  init(_ file: StateFile, vfs: String?, _ clock: StateClock, _ trouble: StoreTrouble) throws(StateFailure) {
    (self.file, self.trouble) = (file, trouble)
    do throws(SQLiteFailure) {
      connection = try SQLiteConnection(file.path, vfs: vfs)
      try SQLiteSchema.prepare(connection, path: file.path)
      ledger = try SQLiteLedger(connection, clock)
    } catch {
      throw StateFailure(.unavailable, error.explained(file.path))
    }
  }

  /// Applies what waits and answers it once it is on disk; then looks after the file when it is time.
  func perform(_ work: [Work]) {
    var jobs: [Job] = []
    func commitJobs() {
      if !jobs.isEmpty { commit(jobs) }
      jobs = []
    }
    for item in work {
      switch item {
      case .commit(let job): jobs.append(job)
      case .sweep(let tell):
        commitJobs()
        while sweep() {}
        tell()
      case .purge(let plugin, let answer):
        commitJobs()
        answer(purge(plugin))
      }
    }
    commitJobs()
    if nextSweep <= .now { nextSweep = .now + (sweep() ? .zero : pause) }
    checkpoint()
  }

  private var pause: Duration { trouble.isThere ? Self.probeInterval : Self.sweepInterval }

  private func commit(_ jobs: [Job]) {
    if let lasting = trouble.lasting {
      for job in jobs { job.answer(.failure(lasting)) }
      return
    }
    var results: [Result<StateReceipt, StateFailure>] = []
    results.reserveCapacity(jobs.count)
    let failure = transaction { () throws(SQLiteFailure) in
      for job in jobs { results.append(try ledger.apply(job.commit, to: job.space)) }
    }
    if failure == nil { CrashPoint.reach(.sqliteCommitted) }
    if failure != nil { nextSweep = min(nextSweep, .now + Self.probeInterval) }
    for (index, job) in jobs.enumerated() { job.answer(failure.map(Result.failure) ?? results[index]) }
  }

  /// True when there may be more to remove.
  private func sweep() -> Bool {
    guard trouble.lasting == nil else { return false }
    var hasMore = false
    let failure = transaction { () throws(SQLiteFailure) in
      hasMore = try ledger.sweep(isProbe: trouble.isThere)
    }
    return failure == nil && hasMore
  }

  private func purge(_ plugin: String) -> Result<Int, StateFailure> {
    if let lasting = trouble.lasting { return .failure(lasting) }
    var removed = 0
    while true {
      var count = 0
      let failure = transaction { () throws(SQLiteFailure) in count = try ledger.purge(plugin) }
      if let failure { return .failure(failure) }
      guard count > 0 else { return .success(removed) }
      removed += count
    }
  }

  /// Runs body in a transaction; why it failed. Then nothing was written, except perhaps when unknown.
  private func transaction(_ body: () throws(SQLiteFailure) -> Void) -> StateFailure? {
    var isCommitting = false
    do throws(SQLiteFailure) {
      try connection.statement("BEGIN IMMEDIATE").run()
      ledger.begin()
      try body()
      try ledger.finish()
      isCommitting = true
      CrashPoint.reach(.sqliteCommitting)
      try connection.statement("COMMIT").run()
      // A transaction that wrote nothing proves nothing.
      if ledger.hasWritten { trouble.worked() }
      return nil
    } catch {
      // Some failures have rolled back already.
      if connection.isInTransaction { try? connection.run("ROLLBACK") }
      ledger.forget()
      let failure = StateFailure(
        isCommitting && error.leavesDoubt ? .unknown : .unavailable, error.explained(file.path))
      trouble.failed(failure, isLasting: error.isLasting)
      return failure
    }
  }

  /// Copies the log into the file when it is long. Not within COMMIT, whose answers would wait for it.
  private func checkpoint() {
    let pages = connection.logPages
    guard pages >= Self.checkpointPages, trouble.lasting == nil else { return }
    do throws(SQLiteFailure) {
      try connection.checkpoint(isWaiting: pages >= Self.restartPages)
    } catch {
      trouble.failed(StateFailure(.unavailable, error.explained(file.path)), isLasting: error.isLasting)
    }
  }
}
