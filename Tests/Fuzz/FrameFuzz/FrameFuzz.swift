internal import CRoost
internal import FrameLayout
@testable internal import HostBridge
internal import HostFakes
internal import HostFrames
internal import HostLoader
internal import HostRouter
@testable internal import HostWorker
internal import NIOCore
internal import NIOEmbedded

/// One input: a byte that names a channel, then what arrives on it, read as the host reads a worker and as a
/// worker reads the host. A frame with the id 1 gets a ticket that is open.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrames(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size > 1 else { return 0 }
  var bytes = unsafe Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  let stage = unsafe FrameStage.shared
  let ticket = stage.open()
  unsafe bytes.withUnsafeMutableBytes { raw in
    unsafe forEachFrame(UnsafeRawBufferPointer(raw)) { frame, offset in
      guard frame.head.id == 1 else { return }
      unsafe raw.storeBytes(of: ticket, toByteOffset: offset + 8, as: UInt64.self)
    }
  }
  unsafe bytes.withUnsafeBytes { raw in
    unsafe forEachFrame(raw) { frame, _ in unsafe stage.take(frame, channel: data[0] % 3) }
    unsafe forEachFrame(raw) { frame, _ in stage.takeAsWorker(frame) }
  }
  stage.settle(ticket)
  return 0
}

/// Cuts bytes into frames, as both ends do.
private func forEachFrame(_ bytes: UnsafeRawBufferPointer, _ use: (Frame, Int) -> Void) {
  var offset = 0
  while let frame = unsafe try? Frame(UnsafeRawBufferPointer(rebasing: bytes[min(offset, bytes.count)...])) {
    use(frame, offset)
    offset += frame.stride
  }
}

/// A generation whose worker is the input.
private final class FrameStage {
  nonisolated(unsafe) static let shared = FrameStage()

  private let loop = EmbeddedEventLoop()
  private let plugin: FakePlugin
  private let desk: WorkerDesk
  private let channel: WorkerChannel
  private let worker: LoopThread

  private init() {
    let host = try! FakeHost([loop])
    plugin = try! FakePlugin("fuzzed", on: host)
    desk = WorkerDesk(plugin.generation)
    channel = WorkerChannel(on: loop, index: 0)
    var start = [UInt8]()
    unsafe withUnsafeBytes(
      of: frame_start(
        version: FRAMES_VERSION, loops: 1, plugin: 1, memory: 0, descriptors: 64, flags: 0, landlock: 0,
        path_size: 1, data_size: 0, readable_size: 0)
    ) { start.append(contentsOf: unsafe Array($0)) }
    start.append(UInt8(ascii: "/"))
    var output = FrameBuffer()
    unsafe start.withUnsafeBytes { unsafe output.frame(FRAME_START, 0, $0) }
    let parsed = unsafe output.bytes.withUnsafeReadableBytes { unsafe Start(try! Frame($0)!) }
    worker = Worker(parsed!).loops[0]
  }

  /// A ticket that is open, as an event in the worker's hands has.
  func open() -> UInt64 { Tickets.shared.open(FuzzOwner(plugin.generation), lane: 0)! }

  /// As the host reads it.
  func take(_ frame: Frame, channel number: UInt8) {
    do throws(FrameError) {
      switch number {
      case 0: try desk.control(frame, on: channel)
      case 1: try desk.call(frame, on: channel)
      default: try desk.ticket(frame, on: channel)
      }
    } catch {
      precondition(!error.description.isEmpty)
    }
  }

  /// As a worker reads it: an event's parts lie within the event.
  func takeAsWorker(_ frame: Frame) {
    _ = Start(frame)
    // A detached body comes through a socket that is not here.
    guard frame.head.kind != FRAME_EVENT_DETACHED,
      let event = HeldEvent(frame, loop: worker, bodies: DetachedBodies())
    else { return }
    let content = unsafe event.event.pointee
    unsafe look(UnsafeRawBufferPointer(start: content.block_ticket, count: Int(content.block_size)))
    unsafe look(UnsafeRawBufferPointer(start: content.body_ticket.data, count: Int(content.body_ticket.size)))
  }

  func settle(_ ticket: UInt64) {
    _ = Tickets.shared.close(ticket)
    loop.run()
  }
}

/// Takes whatever a worker says of its event, and looks at all of it.
private final class FuzzOwner: TicketOwner {
  let generation: Generation
  init(_ generation: Generation) { self.generation = generation }

  func complete(_ result: UnsafeRawBufferPointer) { unsafe look(result) }
  func fail(_ failure: PluginFailure) { precondition(failure.code < 0) }
  func respond(_ answer: HTTPAnswer) {
    precondition((200...599).contains(answer.status))
    for index in unsafe answer.fields.indices {
      let field = unsafe answer.fields[index]
      unsafe look(
        UnsafeRawBufferPointer(start: field.name_borrowed.data, count: Int(field.name_borrowed.size)))
      unsafe look(
        UnsafeRawBufferPointer(start: field.value_borrowed.data, count: Int(field.value_borrowed.size)))
    }
    unsafe look(answer.body)
  }
  func openStream(_ answer: HTTPAnswer) -> Int32 {
    respond(answer)
    return ROOST_DONE
  }
  func writeStream(_ bytes: UnsafeRawBufferPointer, writable: PluginCallback?) -> Int32 {
    unsafe look(bytes)
    return bytes.count % 2 == 0 ? ROOST_DONE : ROOST_STALE
  }
  func closeStream() {}
  func readBody(_ credit: UInt64, _ callback: BodyCallback) -> Int32 { ROOST_DONE }
  func onCancel(_ callback: CancelCallback) -> Int32 { ROOST_DONE }
}

/// Reads all of it, so that a sanitizer sees what does not belong to it.
private func look(_ bytes: UnsafeRawBufferPointer) {
  var sum = 0
  for index in bytes.indices { sum &+= Int(unsafe bytes[index]) }
  precondition(sum >= 0)
}
