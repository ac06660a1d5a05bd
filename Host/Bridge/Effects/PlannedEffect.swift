/// An effect with what its commit writes for it.
package struct PlannedEffect: Sendable {
  /// What the plugin asked for.
  package let effect: Effect
  /// The id of the event that it becomes; empty when it becomes none.
  package let id: String
  /// What is written: nothing for a message that nobody wants.
  package let steps: [EffectStep]

  /// Makes one.
  package init(_ effect: Effect, id: String, steps: [EffectStep]) {
    self.effect = effect
    self.id = id
    self.steps = steps
  }
}
