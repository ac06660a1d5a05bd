import CRoost
import FrameLayout
import HostFrames
import HostLoader

/// `roost.updates/1` in a worker.
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
        guard plugin == Worker.shared.start.plugin else { return ROOST_STALE }
        guard let filter = unsafe filter?.pointee, let function = unsafe function,
          unsafe Int(filter.size) == MemoryLayout<roost_update_filter>.size
        else { return ROOST_INVALID }
        let number = unsafe Worker.shared.register(PluginFunction(function, user: user))
        let (command, callback) = unsafe (
          filter.command_borrowed.prefix(256), filter.callback_borrowed.prefix(256)
        )
        let bot = unsafe filter.bot_borrowed.prefix(256)
        return Worker.shared.calls.ask { output, call in
          unsafe output.frame(
            FRAME_ON, call,
            frame_on(
              handler: number, chat_types: filter.chat_types, kinds: filter.kinds,
              command_size: UInt32(command.count), callback_size: UInt32(callback.count),
              bot_size: UInt32(bot.count), reserved: 0), command, callback, bot)
        }
      }
}
