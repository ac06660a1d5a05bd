import CRoost
import FrameLayout
import HostLoader

/// `roost.fetch/1` in a worker.
enum FetchTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_fetch> = {
    let table = UnsafeMutablePointer<roost_fetch>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_fetch(
        size: UInt32(MemoryLayout<roost_fetch>.size), revision: 1, send: send, open: open, read: read,
        close: close))
    return unsafe UnsafePointer(table)
  }()

  private typealias Question =
    @convention(c) (UInt64, UInt64, roost_bytes, roost_answered?, UnsafeMutableRawPointer?) -> Int32

  private static let send: Question = { unsafe ask(FETCH_SEND, $0, $1, $2, $3, $4) }
  private static let open: Question = { unsafe ask(FETCH_OPEN, $0, $1, $2, $3, $4) }
  private static let read: Question = { unsafe ask(FETCH_READ, $0, $1, $2, $3, $4) }
  private static let close: Question = { unsafe ask(FETCH_CLOSE, $0, $1, $2, $3, $4) }

  private static func ask(
    _ method: Int32, _ plugin: UInt64, _ loop: UInt64, _ block: roost_bytes, _ function: roost_answered?,
    _ context: UnsafeMutableRawPointer?
  ) -> Int32 {
    guard let function = unsafe function else { return ROOST_INVALID }
    guard plugin == Worker.shared.start.plugin, let loop = Worker.shared.loop(loop) else {
      return ROOST_STALE
    }
    return unsafe Worker.shared.questions.ask(
      SERVICE_FETCH, method, block.buffer, on: loop, function, context)
  }
}
