package import CRoost

/// The steps of a plugin's life, in the order of `abi.h`.
package enum LifecycleStep: String, Sendable {
  case create, configure, importState = "import_state", start, drain, exportState = "export_state"
  case resume, stop
}

/// The calling side of a plugin: how the host reaches code that was loaded, wherever it runs.
///
/// Arguments are bytes and handles, so that the code may live in another process. Completions come
/// back through ``Tickets``.
package protocol PluginLink: AnyObject, Sendable {
  /// Performs a lifecycle step. May block; called from a control thread, one step at a time.
  ///
  /// - Returns: `ROOST_DONE`, `ROOST_PENDING` with one completion through the ticket, or an error.
  func perform(_ step: LifecycleStep, bytes: [UInt8], version: UInt32, ticket: UInt64) -> Int32

  /// Delivers an event to a registered handler, on the event's loop.
  ///
  /// - Parameter event: stays where it is until the ticket is completed.
  /// - Returns: as for a lifecycle step.
  func deliver(_ event: UnsafePointer<roost_event>, to handler: RegisteredHandler, ticket: UInt64) -> Int32

  /// Frees the plugin's instance. Nothing is called after it.
  func destroy()
}

/// A handler as a plugin registered it.
@safe package struct RegisteredHandler: @unchecked Sendable {
  let function: roost_handler
  let user: UnsafeMutableRawPointer?

  init(function: @escaping roost_handler, user: UnsafeMutableRawPointer?) {
    unsafe self.function = function
    unsafe self.user = user
  }
}
