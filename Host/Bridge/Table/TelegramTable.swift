import CRoost
import FrameLayout
import HostLoader
import HostRouter
import NIOCore

/// `roost.telegram/1`.
enum TelegramTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_telegram> = {
    let table = UnsafeMutablePointer<roost_telegram>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_telegram(
        size: UInt32(MemoryLayout<roost_telegram>.size), revision: 1,
        call: { unsafe ask(TELEGRAM_CALL, $0, $1, $2, $3, $4) },
        bots: { unsafe ask(TELEGRAM_BOTS, $0, $1, roost_bytes(), $2, $3) },
        download: { unsafe ask(TELEGRAM_DOWNLOAD, $0, $1, $2, $3, $4) }))
    return unsafe UnsafePointer(table)
  }()

  private static func ask(
    _ method: Int32, _ plugin: UInt64, _ loop: UInt64, _ block: roost_bytes, _ function: roost_answered?,
    _ context: UnsafeMutableRawPointer?
  ) -> Int32 {
    guard let answered = unsafe AnswerCallback(function, context) else { return ROOST_INVALID }
    guard let generation = Generations.shared.find(plugin), let desk = generation.telegram,
      let (index, loop) = generation.loop(loop)
    else { return ROOST_STALE }
    return unsafe desk.ask(UInt32(method), block.buffer) { code, bytes in
      loop.execute { generation.run(loop: index) { answered(code, bytes) } }
    }
  }
}
