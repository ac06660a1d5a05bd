import CRoost
import FrameLayout
import HostLoader
import HostRouter
import NIOCore

/// `roost.secrets/1`.
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
      guard let answered = unsafe AnswerCallback(function, context) else { return ROOST_INVALID }
      guard let generation = Generations.shared.find(plugin), let desk = generation.secrets,
        let (index, loop) = generation.loop(loop)
      else { return ROOST_STALE }
      return unsafe desk.ask(UInt32(SECRETS_GET), name.buffer) { code, bytes in
        loop.execute {
          generation.run(loop: index) { answered(code, bytes) }
          desk.taken()
        }
      }
    }
}
