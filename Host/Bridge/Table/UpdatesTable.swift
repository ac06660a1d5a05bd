import CRoost
import HostLoader

/// `roost.updates/1`.
enum UpdatesTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_updates> = {
    let table = UnsafeMutablePointer<roost_updates>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_updates(size: UInt32(MemoryLayout<roost_updates>.size), revision: 1, on: on))
    return unsafe UnsafePointer(table)
  }()

  private static let on:
    @convention(c) (UInt64, UnsafePointer<roost_update_filter>?, roost_handler?, UnsafeMutableRawPointer?) ->
      Int32 = {
        plugin, filter, function, user in
        guard let generation = Generations.shared.find(plugin) else { return ROOST_STALE }
        guard let filter = unsafe filter?.pointee, let function = unsafe function,
          unsafe Int(filter.size) == MemoryLayout<roost_update_filter>.size
        else { return ROOST_INVALID }
        return unsafe generation.addUpdates(
          Registrations.Update(
            kinds: filter.kinds, chatTypes: filter.chat_types, command: text(filter.command_borrowed),
            callback: text(filter.callback_borrowed), bot: text(filter.bot_borrowed),
            handler: .function(PluginFunction(function, user: user))))
      }

  private static func text(_ bytes: roost_bytes) -> String? {
    let text = unsafe String(bounded: bytes, to: 256)
    return text.isEmpty ? nil : text
  }
}
