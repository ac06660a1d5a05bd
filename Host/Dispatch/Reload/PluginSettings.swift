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
  /// How long a lifecycle step may take.
  package let step: Duration = .seconds(10)

  /// The bounds of a configuration.
  package init(_ configuration: HostConfiguration) {
    folder = configuration.plugins.folder
    limits = PluginSlot.Limits(
      concurrency: configuration.dispatch.concurrency, queue: configuration.dispatch.queue)
    deadline = TimeAmount(configuration.dispatch.deadline)
    maximumBody = configuration.http.maxBodyBytes
    drain = configuration.drain
  }
}
