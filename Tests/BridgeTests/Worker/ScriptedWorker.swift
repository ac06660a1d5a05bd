import CRoost
import FrameLayout
import Glibc
import HostFakes
import HostFrames
import HostLoader
import HostOperations
import HostRouter
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import HostBridge

/// A worker that a test plays, at the other ends of the host's sockets and without a process.
final class ScriptedWorker: Sendable {
  /// A frame of the host's.
  struct Heard: Equatable {
    let kind: Int32
    let id: UInt64
    let payload: [UInt8]
  }

  let generation: Generation
  let loops: [any EventLoop]
  /// Until the worker has left.
  private let held = Mutex<WorkerConversation?>(nil)
  private let ends: WorkerEnds
  private let numbers: [CInt]
  /// Opened when the host ends the worker.
  private let lost = Latch()
  private let losses: Counts

  /// How often the host ended it, and told that it was lost.
  final class Counts: Sendable {
    let ended = Atomic<Int>(0)
    let told = Atomic<Int>(0)
  }

  /// A worker that the host has greeted, unless it is not to be opened yet.
  init(
    patience: TimeAmount = .hours(1), grace: TimeAmount = .hours(1), isOpen: Bool = true
  ) throws {
    let threads = Array(MultiThreadedEventLoopGroup.singleton.makeIterator().prefix(2))
    loops = [threads[0], threads[threads.count - 1]]
    generation = try FakePlugin("demo", on: try FakeHost(loops)).generation
    let ends = try WorkerEnds(loops: loops.count)
    self.ends = ends
    let numbers = ends.forWorker()
    self.numbers = numbers
    let (counts, lost) = (Counts(), lost)
    losses = counts
    var spec = WorkerSpec(program: "/none/worker", library: "/none/demo.so") { _ in
      counts.told.add(1, ordering: .relaxed)
    } died: { _, _ in
    }
    (spec.patience, spec.grace) = (patience, grace)
    let sockets = numbers[3...].filter { $0 != numbers[6] }
    let conversation = WorkerConversation(spec, for: generation, bodies: try ends.copyHandover()) {
      counts.ended.add(1, ordering: .relaxed)
      // What the kernel does for a process that is killed.
      for socket in sockets { shutdown(socket, Int32(SHUT_WR)) }
      lost.open()
    }
    held.withLock { $0 = conversation }
    for socket in sockets {
      // A test that waits for what never comes fails, and does not hang.
      var limit = timeval(tv_sec: 60, tv_usec: 0)
      unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
    guard isOpen else { return }
    try open()
    #expect(hear(WORKER_CONTROL)?.kind == FRAME_START)
  }

  /// What the host has of it.
  var conversation: WorkerConversation {
    guard let conversation = held.withLock({ $0 }) else { preconditionFailure("the worker has left") }
    return conversation
  }

  /// Does something on a loop of the host.
  func onLoop<Result: Sendable>(
    _ loop: Int = 0, _ work: @escaping @Sendable (WorkerConversation) throws -> Result
  ) async throws -> Result {
    try await loops[loop].submit { try work(self.conversation) }.get()
  }

  /// The host takes over its ends of the sockets.
  func open() throws { try conversation.open(ends.takeSockets()) }

  /// A worker that has loaded its plugin.
  static func loaded(patience: TimeAmount = .hours(1), grace: TimeAmount = .hours(1)) async throws
    -> ScriptedWorker
  {
    let worker = try ScriptedWorker(patience: patience, grace: grace)
    worker.say(WORKER_CONTROL) { $0.frame(FRAME_LOADED, 0) }
    try await worker.conversation.loaded(within: .seconds(60))
    return worker
  }

  // MARK: What the worker says and hears

  /// The socket of a number of `frames.h`.
  func socket(_ number: Int32) -> CInt { numbers[Int(number)] }

  /// Says frames through a socket.
  func say(_ number: Int32, _ write: (inout FrameBuffer) -> Void) {
    var output = FrameBuffer()
    write(&output)
    say(number, bytes: Array(output.bytes.readableBytesView))
  }

  /// Says bytes, which may be no frames, as long as the host listens.
  func say(_ number: Int32, bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let now = unsafe bytes[sent...].withUnsafeBytes {
        unsafe send(socket(number), $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard now > 0 else { return }
      sent += now
    }
  }

  /// Says nothing more.
  func hangUp(_ number: Int32) { shutdown(socket(number), Int32(SHUT_WR)) }

  /// The host's next frame; nil when the host has closed the socket.
  func hear(_ number: Int32) -> Heard? {
    guard let head = read(number, MemoryLayout<frame_head>.size) else { return nil }
    let (size, kind, id) = unsafe head.withUnsafeBytes {
      let head = unsafe $0.loadUnaligned(as: frame_head.self)
      return (Int(head.size), Int32(head.kind), head.id)
    }
    guard let rest = read(number, Frame.padded(size) - head.count) else { return nil }
    return Heard(kind: kind, id: id, payload: Array(rest.prefix(size - head.count)))
  }

  private func read(_ number: Int32, _ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let now = unsafe bytes.withUnsafeMutableBytes {
        unsafe recv(socket(number), $0.baseAddress! + done, count - done, 0)
      }
      guard now > 0 else {
        #expect(now == 0 || errno == ECONNRESET, "the host said nothing for a minute")
        return nil
      }
      done += now
    }
    return bytes
  }

  // MARK: What the host does

  /// The host delivers an event to handler 7; what becomes of it.
  func deliver(_ body: [UInt8] = [], loop: Int = 0, owner: RecordingOwner? = nil) async throws
    -> RecordingOwner
  {
    let owner = owner ?? RecordingOwner(generation, loop: loop)
    let ticket = try #require(Tickets.shared.open(owner, lane: loop))
    owner.ticket.store(ticket, ordering: .relaxed)
    let code = try await onLoop(loop) { conversation in
      let block: [UInt8] = Array("12345678".utf8)
      return unsafe block.withUnsafeBytes { block in
        unsafe body.withUnsafeBytes { body in
          var event = unsafe roost_event(
            size: UInt32(MemoryLayout<roost_event>.size), kind: UInt32(ROOST_EVENT_HTTP),
            loop: UInt64(loop + 1), deadline_ns: 99, block_ticket: block.baseAddress,
            block_size: UInt64(block.count), body_ticket: roost_bytes(body))
          return unsafe conversation.deliver(&event, to: .remote(7), ticket: ticket)
        }
      }
    }
    #expect(code == ROOST_PENDING)
    return owner
  }

  /// The host takes a step; its ticket and how it ends.
  func take(_ step: LifecycleStep, _ bytes: [UInt8] = []) throws -> (ticket: UInt64, call: LifecycleCall) {
    let call = LifecycleCall(generation)
    let ticket = try #require(Tickets.shared.open(call, lane: Tickets.lifecycleShard))
    do {
      try conversation.perform(step, bytes: bytes, version: 3, ticket: ticket) {
        call.returned($0, ticket: ticket)
      }
    } catch {
      _ = Tickets.shared.close(ticket)
      throw error
    }
    return (ticket, call)
  }

  /// Waits until the host ends the worker, once; what it says of it.
  func loss() async throws -> WorkerConversation.Loss {
    #expect(await lost.wait(for: .seconds(60)))
    let loss = try #require(conversation.workerEnded())
    #expect(losses.ended.load(ordering: .relaxed) == 1 && losses.told.load(ordering: .relaxed) == 1)
    #expect(generation.isLost)
    return loss
  }

  /// Whether the host has ended it, which it has once.
  var wasEnded: Bool { losses.ended.load(ordering: .relaxed) == 1 }

  /// Whether the host still listens: it answers a call.
  func isHeard() -> Bool {
    say(WORKER_CALLS) { $0.frame(FRAME_FILES, 4711) }
    let answer = hear(WORKER_CALLS)
    return answer?.kind == FRAME_REPLY && answer?.id == 4711 && losses.ended.load(ordering: .relaxed) == 0
  }

  /// The worker ends, and nothing of it stays behind in the host.
  func leave() async {
    for number in [WORKER_CONTROL, WORKER_CALLS, WORKER_LOOPS, WORKER_LOOPS + 1] {
      hangUp(number)
      while hear(number) != nil {}
    }
    generation.end()
    #expect(Tickets.shared.owners(of: generation).isEmpty)
    weak let conversation = held.withLock { $0.take() }
    // The loops let go of their channels after these have closed.
    while conversation != nil { await Task.yield() }
  }
}

/// Keeps what a worker says of an event.
final class RecordingOwner: TicketOwner {
  let generation: Generation
  let channelLoop: Int?
  let ticket = Atomic<UInt64>(0)
  private let (notes, continuation) = AsyncStream.makeStream(of: String.self)
  private let cancel = Mutex<CancelCallback?>(nil)
  private let body = Mutex<BodyCallback?>(nil)
  private let writes: Int32

  /// - Parameter writes: the code for a piece of a stream.
  init(_ generation: Generation, loop: Int = 0, writes: Int32 = ROOST_DONE) {
    self.generation = generation
    channelLoop = loop
    self.writes = writes
  }

  var id: UInt64 { ticket.load(ordering: .relaxed) }

  /// What was said next; waits for it.
  func next() async -> String? {
    var iterator = notes.makeAsyncIterator()
    return await iterator.next()
  }

  func cancelEvent(_ reason: Int32) { cancel.withLock { $0 }?(reason) }
  func giveBody(_ piece: [UInt8], end: Int32) {
    unsafe piece.withUnsafeBytes { piece in unsafe body.withLock { $0 }?(piece, end: end) }
  }

  private func note(_ text: String) { continuation.yield(text) }
  private func text(_ bytes: UnsafeRawBufferPointer) -> String {
    unsafe String(decoding: bytes, as: UTF8.self)
  }

  func complete(_ result: UnsafeRawBufferPointer) { note("completed \(unsafe text(result))") }
  func fail(_ failure: PluginFailure) { note("failed \(failure.code) \(failure.message)") }
  func respond(_ answer: HTTPAnswer) {
    let fields = unsafe answer.fields.map {
      unsafe "\(text($0.name_borrowed.buffer))=\(text($0.value_borrowed.buffer))"
    }
    note("responded \(answer.status) \(fields.joined(separator: ",")) \(unsafe text(answer.body))")
  }
  func openStream(_ answer: HTTPAnswer) -> Int32 {
    note("opened \(answer.status) \(unsafe text(answer.body))")
    return writes
  }
  func writeStream(_ bytes: UnsafeRawBufferPointer, writable: PluginCallback?) -> Int32 {
    note("wrote \(unsafe text(bytes))")
    return writes
  }
  func closeStream() { note("closed") }
  func readBody(_ credit: UInt64, _ callback: BodyCallback) -> Int32 {
    body.withLock { $0 = callback }
    note("read \(credit)")
    return ROOST_DONE
  }
  func onCancel(_ callback: CancelCallback) -> Int32 {
    cancel.withLock { $0 = callback }
    note("watched")
    return ROOST_DONE
  }
  func workerLost() {
    if Tickets.shared.close(id) != nil { note("lost") }
  }
}
