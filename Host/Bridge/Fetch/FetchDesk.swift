import CRoost
import FrameLayout
import HostLoader
import HostOperations
import HostServices
import Synchronization

/// Sends the requests of one generation, to where it is granted at the moment.
final class FetchDesk: Sendable {
  /// Told the code, and the block or message, once and on any thread.
  typealias Answer = @Sendable (Int32, [UInt8]) -> Void

  private struct State {
    var scope: FetchScope
    var budget = CallBudget(calls: Int(ROOST_FETCH_CALLS_MAX), bytes: 256 << 20)
    var streams: [UInt64: FetchStream] = [:]
    var opening = 0
    var next: UInt64 = 1
    var hasEnded = false
  }

  private let fetcher: Fetcher
  private let state: Mutex<State>

  init(_ fetcher: Fetcher, grants: [Grant]) {
    self.fetcher = fetcher
    state = Mutex(State(scope: FetchScope(grants)))
  }

  /// Where it may send to.
  var scope: FetchScope { state.withLock { $0.scope } }

  /// Takes away what is not among some grants. Nothing gives it back to this generation.
  func restrict(to grants: [Grant]) {
    let scope = FetchScope(grants)
    state.withLock { $0.scope = $0.scope.restricted(to: scope) }
  }

  /// Whether a request that is an effect may be sent now.
  ///
  /// - Throws: why not.
  func check(_ request: [UInt8]) throws(FetchFailure) {
    try scope.check(FetchBlock.request(ofEffect: request).request.url)
  }

  /// Closes the streams that are left.
  func end() {
    let streams = state.withLock { state in
      state.hasEnded = true
      defer { state.streams = [:] }
      return Array(state.streams.values)
    }
    for stream in streams { stream.close() }
  }

  /// Takes a question by its number in `frames.h`.
  ///
  /// - Returns: `ROOST_DONE` when there will be an answer, else why there will be none.
  func ask(_ method: UInt32, _ block: UnsafeRawBufferPointer, _ answer: @escaping Answer) -> Int32 {
    guard block.count <= Int(ROOST_FETCH_REQUEST_MAX) else { return ROOST_INVALID }
    do throws(FetchFailure) {
      switch Int32(bitPattern: method) {
      case FETCH_SEND: send(unsafe try FetchBlock.request(block).request, block.count, answer)
      case FETCH_OPEN: open(unsafe try FetchBlock.request(block, isStream: true).request, block.count, answer)
      case FETCH_READ, FETCH_CLOSE:
        guard block.count == 8 else { throw FetchFailure(.invalid, "a stream is named by eight bytes") }
        let name = unsafe block.loadUnaligned(as: UInt64.self)
        if Int32(bitPattern: method) == FETCH_READ { read(name, answer) } else { close(name, answer) }
      default: throw FetchFailure(.invalid, "it is no question of this version")
      }
    } catch {
      answer(ROOST_INVALID, Self.message(error))
    }
    return ROOST_DONE
  }

  private static func message(_ failure: FetchFailure) -> [UInt8] {
    Array(failure.description.utf8.prefix(1024))
  }

  /// Makes room for a call that may take so many bytes, or answers that there is none.
  private func admit(_ size: Int, _ answer: @escaping Answer) -> Answer? {
    guard state.withLock({ !$0.hasEnded && $0.budget.take(size) }) else {
      answer(ROOST_BUSY, Array("too many requests wait for their answers".utf8))
      return nil
    }
    return { code, bytes in
      self.state.withLock { $0.budget.giveBack(size) }
      answer(code, bytes)
    }
  }

  private func send(_ request: FetchRequest, _ size: Int, _ answer: @escaping Answer) {
    guard let end = admit(size + request.answerLimit, answer) else { return }
    fetcher.send(request, within: scope) { result in
      switch result {
      case .success(let response): end(ROOST_DONE, FetchBlock.answer(response))
      case .failure(let failure): end(failure.code(isRepeatable: request.isRepeatable), Self.message(failure))
      }
    }
  }

  // MARK: Streams

  private func open(_ request: FetchRequest, _ size: Int, _ answer: @escaping Answer) {
    guard let end = admit(size, answer) else { return }
    let name: UInt64? = state.withLock { state in
      guard state.streams.count + state.opening < Int(ROOST_FETCH_STREAMS_MAX) else { return nil }
      state.opening += 1
      defer { state.next += 1 }
      return state.next
    }
    guard let name else {
      return end(ROOST_BUSY, Array("\(ROOST_FETCH_STREAMS_MAX) streams are open — hint: close one".utf8))
    }
    let head = Mutex<Result<FetchResponse, FetchFailure>?>(nil)
    let isKept = Mutex(false)
    /// Answers when both are there: the head, and the stream in its place.
    @Sendable func tell(_ isKeptNow: Bool, _ headNow: Result<FetchResponse, FetchFailure>?) {
      let ready: Result<FetchResponse, FetchFailure>? = head.withLock { head in
        isKept.withLock { isKept in
          if isKeptNow { isKept = true }
          if let headNow { head = headNow }
          return isKept ? head : nil
        }
      }
      switch ready {
      case nil: break
      case .success(let response)?: end(ROOST_DONE, FetchBlock.answer(response, stream: name))
      case .failure(let failure)?:
        _ = state.withLock { $0.streams.removeValue(forKey: name) }
        end(failure.code(isRepeatable: request.isRepeatable), Self.message(failure))
      }
    }
    let stream = fetcher.stream(request, within: scope) { tell(false, $0) }
    let hasEnded = state.withLock { state in
      state.opening -= 1
      if !state.hasEnded { state.streams[name] = stream }
      return state.hasEnded
    }
    if hasEnded { stream.close() }
    tell(true, nil)
  }

  private func read(_ name: UInt64, _ answer: @escaping Answer) {
    guard let end = admit(Int(ROOST_FETCH_PIECE_MAX), answer) else { return }
    let stale = Array("the stream is not open, or is being read from".utf8)
    guard let stream = state.withLock({ $0.streams[name] }) else { return end(ROOST_STALE, stale) }
    let isTaken = stream.read(most: Int(ROOST_FETCH_PIECE_MAX)) { result in
      switch result {
      case .success(let piece):
        if piece.isEmpty { _ = self.state.withLock { $0.streams.removeValue(forKey: name) } }
        end(ROOST_DONE, piece)
      case .failure(let failure):
        _ = self.state.withLock { $0.streams.removeValue(forKey: name) }
        end(failure.code(isRepeatable: false), Self.message(failure))
      }
    }
    if !isTaken { end(ROOST_STALE, stale) }
  }

  private func close(_ name: UInt64, _ answer: Answer) {
    guard let stream = state.withLock({ $0.streams.removeValue(forKey: name) }) else {
      return answer(ROOST_STALE, Array("the stream is not open".utf8))
    }
    stream.close()
    answer(ROOST_DONE, [])
  }
}
