import CRoost
import HostLoader

/// `roost.events/1`.
enum EventsTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_events> = {
    let table = UnsafeMutablePointer<roost_events>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_events(size: UInt32(MemoryLayout<roost_events>.size), revision: 1, on: on))
    return unsafe UnsafePointer(table)
  }()

  private static let on:
    @convention(c) (UInt64, UInt32, roost_bytes, roost_handler?, UnsafeMutableRawPointer?) -> Int32 = {
      plugin, kind, name, function, user in
      guard let generation = Generations.shared.find(plugin) else { return ROOST_STALE }
      guard let function = unsafe function else { return ROOST_INVALID }
      return unsafe generation.addMessages(
        kind: kind, name: String(bounded: name, to: 256),
        handler: .function(PluginFunction(function, user: user)))
    }
}
