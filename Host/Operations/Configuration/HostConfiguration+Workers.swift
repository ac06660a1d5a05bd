extension HostConfiguration {
  /// How plugins' processes are run and watched.
  package struct Workers: Sendable, Equatable {
    /// The path of `roost-worker`; nil is beside the host's own program.
    package var program: String?
    /// The folder beneath which each plugin has a folder it may write to.
    package var data: String
    /// What is done when the kernel lacks a part of the sandbox.
    package var sandbox: Sandbox
    /// The newest version of Landlock to use; lower than the kernel's to see how an older one does.
    package var landlock: Int
    /// Mebibytes of memory of a plugin's own; 0 is no limit.
    package var memoryMiB: Int
    /// Most descriptors a plugin may have open.
    package var descriptors: Int
    /// How long a worker's event loop may be busy without a pause.
    package var patience: Duration
    /// How long a handler may go on after its event's deadline.
    package var grace: Duration
    /// So many crashes within ``crashWindow`` end the attempts.
    package var crashes: Int
    /// A version that crashes so soon after it was installed is taken back at once, where the state allows.
    package var probation: Duration
    /// The time in which crashes count.
    package var crashWindow: Duration
    /// Whether a host that runs as root goes on.
    package var allowsRoot: Bool
  }

  /// What is done when the kernel lacks a part of the sandbox.
  package enum Sandbox: String, Sendable, CaseIterable {
    /// What there is is used; what is lacking is logged.
    case available
    /// The host does not start without Landlock.
    case required
    /// None is used.
    case off
  }
}

extension HostConfiguration.Workers {
  /// What `roost check` shows in place of a path.
  private static let ownProgram = "roost-worker beside roost"

  init?(_ reader: inout SettingsReader) {
    let section = DataPath("workers")
    let base = reader.folder
    let resolve = { (text: String) in FilePath.resolve(text, in: base) }
    let data = reader.scalar(section.member("data"), default: "var/data", resolve)
    program =
      reader.scalar(section.member("program"), default: Self.ownProgram) { text in
        text == Self.ownProgram ? .success(nil) : resolve(text).map { $0 }
      } ?? nil
    sandbox = reader.choice(section.member("sandbox"), default: .available)
    landlock = reader.integer(section.member("landlock"), default: 100, in: 0...100)
    memoryMiB = reader.integer(section.member("memory_mb"), default: 512, in: 0...1_048_576)
    descriptors = reader.integer(section.member("descriptors"), default: 256, in: 32...65_536)
    patience = .milliseconds(reader.integer(section.member("hang_ms"), default: 5000, in: 50...3_600_000))
    grace = .milliseconds(reader.integer(section.member("grace_ms"), default: 30_000, in: 0...3_600_000))
    crashes = reader.integer(section.member("crashes"), default: 3, in: 1...1_000_000)
    crashWindow = .seconds(
      reader.integer(section.member("crash_window_seconds"), default: 300, in: 1...86_400))
    probation = .seconds(reader.integer(section.member("probation_seconds"), default: 60, in: 0...86_400))
    allowsRoot = reader.bool(section.member("allow_root"), default: false)
    guard let data else { return nil }
    self.data = data
  }
}
