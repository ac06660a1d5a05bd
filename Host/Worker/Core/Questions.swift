import CRoost
import FrameLayout
import HostFrames
import HostLoader
import Synchronization

/// Questions of the plugin that the host answers in its own time, on the loop they were asked for.
final class Questions: Sendable {
  /// What is called with the answer.
  @safe private struct Asked: @unchecked Sendable {
    private let function: roost_answered
    private let context: UnsafeMutableRawPointer?
    fileprivate let size: Int
    /// What it weighs as a read; nil when it is none.
    fileprivate let weight: Int?

    fileprivate init(
      _ function: @escaping roost_answered, _ context: UnsafeMutableRawPointer?, size: Int, weight: Int?
    ) {
      unsafe self.function = function
      unsafe self.context = context
      self.size = size
      self.weight = weight
    }

    func callAsFunction(_ code: Int32, _ bytes: UnsafeRawBufferPointer) {
      unsafe function(
        context, code,
        roost_bytes(data: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), size: UInt64(bytes.count)))
    }
  }

  private struct State: ~Copyable {
    var next: UInt64 = 1
    var waiting: [UInt64: Asked] = [:]
    var budget = CallBudget(calls: Int(ROOST_STATE_CALLS_MAX), bytes: Int(ROOST_STATE_CALLS_BYTES))
  }
  private let state = Mutex(State())
  private let reads = ReadTurns()

  /// Sends a call to a service: its head, the name and the question.
  ///
  /// - Returns: as ``ask(_:_:_:on:_:_:)``.
  func call(
    _ head: frame_service_call, _ name: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer,
    on loop: LoopThread, _ function: @escaping roost_answered, _ context: UnsafeMutableRawPointer?
  ) -> Int32 {
    let asked = unsafe Asked(function, context, size: name.count + body.count, weight: nil)
    guard let id = number(asked) else { return ROOST_BUSY }
    let part = ServiceQuestion(
      ask: frame_ask(service: UInt32(SERVICE_CALLS), method: UInt32(CALLS_CALL)), call: head)
    loop.output.send { unsafe $0.frame(FRAME_ASK, id, part, name, body) }
    return ROOST_DONE
  }

  /// The fixed parts of a question that is a call.
  private struct ServiceQuestion: BitwiseCopyable {
    let ask: frame_ask
    let call: frame_service_call
  }

  private func number(_ asked: Asked) -> UInt64? {
    state.withLock { state in
      guard state.budget.take(asked.size) else { return nil }
      defer { state.next += 1 }
      state.waiting[state.next] = asked
      return state.next
    }
  }

  /// Sends a question; one that reads, when its turn has come.
  ///
  /// - Returns: `ROOST_DONE` when there will be an answer, else why there will be none.
  func ask(
    _ service: Int32, _ method: Int32, _ block: UnsafeRawBufferPointer, on loop: LoopThread,
    _ function: @escaping roost_answered, _ context: UnsafeMutableRawPointer?
  ) -> Int32 {
    let size = block.count
    guard size <= Int(ROOST_STATE_COMMIT_BYTES) else { return ROOST_INVALID }
    let weight = Self.weight(service, method, size)
    let asked = unsafe Asked(function, context, size: size, weight: weight)
    guard let id = number(asked) else { return ROOST_BUSY }
    let ask = frame_ask(service: UInt32(service), method: UInt32(method))
    guard let weight else {
      loop.output.send { unsafe $0.frame(FRAME_ASK, id, ask, block) }
      return ROOST_DONE
    }
    let kept = unsafe Array(block)
    reads.begin(weight) {
      loop.output.send { output in
        unsafe kept.withUnsafeBytes { unsafe output.frame(FRAME_ASK, id, ask, $0) }
      }
    }
    return ROOST_DONE
  }

  /// Gives an answer to whom it is for; false when it was not asked for.
  func answered(_ id: UInt64, _ code: Int32, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let asked: Asked? = state.withLock { state in
      guard let asked = state.waiting.removeValue(forKey: id) else { return nil }
      state.budget.giveBack(asked.size)
      return asked
    }
    guard let asked else { return false }
    unsafe asked(code, bytes)
    if let weight = asked.weight { reads.end(weight) }
    return true
  }

  /// What a question weighs as a read, as the host reckons; nil when it is none.
  private static func weight(_ service: Int32, _ method: Int32, _ size: Int) -> Int? {
    switch service {
    case SERVICE_STATE where method == STATE_GET: ReadTurns.weight(ofKeys: size)
    case SERVICE_STATE where method != STATE_COMMIT: ReadTurns.page
    case SERVICE_FILES where method == FILES_READ || method == FILES_LIST: ReadTurns.page
    default: nil
    }
  }
}
