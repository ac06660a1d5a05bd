package import HostServices

/// A step that an effect adds to its commit.
package struct EffectStep: Sendable {
  /// Where it is written.
  package let space: StateSpace
  /// What is written.
  package let step: StateCommit.Step
  /// Told the key and the version, in the order of commits, once it is written.
  package let written: @Sendable (_ key: [UInt8], _ version: UInt64) -> Void

  /// Makes a step.
  package init(
    _ space: StateSpace, _ step: StateCommit.Step,
    written: @escaping @Sendable (_ key: [UInt8], _ version: UInt64) -> Void = { _, _ in }
  ) {
    (self.space, self.step, self.written) = (space, step, written)
  }
}

/// Makes of effects what is written with their commit, and takes care of it from then on.
package protocol EffectDesk: Sendable {
  /// What is to be written for effects of a plugin.
  ///
  /// - Parameter event: the event in hand that the commit acknowledges; nil is none.
  /// - Returns: each of the effects, in order.
  /// - Throws: why one of them is not allowed, or malformed.
  func plan(
    _ effects: [Effect], of plugin: String, in event: (any EventAcknowledgement)?
  ) throws(PluginFailure) -> [PlannedEffect]
}

/// The steps of effects and of an acknowledgement, each space once, as a commit wants it.
struct EffectParts {
  private(set) var parts: [StateCommit.Part]
  private var written: [(part: Int, step: Int, tell: @Sendable ([UInt8], UInt64) -> Void)] = []

  init(_ parts: [StateCommit.Part], _ effects: [EffectStep]) {
    self.parts = parts
    for effect in effects {
      let part = self.parts.firstIndex { $0.space.plugin == effect.space.plugin } ?? self.parts.count
      if part == self.parts.count { self.parts.append(StateCommit.Part(effect.space, [])) }
      written.append((part, self.parts[part].steps.count, effect.written))
      self.parts[part].steps.append(effect.step)
    }
  }

  /// Tells each effect what became of it.
  ///
  /// - Parameter own: how many steps the commit has before those of its parts.
  func committed(_ receipt: StateReceipt, own: Int) {
    var first = own
    let starts = parts.map { part in
      defer { first += part.steps.count }
      return first
    }
    for (part, step, tell) in written {
      guard case .append(let prefix, _, _) = parts[part].steps[step] else {
        tell([], receipt.version)
        continue
      }
      tell(receipt.key(prefix, starts[part] + step), receipt.version)
    }
  }
}
