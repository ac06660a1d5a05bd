package import HostBridge
import HostServices
import NIOCore

/// What people see of a dead letter.
package struct DeadLetterReport: Sendable {
  /// What names it in commands: larger than those of before.
  package var number: UInt64
  /// The id of its event in logs.
  package var event: String
  /// The source that it came from: `bot:NAME` or `plugin:ID`.
  package var source: String
  /// The route, topic, job or schedule that it is for; empty for an update.
  package var name: String
  /// When the event came, and when it was given up, in milliseconds since 1970.
  package var (received, time): (Int64, Int64)
  /// The attempts in order: when each ended, the generation, and why.
  package var attempts: [Attempt]
  /// The update's JSON, the request's body or the message's.
  package var body: [UInt8]

  /// One attempt.
  package struct Attempt: Sendable {
    /// When it ended, in milliseconds since 1970.
    package var time: Int64
    /// The generation that had the event; 0 when none had.
    package var generation: UInt64
    /// Why it failed.
    package var failure: PluginFailure
  }
}

extension DeadLetterReport {
  static func attempts(_ event: StoredEvent) -> [Attempt] {
    event.failures.map {
      Attempt(
        time: $0.time, generation: $0.generation, failure: PluginFailure(code: $0.code, message: $0.message))
    }
  }
}

/// Why a command about dead letters was not carried out.
package struct DeadLetterRefusal: Error, Sendable, CustomStringConvertible {
  /// What, why and a hint.
  package let description: String
}

extension Inbox {
  /// A letter as the store has it.
  private struct Found {
    let key: [UInt8]
    let version: UInt64
    let letter: DeadLetter

    var report: DeadLetterReport {
      DeadLetterReport(
        number: version, event: letter.event.id, source: letter.source, name: letter.event.name,
        received: letter.event.received, time: letter.time,
        attempts: DeadLetterReport.attempts(letter.event), body: Array(letter.event.body.readableBytesView))
    }
  }

  /// Dead letters in the order in which they were given up.
  ///
  /// - Parameters:
  ///   - number: only those after it; 0 is all.
  ///   - limit: most of them.
  package func deadLetters(after number: UInt64, limit: Int) async throws -> [DeadLetterReport] {
    try await scan(from: StateReceipt.prefix(after: number), limit: limit).map(\.report)
  }

  /// The dead letter of a number, or of an event.
  package func deadLetter(_ name: String) async throws -> DeadLetterReport { try await find(name).report }

  /// Gives the event of a dead letter to its handlers again, as if it had come now. What was marked stays marked.
  package func replayDeadLetter(_ name: String) async throws {
    let found = try await find(name)
    var event = found.letter.event
    guard let origin = origin(named: found.letter.source) else {
      throw DeadLetterRefusal(
        description:
          "\(name) is an event of \(found.letter.source), which is not here — hint: configure it first")
    }
    event.failures = []
    event.received = now
    let (source, again) = (self.source(origin), event)
    try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<Void, any Error>) in
      let commit = StateCommit(
        id: nil, steps: [source.step(appending: again)],
        others: [StateCommit.Part(DeadLetter.space, Self.taking(found))])
      store.commit(commit, to: source.space) { result in
        switch result {
        case .success(let receipt):
          source.appended(
            again, key: receipt.key(source.prefix(of: again), 0), version: receipt.version,
            on: self.loop(of: again))
          waiting.resume()
        case .failure(let failure): waiting.resume(throwing: Self.refusal(name, failure))
        }
      }
    }
  }

  /// Forgets a dead letter.
  package func dropDeadLetter(_ name: String) async throws {
    let found = try await find(name)
    try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<Void, any Error>) in
      store.commit(StateCommit(id: nil, steps: Self.taking(found)), to: DeadLetter.space) { result in
        switch result {
        case .success: waiting.resume()
        case .failure(let failure): waiting.resume(throwing: Self.refusal(name, failure))
        }
      }
    }
  }

  private static func taking(_ found: Found) -> [StateCommit.Step] {
    [.expect(found.key, version: found.version), .delete(found.key)]
  }

  private static func refusal(_ name: String, _ failure: StateFailure) -> any Error {
    guard failure.kind == .stale || failure.kind == .conflict else { return failure }
    return DeadLetterRefusal(description: "\(name) is no dead letter any more: somebody else was faster")
  }

  private func find(_ name: String) async throws -> Found {
    var next: [UInt8] = []
    while true {
      let page = try await page(from: next, limit: 500)
      let letters = Self.letters(of: page)
      if let found = letters.first(where: { "\($0.version)" == name || $0.letter.event.id == name }) {
        return found
      }
      guard page.hasMore, let last = page.entries.last else { break }
      next = last.key + [0]
    }
    throw DeadLetterRefusal(
      description: "\(name) is no dead letter's number and no event's — hint: roost dead list shows them")
  }

  private func scan(from key: [UInt8], limit: Int) async throws -> [Found] {
    Self.letters(of: try await page(from: key, limit: limit))
  }

  private func page(from key: [UInt8], limit: Int) async throws -> StatePage {
    try await withCheckedContinuation { waiting in
      store.scan(StateRange(from: key, limit: limit), of: DeadLetter.space) { waiting.resume(returning: $0) }
    }.get()
  }

  private static func letters(of page: StatePage) -> [Found] {
    page.entries.compactMap { entry in
      (try? DeadLetter(record: entry.value)).map { Found(key: entry.key, version: entry.version, letter: $0) }
    }
  }
}
