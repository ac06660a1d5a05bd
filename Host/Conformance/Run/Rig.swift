import Glibc
import HostBridge
import HostLoader
import HostOperations
import HostServices
import NIOCore
import NIOPosix
import RoostManifestFormat
import Synchronization

/// Where a plugin's code runs while it is examined.
package enum Mode: String, Sendable {
  /// In a worker of its own, as by default.
  case worker
  /// In this process.
  case inline
}

/// How a plugin is examined.
package struct RigSettings: Sendable {
  /// Where its code runs.
  package var mode: Mode
  /// How long a step or an answer may take.
  package var patience: Duration
  /// What random input is made from.
  package var seed: UInt64
  /// The path of `roost-worker`.
  package var worker: String
  /// A file that says at any time what the plugin is asked for, in case it takes this process with it.
  package var trail: String?

  /// Makes settings without a trail. `patience` bounds a step or an answer; `worker` is the path of
  /// `roost-worker`.
  package init(mode: Mode, patience: Duration, seed: UInt64, worker: String) {
    self.mode = mode
    self.patience = patience
    self.seed = seed
    self.worker = worker
  }
}

/// What one check runs on: event loops, a folder of its own, and the generations it has opened.
final class Rig: Sendable {
  let subject: Subject
  let settings: RigSettings
  let loops: [any EventLoop]
  /// A loop that no plugin can keep busy.
  let clock: any EventLoop
  let watchdog: Watchdog
  /// The state of all its generations.
  let store: any StateStore
  /// What they find in the place of what a check gives them; nil for a check.
  let world: RigWorld?
  /// Their files.
  let files: FileStore
  private let folder: String
  private let check: String
  /// Open as long as the process runs; -1 for none.
  private let trail: Int32
  private let opened = Mutex<[Specimen]>([])
  private let copies = Atomic<UInt64>(0)

  var patience: Duration { settings.patience }

  /// - Parameter folder: an empty folder for private copies and the plugin's data.
  init(
    _ subject: Subject, _ settings: RigSettings, check: String, folder: String,
    loops: [any EventLoop], clock: any EventLoop, watchdog: Watchdog, world: RigWorld? = nil
  ) throws {
    self.clock = clock
    self.subject = subject
    self.settings = settings
    self.check = check
    self.folder = folder
    self.watchdog = watchdog
    self.world = world
    store = try world?.store ?? SQLiteStore(path: folder + "/state.db")
    trail = settings.trail.map(Self.open(trail:)) ?? -1
    self.loops = loops
    files = try FileStore(
      root: folder + "/data", limits: FileLimits(bytes: 16 << 20, files: 10_000))
    try Folders.make(dataFolder, mode: 0o700)
  }

  /// The folder the plugin may write to: one for all its generations.
  var dataFolder: String { files.path(of: subject.manifest.id) }

  private static func open(trail path: String) -> Int32 {
    unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
  }

  /// Leaves word of what comes next.
  func note(_ what: @autoclosure () -> String) {
    guard trail >= 0 else { return }
    let text = Array(what().utf8.prefix(Self.trailBytes))
    let line = text + Array(repeating: UInt8(ascii: " "), count: Self.trailBytes - text.count)
    unsafe line.withUnsafeBytes { _ = unsafe pwrite(trail, $0.baseAddress, $0.count, 0) }
  }

  private static let trailBytes = 256

  /// Random input that is the same for the same seed and check.
  func generator(_ part: String = "") -> SeededGenerator {
    SeededGenerator(seed: settings.seed, text: check + " " + part)
  }

  /// A private copy under a name never used before, as the host makes them.
  func copy() throws -> (path: String, number: UInt64) {
    let number = copies.add(1, ordering: .relaxed).newValue
    let path = "\(folder)/\(number).so"
    let bytes = try SmallFile.read(subject.file, atMost: PluginInspection.maximumFileSize)
    let file = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o500)
    guard file >= 0 else { throw SystemFailure("open", path) }
    let descriptor = Descriptor(owning: file)
    try unsafe bytes.withUnsafeBytes { unsafe try descriptor.write($0) }
    return (path, number)
  }

  /// Opens a generation; nothing of its lifecycle has been called yet.
  func open(extensions: Extensions = .all) async throws -> Specimen {
    let specimen = try await Specimen.open(self, extensions: extensions)
    opened.withLock { $0.append(specimen) }
    return specimen
  }

  /// Opens a generation and begins its life.
  func start() async throws -> Specimen {
    let specimen = try await open()
    try await specimen.begin()
    return specimen
  }

  /// Ends whatever a check has left behind.
  func cleanUp() {
    for specimen in opened.withLock({ $0 }) { specimen.kill() }
    store.close()
    files.purge(subject.manifest.id) { _ in }
    files.close()
    Folders.remove(folder + "/data")
    Folders.remove(folder)
  }
}

/// Waits for something that nobody announces; false when the time is up first.
func eventually(within time: Duration, _ condition: () -> Bool) async -> Bool {
  let limit = ContinuousClock.now + time
  while !condition() {
    guard ContinuousClock.now < limit else { return condition() }
    try? await Task.sleep(for: .milliseconds(2))
  }
  return true
}

/// Runs blocking work on a thread of its own: the shared pool has only as many threads as cores.
func onThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    do throws(SystemFailure) {
      try SystemThread.start("roost-check") { continuation.resume(with: Result(catching: work)) }.detach()
    } catch {
      continuation.resume(throwing: error)
    }
  }
}
