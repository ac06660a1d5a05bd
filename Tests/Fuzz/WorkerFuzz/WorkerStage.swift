internal import CHostSystem
internal import CWorkerSystem
internal import FrameLayout
internal import Glibc
internal import HostFrames
internal import HostLoader
@testable internal import HostWorker
internal import Synchronization

/// A worker whose host is the input. It is the process's, as a worker is.
final class WorkerStage {
  nonisolated(unsafe) static let shared = WorkerStage()

  private let worker: Worker
  private let control: (host: Int32, worker: Int32)
  private let handover: (host: Int32, worker: Int32)
  private let loop: (host: Int32, worker: Int32)

  private init() {
    (control, handover, loop) = (Self.pair(), Self.pair(), Self.pair())
    let calls = Self.pair()
    let start = frame_start(
      version: FRAMES_VERSION, loops: 1, plugin: FuzzPlugin.handle, memory: 0, file_size: 0, descriptors: 64,
      flags: 0,
      landlock: 0, path_size: 0, data_size: 0, readable_size: 0)
    var output = OutputBytes()
    output.frame(FRAME_START, 0, start)
    let said = unsafe output.bytes.withUnsafeBytes {
      unsafe (try? Frame($0)).flatMap { $0 }.flatMap { Start($0) }
    }
    guard let said else { fatalError("no start") }
    worker = Worker(
      said,
      WorkerSockets(
        control: control.worker, calls: calls.worker, handover: handover.worker, loops: [loop.worker]))
    do {
      worker.take(
        unsafe try LoadedPlugin(entry: FuzzPlugin.entry, table: CoreTable.table, handle: FuzzPlugin.handle))
    } catch {
      fatalError("\(error)")
    }
    let handlers = unsafe FuzzPlugin.handlers.map { unsafe PluginFunction($0, user: nil) }
    for handler in handlers { _ = worker.register(handler) }
    // A body that does not come is waited for; here it never does.
    _ = fcntl(handover.worker, F_SETFL, O_NONBLOCK)
    Listener.listen(to: control.host, [FRAME_RETURNED, FRAME_COMPLETE, FRAME_FAIL, FRAME_STALE])
    Listener.listen(
      to: loop.host,
      [
        FRAME_COMPLETE, FRAME_FAIL, FRAME_RESPOND, FRAME_OPEN, FRAME_WRITE, FRAME_CLOSE, FRAME_READ,
        FRAME_WATCH, FRAME_PONG, FRAME_ASK,
      ])
  }

  private static func pair() -> (host: Int32, worker: Int32) {
    var ends: [Int32] = [-1, -1]
    guard unsafe csystem_socket_pair(&ends) == 0 else { fatalError("no sockets") }
    return (ends[0], ends[1])
  }

  // MARK: What the host says

  /// The first frame.
  func start(_ bytes: [UInt8]) {
    forEachFrame(bytes) { frame in
      guard let start = Start(frame) else { return }
      precondition((1...Int(WORKER_LOOPS_MAX)).contains(start.loops))
      let texts = [start.path, start.dataFolder] + start.readable
      let rest = unsafe frame.payload.count - MemoryLayout<frame_start>.size
      precondition(texts.reduce(0) { $0 + $1.unicodeScalars.count } <= rest)
    }
  }

  /// Steps of the plugin's life.
  func control(_ bytes: [UInt8], pieces: Int) {
    var input = Input(control.worker)
    speak(bytes, pieces: pieces, through: control) { () throws(FrameError) in
      var goesOn = true
      let isThere = try input.receive { frame throws(FrameError) in
        guard goesOn else { return }
        goesOn = try worker.handle(frame)
      }
      precondition(isThere)
      return goesOn
    }
    for ticket in FuzzPlugin.takeSteps() {
      let isOpen = worker.endStep(ticket)
      precondition(!worker.endStep(ticket))
      if isOpen { precondition(FuzzPlugin.complete(ticket) == -6) }
    }
  }

  /// Events, and what is said of them.
  func loop(_ bytes: [UInt8], pieces: Int) {
    sendBodies(bytes)
    var input = Input(loop.worker)
    let thread = worker.loops[0]
    speak(bytes, pieces: pieces, through: loop) { () throws(FrameError) in try thread.turn(&input) }
    dropBodies()
    for ticket in FuzzPlugin.takeEvents() {
      let isOpen = worker.events.with(ticket) { _ in true } ?? false
      precondition(FuzzPlugin.complete(ticket) == (isOpen ? 0 : -6), "a ticket is open that was completed")
      precondition(FuzzPlugin.complete(ticket) == -6)
      precondition(worker.events.remove(ticket) == nil)
    }
    // Of events that are gone nothing is told any more.
    unsafe thread.post(LoopThread.Callback({ _ in }, nil))
    _ = try? thread.turn(&input)
  }

  /// The answer to a call.
  func answer(_ bytes: [UInt8]) {
    let line = Self.pair()
    defer {
      close(line.host)
      close(line.worker)
    }
    send(bytes[...].prefix(4096), through: line.host)
    shutdown(line.host, Int32(SHUT_WR))
    do throws(FrameError) {
      let code = try Calls.answer(to: 1, from: line.worker)
      precondition((code == nil) == (bytes.count < 24))
    } catch {
      precondition(!error.description.isEmpty && bytes.count >= 24)
    }
  }

  // MARK: Bytes

  /// Says bytes in pieces and lets the worker take them, until it has enough of them.
  private func speak(
    _ bytes: [UInt8], pieces: Int, through line: (host: Int32, worker: Int32),
    _ take: () throws(FrameError) -> Bool
  ) {
    var rest = bytes[...]
    do throws(FrameError) {
      while !rest.isEmpty {
        let piece = rest.prefix(pieces == 0 ? 32 << 10 : pieces)
        rest = rest.dropFirst(piece.count)
        send(piece, through: line.host)
        while isWaiting(line.worker) {
          guard try take() else { return drain(line.worker) }
        }
      }
    } catch {
      precondition(!error.description.isEmpty)
      drain(line.worker)
    }
  }

  private func send(_ bytes: ArraySlice<UInt8>, through socket: Int32) {
    let sent = unsafe bytes.withUnsafeBytes { unsafe Glibc.send(socket, $0.baseAddress, $0.count, 0) }
    precondition(sent == bytes.count)
  }

  private func isWaiting(_ socket: Int32) -> Bool {
    var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&entry, 1, 0) > 0
  }

  /// What was said after the worker had enough is not for the next input.
  private func drain(_ socket: Int32) {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    while unsafe bytes.withUnsafeMutableBytes({
      unsafe recv(socket, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
    }) > 0 {}
  }

  /// Sends the bodies that events say come beside them, unless they are large.
  private func sendBodies(_ bytes: [UInt8]) {
    let body = [UInt8](repeating: 7, count: 4096)
    forEachFrame(bytes) { frame in
      var cursor = frame.cursor
      guard frame.head.kind == FRAME_EVENT_DETACHED, let event = cursor.take(frame_event.self) else { return }
      let size = Int(min(event.body_size, UInt64(body.count)))
      _ = unsafe body.withUnsafeBytes {
        unsafe handover_send_body(handover.host, frame.head.id, $0.baseAddress, size)
      }
    }
  }

  private func dropBodies() {
    var ticket: UInt64 = 0
    while case let memory = unsafe worker_take_body(handover.worker, &ticket), memory >= 0 {
      close(memory)
    }
  }

  private func forEachFrame(_ bytes: [UInt8], _ use: (Frame) -> Void) {
    unsafe bytes.withUnsafeBytes { bytes in
      var offset = 0
      while let frame = unsafe try? Frame(
        UnsafeRawBufferPointer(rebasing: bytes[min(offset, bytes.count)...]))
      {
        use(frame)
        offset += frame.stride
      }
    }
  }
}

/// Bytes of frames.
struct OutputBytes: FrameOutput {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ size: Int, _ fill: (UnsafeMutableRawPointer) -> Void) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)
    unsafe fill(memory)
    unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: memory, count: size))
    unsafe memory.deallocate()
  }
}

/// Reads what the worker says, which waits for it: frames, of kinds that are the worker's.
private final class Listener: Sendable {
  private let socket: Int32
  private let kinds: [Int32]

  private init(_ socket: Int32, _ kinds: [Int32]) {
    self.socket = socket
    self.kinds = kinds
  }

  static func listen(to socket: Int32, _ kinds: [Int32]) {
    let listener = unsafe Unmanaged.passRetained(Listener(socket, kinds)).toOpaque()
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread, nil,
      { argument in
        if let argument = unsafe argument {
          unsafe Unmanaged<Listener>.fromOpaque(argument).takeRetainedValue().read()
        }
        return nil
      }, listener)
    precondition(code == 0)
  }

  private func read() {
    var input = Input(socket)
    do throws(FrameError) {
      while try input.receive({ frame throws(FrameError) in
        precondition(kinds.contains(Int32(bitPattern: frame.head.kind)), "the worker said \(frame.head.kind)")
      }) {}
    } catch {
      fatalError("the worker broke the protocol: \(error)")
    }
  }
}
