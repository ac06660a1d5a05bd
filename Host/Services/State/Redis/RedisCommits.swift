internal import NIOCore

/// A commit on its way, and who waits for it.
struct RedisCommit: Sendable {
  /// The field of its receipt; nil when none is kept.
  let receipt: [UInt8]?
  let parts: [StateCommit.Part]
  /// Called once, on the loop.
  let answer: @Sendable (Result<StateReceipt, StateFailure>) -> Void

  /// About how much room it takes, in bytes.
  fileprivate var size: Int {
    parts.reduce(0) { sum, part in
      part.steps.reduce(sum + 64) { sum, step in
        switch step {
        case .put(let key, let value, _), .append(let key, let value, _): sum + 64 + key.count + value.count
        case .expect(let key, _), .delete(let key), .add(let key, _), .mark(let key, _, _):
          sum + 64 + key.count
        }
      }
    }
  }

  fileprivate var steps: Int { parts.reduce(0) { $0 + $1.steps.count } }
}

/// Commits on their way to the server: those that come while others are under way leave together, in one script. On the
/// link's loop.
final class RedisCommits: @unchecked Sendable {
  /// Most scripts under way: the server works on one while another is made or read.
  private static let underWay = 2
  /// Most commits of a script, and most bytes and steps of several: others must not wait for long.
  private static let (most, bytes, steps) = (128, 256 << 10, 1024)

  private let link: RedisLink
  /// Told what each came to.
  var whenAnswered: (Result<StateReceipt, StateFailure>) -> Void = { _ in }
  private var waiting = CircularBuffer<RedisCommit>()
  private var underWay = 0

  init(_ link: RedisLink) { self.link = link }

  /// Takes a commit in; it leaves with ``send()``.
  func add(_ commit: RedisCommit) { waiting.append(commit) }

  /// Lets go what may leave.
  ///
  /// - Parameter all: also what should wait for what is under way.
  func send(all: Bool = false) {
    while !waiting.isEmpty, all || underWay < Self.underWay { sendSome() }
  }

  private func sendSome() {
    var (commits, arguments, bytes, steps) = ([RedisCommit](), RedisCommitArguments(), 0, 0)
    while let next = waiting.first, commits.count < Self.most {
      (bytes, steps) = (bytes + next.size, steps + next.steps)
      guard commits.isEmpty || (bytes <= Self.bytes && steps <= Self.steps) else { break }
      waiting.removeFirst()
      commits.append(next)
      arguments.append(next)
    }
    underWay += 1
    let call = RedisCall(script: .commit, kind: .write, arguments: arguments.arguments) { [commits] result in
      self.underWay -= 1
      for (commit, outcome) in zip(commits, self.outcomes(of: commits, result)) {
        self.whenAnswered(outcome)
        commit.answer(outcome)
      }
      self.send()
    }
    link.call(call)
  }

  private func outcomes(
    of commits: [RedisCommit], _ result: Result<RedisCall.Answer, StateFailure>
  ) -> [Result<StateReceipt, StateFailure>] {
    switch result {
    case .failure(let failure): return commits.map { _ in .failure(failure) }
    case .success(let answer):
      guard answer.word == "commits", answer.values.count == commits.count else {
        return commits.map { _ in .failure(.badAnswer(.unknown)) }
      }
      return zip(commits, answer.values).map { RedisOutcome.read($1, of: $0.parts, on: link) }
    }
  }
}
