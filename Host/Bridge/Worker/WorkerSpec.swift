package import NIOCore

/// How a worker is run.
package struct WorkerSpec: Sendable {
  /// The path of `roost-worker`.
  package var program: String
  /// The plugin's private copy.
  package var library: String
  /// The folder it may write to; nil for none.
  package var dataFolder: String?
  /// Files and folders it may read and map: where shared libraries are.
  package var readable: [String]
  /// Bytes of memory of its own, beside its loops' stacks; nil is no limit.
  package var memory: UInt64?
  /// Bytes of a file that it writes itself; nil is no limit.
  package var fileSize: UInt64?
  /// Most descriptors it may have open, beside those of its loops and of `frames.h`.
  package var descriptors: UInt32
  /// Whether it is kept in by the kernel's means.
  package var isSandboxed: Bool
  /// The newest version of Landlock to use.
  package var landlock: UInt32
  /// Whether it stops before it opens the library, for a debugger.
  package var waits = false
  /// How long a thread of its event loops may be busy without a pause.
  package var patience: TimeAmount
  /// How long an event may go on after its deadline.
  package var grace: TimeAmount
  /// Called once, from any thread, when it has been lost: before its events are given back.
  package var lost: @Sendable (Generation) -> Void
  /// Called once, later, on a thread that may block, with what is known of its end.
  package var died: @Sendable (Generation, WorkerDeath) -> Void

  /// A worker with everything but the library at its defaults.
  package init(
    program: String, library: String, lost: @escaping @Sendable (Generation) -> Void,
    died: @escaping @Sendable (Generation, WorkerDeath) -> Void
  ) {
    self.program = program
    self.library = library
    self.lost = lost
    self.died = died
    // Not /dev/zero: mapped and shared, it is memory that no limit counts.
    readable = [
      "/lib", "/lib64", "/usr/lib", "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/dev/null",
      "/dev/urandom",
    ]
    descriptors = 256
    isSandboxed = true
    landlock = .max
    patience = .seconds(5)
    grace = .seconds(30)
  }
}

/// What is known of a worker's end.
package struct WorkerDeath: Sendable {
  /// Its process.
  package let pid: Int32
  /// Why: what it did wrong, or how it ended.
  package let reason: String
  /// What it wrote when it crashed; empty when it could not.
  package let report: [UInt8]
  /// The last lines it printed.
  package let output: [String]
  /// The event that the crashed thread handled, for people; nil when it was none.
  package let event: String?
}
