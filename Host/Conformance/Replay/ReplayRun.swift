import HostBridge
package import HostDispatch
package import HostServices
import NIOCore
import RoostManifestFormat

/// Runs recorded events through a generation of a plugin that serves nobody: its reads are of the real state, and
/// whatever it writes, sends or publishes goes nowhere.
package actor ReplayRun {
  private let subject: Subject
  private let settings: RigSettings
  private let replay: Replay
  private let fetches = Fetches()
  private let world: RigWorld
  private var rig: Rig?
  private var specimen: Specimen?

  /// What became of one event.
  package struct Result: Sendable {
    /// How it ends now; nil when it does not end in time.
    package let now: RecordedEvent?
    /// What was asked of servers elsewhere at once, and was not sent.
    package let fetches: [String]
    /// Keys that were read and have been written since the event.
    package let changed: [[UInt8]]
  }

  /// - Parameters:
  ///   - settings: where its code runs, and how long a step or an answer may take.
  ///   - state: reads the plugin's state.
  ///   - bots: the names of the bots whose updates there are.
  ///   - secrets: those that it may be granted.
  package init(
    _ subject: Subject, _ settings: RigSettings, state: any StateReader, bots: [String], secrets: SecretStore
  ) throws {
    (self.subject, self.settings) = (subject, settings)
    let fetches = fetches
    let fetcher = try Fetcher.deaf { fetches.add($0) }
    let telegram = try TelegramService.deaf(bots, of: subject.manifest.id, fetcher)
    replay = Replay(
      of: subject.manifest.id, state: state, bots: bots, loops: Rig.shared, fetcher: fetcher,
      log: RecordedLines().logger)
    world = RigWorld(
      store: replay.store, effects: replay.effects, secrets: secrets, fetcher: fetcher, telegram: telegram)
  }

  /// Starts the generation.
  ///
  /// - Throws: ``Finding`` when it does not start.
  package func start() async throws {
    if rig == nil { rig = try await Rig.make(subject, settings, check: "replay", world: world) }
    guard let rig else { return }
    let specimen = try await rig.start()
    self.specimen = specimen
    try replay.serve(
      RouteSnapshot.Part(
        generation: specimen.generation, slot: specimen.slot, publicFolder: rig.dataFolder,
        deadline: TimeAmount(specimen.declaredDeadline), maximumBody: Specimen.maximumBody))
  }

  /// Gives it an event, and another generation if that has ended it.
  package func run(_ event: RecordedEvent) async throws -> Result {
    if specimen?.generation.isLost != false { try await start() }
    fetches.clear()
    let now = await replay.run(event, within: settings.patience + .seconds(2))
    // What the handler still does is not the next event's.
    if let specimen { _ = await eventually(within: .seconds(2)) { specimen.generation.eventsInHand == 0 } }
    return Result(now: now, fetches: fetches.all, changed: replay.store.changed)
  }

  /// Ends it.
  package func end() {
    rig?.cleanUp()
    (rig, specimen) = (nil, nil)
  }
}
