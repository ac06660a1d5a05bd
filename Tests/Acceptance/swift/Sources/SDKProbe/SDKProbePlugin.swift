import Roost
import Synchronization

/// Uses every part of the SDK, for the acceptance tests to look at from outside.
struct SDKProbePlugin: Plugin {
  /// The schema takes any text for `mode`; this does not.
  struct Settings: Decodable {
    enum Mode: String, Decodable { case quiet, loud }
    let mark: String
    let mode: Mode
  }

  let settings: Settings
  let context: PluginContext
  let sleepers = Sleepers()
  let poured = Poured()

  init(_ context: PluginContext) throws {
    self.context = context
    settings = try context.configuration()
  }

  var handlers: [any Handler] {
    GET("/sdk/mark") { _ in "\(settings.mark)\n" }
    bodies
    failures
    fetched
    kept
    messages
    numbers
    own
    orders
    schedules
    services
    streams
    streamsAtDrain
    suspended
    told
    Traps.handlers(under: "/sdk")
    updates
    PublicFiles("/sdk/files")
  }
}
