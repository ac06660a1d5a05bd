import Glibc
import Roost
import RoostJSON
import SandboxWorld
import Synchronization

/// Takes the world through its steps: one at a time, each with the clock's time, and does what a step leaves to do.
final class Engine: Sendable {
  private let world: Mutex<World>
  private let keeper: Keeper
  private let files: Files
  /// Files of messages that are there already, while they are being written.
  private let unwritten = Mutex<[String: [UInt8]]>([:])
  let log: Log
  let signals = Signals()
  let hub = EventHub()
  private let draining = Atomic<Bool>(false)
  private let state: State

  init(_ context: PluginContext, _ settings: Settings) {
    var seed = SystemRandomNumberGenerator()
    world = Mutex(World(settings: settings, seed: seed.next()))
    keeper = Keeper(context.state)
    state = context.state
    files = context.files
    log = context.log
  }

  /// Whether this generation is to end: what waits, waits no longer.
  var isDraining: Bool { draining.load(ordering: .relaxed) }

  func setDraining(_ isDraining: Bool) {
    draining.store(isDraining, ordering: .relaxed)
    if isDraining { signals.wakeAll() }
  }

  /// Reads the world as it was kept.
  func load() async throws {
    var range: StateRange? = StateRange()
    while let next = range {
      let page = try await state.scan(next, limit: 1000)
      try world.withLock { world in
        for entry in page.entries { try world.load(entry.key, entry.value) }
      }
      range = page.next
    }
    world.withLock { world in
      world.prepare()
      world.setTime(Self.wallClock())
    }
  }

  /// Looks at the world, or changes it; what was changed is on disk when this returns.
  ///
  /// - Throws: what the step throws, or ``PluginError`` when it could not be kept.
  func step<R: Sendable>(_ body: (inout World) throws -> R) async throws -> R {
    let (result, changes, ticket) = world.withLock { world in
      world.setTime(Self.wallClock())
      let result = Result { try body(&world) }
      let changes = world.takeChanges()
      if !changes.uploads.isEmpty {
        unwritten.withLock { for upload in changes.uploads { $0[upload.name] = upload.bytes } }
      }
      return (result, changes, keeper.add(changes.records))
    }
    if !changes.isEmpty { try await settle(changes, ticket) }
    return try result.get()
  }

  private func settle(_ changes: Changes, _ ticket: Int) async throws {
    for upload in changes.uploads {
      defer { unwritten.withLock { $0[upload.name] = nil } }
      try await keep(upload)
    }
    if !changes.records.isEmpty { try await keeper.settled(ticket) }
    for removal in changes.removals { _ = try? await files.remove(removal) }
    hub.publish(changes.events)
    signals.wake(changes.wakes.map { .bot($0) })
    if changes.hasAnswers { signals.wake([.answers]) }
    if !changes.wakes.isEmpty { signals.wake([.deliveries]) }
    if !changes.events.isEmpty { signals.wake([.events]) }
  }

  /// The bytes of a file of the world; nil when there is none.
  func bytes(ofFile name: String) async throws -> [UInt8]? {
    if let bytes = unwritten.withLock({ $0[name] }) { return bytes }
    return try await files.read(name, atMost: 64 << 20)
  }

  private func keep(_ upload: Upload) async throws {
    var rest = upload.bytes[...]
    repeat {
      let piece = rest.prefix(Files.maximumBytes)
      rest = rest.dropFirst(piece.count)
      let isFirst = piece.startIndex == upload.bytes.startIndex
      try await files.write(Array(piece), to: upload.name, isFirst ? .replace : .append)
    } while !rest.isEmpty
  }

  /// Milliseconds since 1970.
  static func wallClock() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
