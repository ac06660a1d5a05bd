/// The steps of a plugin's life. The number is that of `frames.h`.
package enum LifecycleStep: UInt32, Sendable {
  case create, configure, importState, start, drain, exportState, resume, stop, migrateState

  /// The step as the headers call it.
  package var name: String {
    switch self {
    case .create: "create"
    case .configure: "configure"
    case .importState: "import_state"
    case .start: "start"
    case .drain: "drain"
    case .exportState: "export_state"
    case .resume: "resume"
    case .stop: "stop"
    case .migrateState: "migrate_state"
    }
  }
}
