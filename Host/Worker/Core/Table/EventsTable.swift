import CRoost
import FrameLayout
import HostFrames
import HostLoader

/// `roost.events/1` in a worker.
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
      guard plugin == Worker.shared.start.plugin else { return ROOST_STALE }
      guard let function = unsafe function else { return ROOST_INVALID }
      let number = unsafe Worker.shared.register(PluginFunction(function, user: user))
      let name = unsafe name.prefix(256)
      return Worker.shared.calls.ask { output, call in
        unsafe output.frame(FRAME_ON_MESSAGE, call, frame_on_message(handler: number, kind: kind), name)
      }
    }
}
