import CRoost
import FrameLayout
import HostLoader

/// `roost.secrets/1` in a worker.
enum SecretsTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_secrets> = {
    let table = UnsafeMutablePointer<roost_secrets>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_secrets(size: UInt32(MemoryLayout<roost_secrets>.size), revision: 1, get: get))
    return unsafe UnsafePointer(table)
  }()

  private static let get:
    @convention(c) (UInt64, UInt64, roost_bytes, roost_answered?, UnsafeMutableRawPointer?) -> Int32 = {
      plugin, loop, name, function, context in
      guard let function = unsafe function,
        unsafe (1...Int(ROOST_SECRETS_NAME_MAX)).contains(name.buffer.count)
      else { return ROOST_INVALID }
      guard plugin == Worker.shared.start.plugin, let loop = Worker.shared.loop(loop) else {
        return ROOST_STALE
      }
      return unsafe Worker.shared.questions.ask(
        SERVICE_SECRETS, SECRETS_GET, name.buffer, on: loop, function, context)
    }
}
