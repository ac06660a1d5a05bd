public import Roost

/// One update of a dialogue: where it stands, and what this update makes of it.
public struct DialogueTurn<Step: Codable & Sendable>: Sendable {
  /// What came.
  public let update: Update
  /// The step before; nil when no dialogue is under way.
  public let step: Step?
  /// The step from now on; nil ends the dialogue. As it was, unless it is set.
  public var next: Step?
  /// What is written together with the step, and what happens then: values, messages, jobs, requests. The
  /// acknowledgement and the step are added.
  public var commit = StateCommit()

  init(_ update: Update, _ step: Step?) {
    self.update = update
    self.step = step
    next = step
  }
}
