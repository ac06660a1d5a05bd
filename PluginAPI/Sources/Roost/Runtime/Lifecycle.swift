import CRoostSDK
import Synchronization

/// The plugin of this image, once made. One image is one generation.
private let instance = Mutex<Instance?>(nil)

/// A plugin's type, erased where it is still known whether it has state.
struct Instance: Sendable {
  var configuration: [UInt8] = []
  var plugin: (any Plugin)?
  let migrations: @Sendable () -> [StateMigration]
  let make: @Sendable (PluginContext) async throws -> any Plugin
  let exportState: @Sendable (any Plugin) async throws -> [UInt8]
  let importState: @Sendable (any Plugin, [UInt8], Int) async throws -> Void
}

/// The descriptor behind a plugin's entry function. Called by the code that the build-tool plugin
/// writes from `plugin.json`.
public func pluginDescriptor<P: Plugin>(for type: P.Type) -> UnsafeRawPointer {
  unsafe describe(
    Instance(
      migrations: { P.migrations }, make: { try await P($0) },
      exportState: { _ in
        throw PluginError.permanent("\(P.self) is no StatefulPlugin: it has no state to export")
      },
      importState: { _, _, _ in
        throw PluginError.permanent("\(P.self) is no StatefulPlugin: it cannot take over state")
      }))
}

/// The descriptor of a plugin with state.
public func pluginDescriptor<P: StatefulPlugin>(for type: P.Type) -> UnsafeRawPointer {
  unsafe describe(
    Instance(
      migrations: { P.migrations }, make: { try await P($0) },
      exportState: { try await ($0 as! P).exportState() },
      importState: { try await ($0 as! P).importState($1, version: $2) }))
}

private func describe(_ fresh: Instance) -> UnsafeRawPointer {
  instance.withLock { if $0 == nil { $0 = fresh } }
  return unsafe roost_sdk_descriptor()!
}

/// The lifecycle functions of `abi.h`, by the numbers `sdk.c` gives them.
private enum Step: Int32 {
  case create, configure, importState, start, drain, exportState, resume, stop, migrateState
}

@c(roost_sdk_swift_lifecycle)
func lifecycle(
  step: Int32, data: UnsafePointer<UInt8>?, size: UInt64, version: UInt32, ticket: UInt64
) -> Int32 {
  guard let step = Step(rawValue: step) else { return ROOST_INVALID }
  if step == .create { return ROOST_DONE }
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: Int(size)))
  Task.immediate {
    do {
      let result = try await perform(step, bytes, Int(version))
      unsafe result.withUnsafeBufferPointer {
        _ = unsafe roost_sdk_complete(ticket, $0.baseAddress, UInt64($0.count))
      }
    } catch {
      let failure = Failure(error)
      var message = failure.message
      message.withUTF8 {
        _ = unsafe roost_sdk_fail(ticket, failure.code, $0.baseAddress, UInt64($0.count))
      }
    }
  }
  return ROOST_PENDING
}

private func perform(_ step: Step, _ bytes: [UInt8], _ version: Int) async throws -> [UInt8] {
  guard let current = instance.withLock({ $0 }) else { throw PluginError.permanent("no plugin") }
  if step == .configure {
    let plugin = try await current.make(PluginContext(configurationJSON: bytes))
    instance.withLock { $0?.plugin = plugin }
    return []
  }
  guard let plugin = current.plugin else {
    // A step after a failed configure: there is nothing to undo.
    if step == .stop || step == .drain { return [] }
    throw PluginError.permanent("the plugin was not configured")
  }
  switch step {
  case .importState: try await current.importState(plugin, bytes, version)
  case .start:
    try await migrate(current)
    try await plugin.start()
    for handler in plugin.handlers { try handler.register() }
  case .drain: try await plugin.drain()
  case .exportState: return try await current.exportState(plugin)
  case .resume:
    // It may have turned its state back for one that then failed.
    try await migrate(current)
    try await plugin.resume()
  case .migrateState: try await migrate(current, to: version)
  case .stop: try await plugin.stop()
  case .create, .configure: break
  }
  return []
}

/// Turns the state to a version, by default the newest there is a migration of.
private func migrate(_ current: Instance, to version: Int? = nil) async throws {
  let migrations = current.migrations()
  guard let newest = StateMigrator.newest(migrations) else {
    guard version == nil else { throw PluginError.permanent("the plugin declares no migrations") }
    return
  }
  var migrator = StateMigrator(migrations)
  try await migrator.run(to: version ?? newest)
}

@c(roost_sdk_swift_destroy)
func destroy() {
  instance.withLock { $0 = nil }
  Registrar.release()
}
