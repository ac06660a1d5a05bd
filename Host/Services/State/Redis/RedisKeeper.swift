internal import NIOCore

/// Removes what has ended, and sees whether writing works again after it did not. On the link's loop.
final class RedisKeeper: @unchecked Sendable {
  /// Most entries, and most receipts, that one script removes: others must not wait for long.
  static let sweepSize = 1000
  private static let sweepInterval = TimeAmount.seconds(60)

  private let link: RedisLink
  private let commits: RedisCommits
  private let trouble: StoreTrouble
  private var next: Scheduled<Void>?
  private var isStopped = false

  init(_ link: RedisLink, _ commits: RedisCommits, _ trouble: StoreTrouble) {
    (self.link, self.commits, self.trouble) = (link, commits, trouble)
    commits.whenAnswered = { [weak self] in self?.saw($0) }
    link.whenConnected = { [weak self] in self?.tick() }
  }

  /// Sweeps from now on.
  func start() { tick() }

  /// Sweeps no more.
  func stop() {
    isStopped = true
    next?.cancel()
  }

  private func tick() {
    guard !isStopped else { return }
    next?.cancel()
    let pause = trouble.isThere ? link.settings.probe : Self.sweepInterval
    next = link.loop.scheduleTask(in: pause) { self.tick() }
    if trouble.isThere { probe() } else { sweep {} }
  }

  /// What a commit came to: it may begin trouble, or end it.
  private func saw(_ outcome: Result<StateReceipt, StateFailure>) {
    switch outcome {
    case .success: trouble.worked()
    case .failure(let failure):
      guard [.unavailable, .unknown].contains(failure.kind), !isStopped, trouble.isThere else { return }
      soon()
    }
  }

  /// Trouble has begun: looks again before the next sweep would.
  private func soon() {
    guard !isProbing else { return }
    isProbing = true
    link.loop.scheduleTask(in: link.settings.probe) {
      self.isProbing = false
      if !self.isStopped, self.trouble.isThere { self.probe() }
    }
  }

  private var isProbing = false

  /// A commit of nothing: it takes a version, so it is written if anything is.
  private func probe() {
    guard trouble.lasting == nil else { return }
    commits.add(RedisCommit(receipt: nil, parts: []) { _ in })
    commits.send()
  }

  /// Removes what has ended, then says so.
  func sweep(_ done: @escaping @Sendable () -> Void) {
    var arguments = RedisArguments()
    arguments.append("\(StateBounds.receiptLife)")
    arguments.append("\(Self.sweepSize)")
    link.call(
      RedisCall(script: .sweep, kind: .write, arguments: arguments) { result in
        if case .success(let answer) = result, answer.values.first == .integer(1), !self.isStopped {
          self.sweep(done)
        } else {
          done()
        }
      })
  }
}
