import CHostSystem
import CRoost
import FrameLayout
import Glibc
import HostFrames
import HostLoader
import Synchronization
import Testing

@testable import HostWorker

/// A worker whose host a test plays, at the other ends of its sockets and without a process. Its threads are the
/// test's.
final class ScriptedHost {
  /// A frame of the worker's.
  struct Heard: Equatable {
    let kind: Int32
    let id: UInt64
    var payload: [UInt8] = []
  }

  /// A pair of sockets.
  struct Line: ~Copyable {
    let host: Int32
    let worker: Int32

    init() throws {
      var ends: [Int32] = [-1, -1]
      try #require(unsafe csystem_socket_pair(&ends) == 0)
      (host, worker) = (ends[0], ends[1])
      var limit = timeval(tv_sec: 60, tv_usec: 0)
      for end in ends {
        // A test that waits for what never comes fails, and does not hang.
        unsafe setsockopt(end, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
      }
    }

    deinit {
      close(host)
      close(worker)
    }

    /// Says bytes, as many as the socket takes at a time.
    func say(_ bytes: some Collection<UInt8>) {
      let bytes = Array(bytes)
      guard !bytes.isEmpty else { return }
      let sent = unsafe bytes.withUnsafeBytes {
        unsafe send(host, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      #expect(sent == bytes.count)
    }

    /// Says nothing more.
    func hangUp() { shutdown(host, Int32(SHUT_WR)) }

    /// What the worker has said since.
    func heard() throws -> [Heard] {
      var bytes = [UInt8](repeating: 0, count: 1 << 20)
      let count = unsafe bytes.withUnsafeMutableBytes {
        unsafe recv(host, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
      }
      return try unsafe bytes.prefix(max(0, count)).withUnsafeBytes { bytes in
        var (frames, offset): ([Heard], Int) = ([], 0)
        while let frame = unsafe try Frame(UnsafeRawBufferPointer(rebasing: bytes[offset...])) {
          unsafe frames.append(
            Heard(kind: Int32(frame.head.kind), id: frame.head.id, payload: Array(frame.payload)))
          offset += frame.stride
        }
        #expect(offset == bytes.count, "part of a frame")
        return frames
      }
    }

    /// Whether there is something for the worker to read.
    var isWaiting: Bool {
      var entry = pollfd(fd: worker, events: Int16(POLLIN), revents: 0)
      return unsafe poll(&entry, 1, 0) > 0
    }
  }

  static let handle: UInt64 = 7

  let control: Line
  let calls: Line
  let handover: Line
  let loop: Line
  let worker: Worker
  private var controlInput: Input
  private var loopInput: Input

  /// A worker that has loaded ``TestPlugin``, unless it is to have none, and registered its handler.
  init(loads: Bool = true) throws {
    control = try Line()
    calls = try Line()
    handover = try Line()
    loop = try Line()
    var bytes = FrameTests.Bytes()
    bytes.frame(
      FRAME_START, 0,
      frame_start(
        version: FRAMES_VERSION, loops: 1, plugin: Self.handle, memory: 0, file_size: 0, descriptors: 64,
        flags: ~WORKER_WAITS,
        landlock: 0, path_size: 0, data_size: 0, readable_size: 0))
    let said = try unsafe bytes.bytes.withUnsafeBytes { try unsafe Frame($0).flatMap { Start($0) } }
    let start = try #require(said)
    worker = Worker(
      start,
      WorkerSockets(
        control: control.worker, calls: calls.worker, handover: handover.worker, loops: [loop.worker]))
    controlInput = Input(control.worker)
    loopInput = Input(loop.worker)
    TestPlugin.notes.withLock { $0 = [] }
    if loads {
      worker.take(
        unsafe try LoadedPlugin(entry: TestPlugin.entry, table: CoreTable.table, handle: Self.handle))
      _ = unsafe worker.register(PluginFunction(TestPlugin.handler, user: nil))
    }
  }

  /// The bytes of frames.
  static func frames(_ write: (inout FrameTests.Bytes) -> Void) -> [UInt8] {
    var output = FrameTests.Bytes()
    write(&output)
    return output.bytes
  }

  /// Says frames on control, which the worker takes; false when it has nobody to hear any more.
  @discardableResult
  func onControl(_ write: (inout FrameTests.Bytes) -> Void) throws -> Bool {
    control.say(Self.frames(write))
    var goesOn = true
    while goesOn, control.isWaiting {
      var end = false
      goesOn = try controlInput.receive { frame throws(FrameError) in
        if try !worker.handle(frame) { end = true }
      }
      if end { return false }
    }
    return goesOn
  }

  /// Says frames on the loop's channel, which the worker takes; false when it has nobody to hear any more.
  @discardableResult
  func onLoop(_ write: (inout FrameTests.Bytes) -> Void) throws -> Bool {
    try onLoop(bytes: Self.frames(write))
  }

  /// Says bytes on the loop's channel, in pieces.
  @discardableResult
  func onLoop(bytes: [UInt8], pieces: Int = 32 << 10) throws -> Bool {
    var rest = bytes[...]
    while let piece = Optional(rest.prefix(pieces)), !piece.isEmpty {
      loop.say(piece)
      rest = rest.dropFirst(pieces)
      guard try turns() else { return false }
    }
    return true
  }

  /// The loop's thread does what there is to do.
  func turns() throws -> Bool {
    while loop.isWaiting {
      guard try worker.loops[0].turn(&loopInput) else { return false }
    }
    return true
  }

  /// The loop's thread runs what was posted.
  func turn() throws { _ = try worker.loops[0].turn(&loopInput) }

  /// An event for the plugin, whose body says what it does with it.
  func deliver(_ body: String, _ ticket: UInt64, handler: UInt32 = 0) throws {
    try onLoop { Self.event(body, ticket, handler: handler, to: &$0) }
  }

  /// Writes an event.
  static func event(_ body: String, _ ticket: UInt64, handler: UInt32 = 0, to output: inout FrameTests.Bytes)
  {
    let (block, body): ([UInt8], [UInt8]) = (Array("12345678".utf8), Array(body.utf8))
    let part = frame_event(
      handler: handler, kind: UInt32(ROOST_EVENT_HTTP), deadline_ns: 99, block_size: UInt64(block.count),
      body_size: UInt64(body.count))
    unsafe block.withUnsafeBytes { block in
      unsafe body.withUnsafeBytes { body in unsafe output.frame(FRAME_EVENT, ticket, part, block, body) }
    }
  }
}
