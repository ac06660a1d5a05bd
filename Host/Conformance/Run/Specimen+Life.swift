import HostOperations
import CRoost
import HostBridge
import HostLoader

/// The lifecycle as a check goes through it.
extension Specimen {
  /// Performs a step that must succeed.
  @discardableResult
  func step(_ step: LifecycleStep, bytes: [UInt8] = [], version: UInt32 = 0) async throws -> [UInt8] {
    switch try await attempt(step, bytes: bytes, version: version) {
    case .success(let bytes): return bytes
    case .failure(let failure):
      throw finding(
        "\(step.name) failed", why: "\(failure)",
        hint: "fail() with a message says why; its own lines are below")
    }
  }

  /// Performs a step that may fail, but neither die nor keep the host waiting.
  func attempt(_ step: LifecycleStep, bytes: [UInt8] = [], version: UInt32 = 0) async throws
    -> Result<[UInt8], PluginFailure>
  {
    rig.note("in \(step.name)")
    let limit = ContinuousClock.now + rig.patience
    do throws(PluginFailure) {
      return .success(
        try await generation.perform(step, bytes: bytes, version: version, within: rig.patience))
    } catch {
      if let death = await death("in \(step.name)") { throw death }
      guard ContinuousClock.now < limit else {
        throw finding(
          "\(step.name) did not finish in time", why: "\(error.message)",
          hint: "return, and complete the ticket once when PENDING was returned")
      }
      return .failure(error)
    }
  }

  /// Create, configure, start.
  func begin() async throws {
    try await create()
    try await step(.start)
  }

  /// Create and configure.
  func create() async throws {
    try await step(.create)
    try await configure()
  }

  /// Gives it its configuration.
  func configure() async throws { try await step(.configure, bytes: rig.subject.configuration.json) }

  /// Lets nothing in any more and drains.
  func drain() async throws {
    generation.close()
    generation.tellDraining()
    try await step(.drain)
  }

  /// What comes at the end of a check that started it: everything it was given must be completed, and once.
  func retire() async throws {
    try await quiet()
    try await drain()
    try await step(.stop)
    try await end()
  }

  /// Frees it, and looks at how its process ended and whether each ticket was completed once.
  func end() async throws {
    let generation = generation
    await generation.silence()
    guard generation.eventsInHand == 0 else { throw neverCompleted() }
    rig.note("in destroy")
    try await onThread { generation.end() }
    if let ending = worker?.badEnding {
      throw finding(
        "its process died in destroy", why: ending, hint: "destroy frees the instance and returns")
    }
    try conduct()
  }

  /// Waits until all events are completed.
  func quiet() async throws {
    if await eventually(within: rig.patience, { generation.eventsInHand == 0 }) { return }
    if let death = await death("with events in hand") { throw death }
    throw neverCompleted()
  }

  private func neverCompleted() -> Finding {
    finding(
      "\(generation.eventsInHand) events were never completed",
      why: "they were still open \(rig.patience) after everything had been answered or cancelled",
      hint: "complete every ticket exactly once, also after on_cancel and on every error path")
  }

  /// Each ticket was completed once.
  func conduct() throws {
    let counts = generation.misconduct.counts
    guard counts.twice == 0 else {
      throw finding(
        "tickets were completed twice", why: "\(counts.twice) completions of tickets that were not open",
        hint: "after ROOST_DONE, an error, respond, complete or fail the ticket is the host's again")
    }
  }
}
