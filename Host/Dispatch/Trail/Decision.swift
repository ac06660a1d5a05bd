import HostBridge
import HostOperations
import HostServices

/// What a commit did about an event, as it is kept: what was written and caused, without any value.
package struct Decision: Sendable, Equatable {
  /// What was asked of the plugin's own state, in order, and what it was caused to happen beside.
  package var writes: [Write] = []
  /// See ``writes``.
  package var effects: [Caused] = []
  /// How many of both were left out, because they were too many.
  package var leftOut = 0

  /// Most writes, and most effects, that are kept of one commit.
  static let most = 64

  /// A step of a commit, without its value.
  package struct Write: Sendable, Equatable {
    /// What sort of step it is.
    package enum Kind: UInt8, Sendable {
      case expect = 1
      case put = 2
      case delete = 3
      case add = 4
    }

    /// What sort of step it is.
    package let kind: Kind
    /// The key.
    package let key: [UInt8]
    /// The version that was expected, or the number that was added; else 0.
    package var number: Int64 = 0
    /// The bytes of the value.
    package var size = 0
    /// Tells whether two values are the same. Not for people: a short secret could be guessed from it.
    package var digest: UInt64 = 0
  }

  /// Something that was caused.
  package struct Caused: Sendable, Equatable {
    /// What sort of effect it is.
    package enum Kind: UInt8, Sendable {
      case message = 1
      case job = 2
      case cancel = 3
      case request = 4
      case notice = 5
    }

    /// What sort of effect it is.
    package let kind: Kind
    /// The topic, the job's name, the name of the outcome, or the notice's subject.
    package let name: String
    /// The id of the event that it became; empty when it became none.
    package var id = ""
    /// To how many it went.
    package var receivers = 1
    /// The bytes of its body.
    package var size = 0
    /// Tells whether two bodies are the same, as that of a value.
    package var digest: UInt64 = 0
  }
}

extension Decision {
  /// What a commit is about to do.
  init(_ decision: EventDecision) {
    // Those of a plugin are all of sorts that are kept.
    writes = decision.steps.prefix(Self.most).compactMap { Write($0) }
    effects = decision.effects.prefix(Self.most).map { Caused($0) }
    leftOut = decision.steps.count - writes.count + decision.effects.count - effects.count
  }

  /// The first eight bytes of a SHA-256.
  static func digest(_ bytes: [UInt8]) -> UInt64 {
    bytes.isEmpty ? 0 : SHA256Digest.of(bytes).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension Decision.Write {
  init?(_ step: StateCommit.Step) {
    switch step {
    case .expect(let key, let version):
      self.init(kind: .expect, key: key, number: Int64(bitPattern: version))
    case .put(let key, let value, _):
      self.init(kind: .put, key: key, size: value.count, digest: Decision.digest(value))
    case .delete(let key): self.init(kind: .delete, key: key)
    case .add(let key, let amount): self.init(kind: .add, key: key, number: amount)
    // Steps of the host's own.
    case .mark, .append: return nil
    }
  }
}

extension Decision.Caused {
  init(_ planned: PlannedEffect) {
    let body: [UInt8]
    switch planned.effect {
    case .publish(let topic, let bytes, _):
      self.init(kind: .message, name: topic, id: planned.id, receivers: planned.steps.count)
      body = bytes
    case .schedule(let name, _, let bytes):
      self.init(kind: .job, name: name, id: planned.id)
      body = bytes
    case .cancel(let name):
      self.init(kind: .cancel, name: name)
      body = []
    case .fetch(let name, let bytes, _):
      self.init(kind: .request, name: name, id: planned.id)
      body = bytes
    case .telegram(let name, let bytes, _):
      self.init(kind: .request, name: name, id: planned.id)
      body = bytes
    case .notice(let subject, let bytes):
      self.init(kind: .notice, name: subject, id: planned.id)
      body = bytes
    }
    (size, digest) = (body.count, Decision.digest(body))
  }
}
