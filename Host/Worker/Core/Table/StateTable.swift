import CRoost
import FrameLayout
import HostLoader

/// `roost.state/1` in a worker.
enum StateTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_state> = {
    let table = UnsafeMutablePointer<roost_state>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_state(
        size: UInt32(MemoryLayout<roost_state>.size), revision: 1, get: get, scan: scan, commit: commit))
    return unsafe UnsafePointer(table)
  }()

  private typealias Question =
    @convention(c) (UInt64, UInt64, roost_bytes, roost_answered?, UnsafeMutableRawPointer?) -> Int32

  private static let get: Question = { unsafe ask(STATE_GET, $0, $1, $2, $3, $4) }
  private static let scan: Question = { unsafe ask(STATE_SCAN, $0, $1, $2, $3, $4) }
  private static let commit: Question = { unsafe ask(STATE_COMMIT, $0, $1, $2, $3, $4) }

  private static func ask(
    _ method: Int32, _ plugin: UInt64, _ loop: UInt64, _ block: roost_bytes, _ function: roost_answered?,
    _ context: UnsafeMutableRawPointer?
  ) -> Int32 {
    guard let function = unsafe function else { return ROOST_INVALID }
    guard plugin == Worker.shared.start.plugin, let loop = Worker.shared.loop(loop) else {
      return ROOST_STALE
    }
    return unsafe Worker.shared.questions.ask(
      SERVICE_STATE, method, block.buffer, on: loop, function, context)
  }
}
