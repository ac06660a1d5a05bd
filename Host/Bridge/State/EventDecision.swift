package import HostServices

/// What a plugin decided about an event in the commit that acknowledges it.
package struct EventDecision: Sendable {
  /// What it expects and writes in its own state, in order.
  package let steps: [StateCommit.Step]
  /// What it causes beside, in order.
  package let effects: [PlannedEffect]
  /// Who decided: the plugin's id, and the number of its generation.
  package let plugin: String
  /// See ``plugin``.
  package let generation: UInt64

  /// Collects the parts.
  package init(
    steps: [StateCommit.Step], effects: [PlannedEffect], plugin: String, generation: UInt64
  ) {
    self.steps = steps
    self.effects = effects
    self.plugin = plugin
    self.generation = generation
  }
}
