import CHostSystem
import FrameLayout
import Glibc
import HostOperations
import Synchronization

/// The pipes and sockets between host and worker, made before the worker and shared out after.
final class WorkerEnds: Sendable {
  private struct Pair { var host: Int32; var worker: Int32 }
  private struct State: ~Copyable {
    var null: Int32 = -1
    var output = Pair(host: -1, worker: -1)
    var crash = Pair(host: -1, worker: -1)
    /// Control, calls, hand-over, then one for each loop.
    var sockets: [Pair] = []
  }
  private let state = Mutex(State())

  /// Makes them all, or none.
  init(loops: Int) throws(SystemFailure) {
    var made = State()
    made.null = unsafe Glibc.open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { state.withLock { swap(&$0, &made) } }
    guard made.null >= 0 else { throw SystemFailure("open", "/dev/null") }
    made.output = unsafe try Self.pair("pipe") { unsafe csystem_pipe($0) }
    made.crash = unsafe try Self.pair("pipe") { unsafe csystem_report_pipe($0) }
    for _ in 0..<loops + 3 {
      made.sockets.append(unsafe try Self.pair("socketpair") { unsafe csystem_socket_pair($0) })
    }
  }

  /// The worker's, in the order of `frames.h`.
  func forWorker() -> [CInt] {
    state.withLock { state in
      let sockets = state.sockets.map(\.worker)
      return [state.null, state.output.worker, state.output.worker, sockets[0], sockets[1], sockets[2]]
        + [state.crash.worker] + sockets.dropFirst(3)
    }
  }

  /// Closes the worker's ends, which it has by now: when it ends, its host's ends tell.
  func closeWorkers() {
    state.withLock { state in
      Self.close(&state.null)
      Self.close(&state.output.worker)
      Self.close(&state.crash.worker)
      for index in state.sockets.indices { Self.close(&state.sockets[index].worker) }
    }
  }

  private static func close(_ number: inout Int32) {
    if number >= 0 { Glibc.close(take(&number)) }
  }

  /// The end that says what it prints.
  func takeOutput() -> Descriptor { Descriptor(owning: state.withLock { take(&$0.output.host) }) }

  /// The end that says how it crashed.
  func takeCrash() -> Descriptor { Descriptor(owning: state.withLock { take(&$0.crash.host) }) }

  /// The end that gives descriptors.
  func takeHandover() -> Descriptor { Descriptor(owning: state.withLock { take(&$0.sockets[2].host) }) }

  /// Another descriptor of that end.
  func copyHandover() throws(SystemFailure) -> Descriptor {
    let number = state.withLock { fcntl($0.sockets[2].host, F_DUPFD_CLOEXEC, 0) }
    guard number >= 0 else { throw SystemFailure("fcntl", "a worker") }
    return Descriptor(owning: number)
  }

  /// Control, calls, then one for each loop.
  func takeSockets() -> [CInt] {
    state.withLock { state in
      state.sockets.indices.filter { $0 != 2 }.map { take(&state.sockets[$0].host) }
    }
  }

  private static func pair(_ call: String, _ make: (UnsafeMutablePointer<Int32>) -> Int32)
    throws(SystemFailure) -> Pair
  {
    var ends: [Int32] = [-1, -1]
    let code = unsafe ends.withUnsafeMutableBufferPointer { unsafe make($0.baseAddress!) }
    guard code == 0 else { throw SystemFailure(call, "a worker") }
    return Pair(host: ends[0], worker: ends[1])
  }

  deinit {
    state.withLock { state in
      let pairs = [state.output, state.crash] + state.sockets
      for number in [state.null] + pairs.flatMap({ [$0.host, $0.worker] }) where number >= 0 {
        Glibc.close(number)
      }
    }
  }
}

private func take(_ number: inout Int32) -> Int32 {
  defer { number = -1 }
  return number
}
