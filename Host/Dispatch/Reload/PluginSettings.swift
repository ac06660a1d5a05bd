package import HostOperations
package import NIOCore

/// The bounds under which plugins are run.
package struct PluginSettings: Sendable {
  /// The folder watched.
  package let folder: String
  /// Default bounds of a plugin's events.
  package let limits: PluginSlot.Limits
  /// The default and upper bound of a handler's deadline.
  package let deadline: TimeAmount
  /// The upper bound of a request's body.
  package let maximumBody: Int
  /// How long events in hand may take when a generation ends.
  package let drain: Duration
  /// How plugins' processes are run and watched.
  package let workers: HostConfiguration.Workers
  /// The path of `roost-worker`.
  package let worker: String
  /// The path of `roost` itself.
  package let program: String
  /// Whether plugins get what they ask for: for an author at work.
  package let grantsAll: Bool
  /// The id of a plugin whose worker waits for a debugger.
  package let debugged: String?
  /// How long the host's start waits for files that change.
  package let settling: Duration
  /// How long a lifecycle step may take.
  package let step: Duration = .seconds(10)
  /// How long the steps may take that turn what a plugin has kept to another version.
  package let migration: Duration = .seconds(600)

  /// The bounds of a configuration.
  ///
  /// - Parameters:
  ///   - worker: where `roost-worker` is when the configuration does not say.
  ///   - program: the path of `roost` itself.
  ///   - isDevelopment: gives plugins what they ask for.
  ///   - debugged: the id of a plugin whose worker is to wait for a debugger.
  package init(
    _ configuration: HostConfiguration, worker: String, program: String, isDevelopment: Bool = false,
    debugged: String? = nil
  ) {
    self.program = program
    grantsAll = isDevelopment
    self.debugged = debugged
    workers = configuration.workers
    self.worker = workers.program ?? worker
    folder = configuration.plugins.folder
    settling = configuration.plugins.quiet + .seconds(5)
    limits = PluginSlot.Limits(
      concurrency: configuration.dispatch.concurrency, queue: configuration.dispatch.queue)
    deadline = TimeAmount(configuration.dispatch.deadline)
    maximumBody = configuration.http.maxBodyBytes
    drain = configuration.drain
  }
}
