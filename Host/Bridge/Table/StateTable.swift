import CRoost
import FrameLayout
import HostLoader
import HostRouter
import NIOCore

/// `roost.state/1`.
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
    guard let answered = unsafe AnswerCallback(function, context) else { return ROOST_INVALID }
    guard let generation = Generations.shared.find(plugin), let desk = generation.state,
      let (index, loop) = generation.loop(loop)
    else { return ROOST_STALE }
    let size = unsafe Int(clamping: block.size)
    return unsafe desk.ask(UInt32(method), block.buffer) { code, bytes in
      loop.execute {
        generation.run(loop: index) { answered(code, bytes) }
        desk.taken(UInt32(method), size: size)
      }
    }
  }
}

/// What a plugin wants called with the answer to a question.
@safe struct AnswerCallback: @unchecked Sendable {
  private let function: roost_answered
  private let context: UnsafeMutableRawPointer?

  init?(_ function: roost_answered?, _ context: UnsafeMutableRawPointer?) {
    guard let function = unsafe function else { return nil }
    unsafe self.function = function
    unsafe self.context = context
  }

  func callAsFunction(_ code: Int32, _ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe function(context, code, roost_bytes($0)) }
  }
}
