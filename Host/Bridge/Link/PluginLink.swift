package import CRoost
package import HostLoader

/// The calling side of a plugin: how the host reaches code that was loaded, wherever it runs.
///
/// Arguments are bytes and handles, so that the code may live in another process. Completions come
/// back through ``Tickets``.
package protocol PluginLink: AnyObject, Sendable {
  /// Performs a lifecycle step, without waiting for it; one comes at a time.
  ///
  /// - Parameter returned: called once, on any thread, with what its function returned: `ROOST_DONE`,
  ///   `ROOST_PENDING` with one completion through the ticket, or an error.
  /// - Throws: when it cannot be begun; `returned` is then not called.
  func perform(
    _ step: LifecycleStep, bytes: [UInt8], version: UInt32, ticket: UInt64,
    returned: @escaping @Sendable (Int32) -> Void
  ) throws(PluginFailure)

  /// Delivers an event to a registered handler, on the event's loop.
  ///
  /// - Parameter event: stays where it is until the ticket is completed.
  /// - Returns: `ROOST_DONE`, `ROOST_PENDING` or an error.
  func deliver(_ event: UnsafePointer<roost_event>, to handler: RegisteredHandler, ticket: UInt64) -> Int32

  /// An event's deadline has passed and it is not completed. Called on the event's loop.
  func overdue(_ ticket: UInt64, loop: Int)

  /// Ends the process that the code runs in, as if it had crashed; nothing for code in this one.
  func giveUp(_ why: String)

  /// What a crash of the host within the plugin's code is blamed on, as the address of a C string that stays
  /// for ever; 0 for code in another process.
  var blame: UInt { get }

  /// So many bytes of a streaming answer have left. Called on the event's loop.
  func streamed(_ bytes: Int, ticket: UInt64, loop: Int)

  /// Timers that have not run, when the last step returned; nil when ``Generation`` counts them.
  var runningTimers: Int? { get }

  /// Frees the plugin's instance. Nothing is called after it. May block.
  func destroy()
}

extension PluginLink {
  /// Nothing: code in this process cannot be stopped.
  package func overdue(_ ticket: UInt64, loop: Int) {}
  /// Nobody: code in another process does not crash this one.
  package func giveUp(_ why: String) {}
  /// None: what crashes elsewhere is not blamed on the host.
  package var blame: UInt { 0 }
  /// Nothing: who shares the host's memory needs no credit told.
  package func streamed(_ bytes: Int, ticket: UInt64, loop: Int) {}
  /// Nil: ``Generation`` counts them.
  package var runningTimers: Int? { nil }
}

/// A handler as a plugin registered it.
package enum RegisteredHandler: Sendable {
  /// In this process.
  case function(PluginFunction)
  /// In a worker, by the number it gave.
  case remote(UInt32)
}
