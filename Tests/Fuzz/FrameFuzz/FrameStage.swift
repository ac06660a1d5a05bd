internal import CRoost
internal import FrameLayout
internal import Glibc
@testable internal import HostBridge
@testable internal import HostDispatch
internal import HostFrames
internal import HostLoader
internal import HostOperations
internal import HostRouter
internal import Logging
internal import NIOCore
internal import NIOEmbedded
internal import RoostJSON
internal import RoostManifestFormat

/// A generation whose worker is the input, with a request, an update and a lifecycle step in its hands. In the
/// input's frames the ids 1, 2 and 3 stand for their tickets, 4 for one that is closed.
final class FrameStage {
  private let scene: Scene
  private let loop = EmbeddedEventLoop()
  private let generation: Generation
  private let conversation: WorkerConversation
  private let script = Script()
  private var sockets: [EmbeddedChannel] = []
  private var exchanges: [Exchange] = []
  private var step: StepOwner
  private var stepTicket: UInt64 = 0
  private var closedTicket: UInt64 = 0

  /// Patience and grace far beyond an input: time passes only when the stage says so.
  private static let patience = TimeAmount.hours(1)

  init(_ scene: Scene) {
    self.scene = scene
    loop.advanceTime(to: .now())
    generation = Generation(
      manifest: FuzzHost.manifest, number: 1, httpGrants: ["/" + FuzzHost.manifest.id],
      grants: [.service("**")],
      environment: FuzzHost.environment(loop))
    var spec = WorkerSpec(program: "/none/worker", library: "/none/fuzzed.so") { _ in
    } died: { _, _ in
    }
    spec.patience = Self.patience
    spec.grace = Self.patience
    let script = script
    conversation = WorkerConversation(
      spec, for: generation, bodies: Descriptor(owning: unsafe Glibc.open("/dev/null", O_RDWR | O_CLOEXEC))
    ) { script.isEnded = true }
    step = StepOwner(generation, script)
    do {
      for channel in [conversation.control, conversation.calls] + conversation.loops {
        let socket = EmbeddedChannel(loop: loop)
        try channel.attach(
          socket, largest: conversation.largest(on: channel), receiver: conversation)
        try socket.connect(to: SocketAddress(unixDomainSocketPath: "/worker")).wait()
        sockets.append(socket)
      }
    } catch {
      fatalError("\(error)")
    }
    conversation.begin()
    generation.attach(Link(conversation))
  }

  /// The worker says its bytes in pieces of these sizes, or in one, and ends; what the host made of it.
  func play(_ bytes: [UInt8], pieces: [Int]) -> [String: [String]] {
    prepare()
    var bytes = bytes
    if scene.channel != 1 { fillIn(&bytes) }
    let socket = sockets[min(scene.channel, 2)]
    var rest = bytes[...]
    for size in pieces.isEmpty ? [bytes.count] : pieces where !script.isEnded {
      say(Array(rest.prefix(size)), on: socket)
      rest = rest.dropFirst(size)
      if !pieces.isEmpty { loop.run() }
    }
    end()
    return script.notes
  }

  // MARK: What the worker finds

  private func prepare() {
    if !scene.contains(.isStarting) {
      var loaded = FrameBuffer()
      loaded.frame(FRAME_LOADED, 0)
      say(Array(loaded.bytes.readableBytesView), on: sockets[0])
    }
    exchanges = [request(), update()]
    for exchange in exchanges {
      FuzzHost.dispatcher.submit(exchange)
      precondition(exchange.ticket != 0)
      if scene.contains(.requesterLeft) { exchange.requesterLeft() }
    }
    if scene.contains(.streamsBody) {
      exchanges[0].bodyArrived(ByteBuffer(repeating: 7, count: 100), end: 1)
    }
    if scene.contains(.drains) { generation.tellDraining() }
    takeStep()
    closedTicket = open(step)
    _ = Tickets.shared.close(closedTicket)
    // Half of it: whoever has been given something is asked.
    if scene.contains(.isAsked) {
      loop.advanceTime(to: .now() + .nanoseconds(Self.patience.nanoseconds / 2))
    }
    loop.run()
  }

  private func open(_ owner: any TicketOwner) -> UInt64 {
    guard let ticket = Tickets.shared.open(owner, lane: Tickets.lifecycleShard) else {
      fatalError("tickets are left open")
    }
    return ticket
  }

  private func takeStep() {
    stepTicket = open(step)
    let (script, isStarting) = (script, scene.contains(.isStarting))
    do throws(PluginFailure) {
      try conversation.perform(.start, bytes: [1, 2, 3], version: 1, ticket: stepTicket) {
        script.note("step", "returned \($0)")
        script.returns += 1
      }
      precondition(!isStarting)
    } catch {
      precondition(isStarting && !error.message.isEmpty)
    }
  }

  private func target(streamsBody: Bool = false) -> HandlerTarget {
    HandlerTarget(
      slot: PluginSlot(plugin: "fuzzed", limits: .init(concurrency: 4, queue: 4)), generation: generation,
      handler: .remote(0), bodyLimit: 1 << 20, streamsBody: streamsBody, deadline: .hours(24), cors: nil)
  }

  private func request() -> Exchange {
    let streamsBody = scene.contains(.streamsBody)
    let head = unsafe HTTPBlockHead(
      method: HTTPBlockHead.method("POST"), methodName: "POST", flags: 0,
      path: UnsafeRawBufferPointer(start: nil, count: 0), query: UnsafeRawBufferPointer(start: nil, count: 0),
      authority: "host", client: "127.0.0.1", requestID: "request", contentLength: 0)
    guard let block = HTTPBlock.make(head, headerCount: 0, header: { _ in ("", "") }) else {
      fatalError("no block")
    }
    return Exchange(
      kind: .http(method: "POST"), id: "request", target: target(streamsBody: streamsBody),
      block: block, body: ByteBuffer(),
      streamsBody: streamsBody, sink: FuzzSink("request", script, holds: scene.contains(.clientHolds)),
      loop: loop, loopIndex: 0, dispatcher: FuzzHost.dispatcher)
  }

  private func update() -> Exchange {
    let json: StaticString = #"{"update_id": 1}"#
    let bytes = unsafe UnsafeRawBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount)
    guard let envelope = unsafe try? UpdateEnvelope(scanning: bytes) else { fatalError("no update") }
    return Exchange(
      kind: .update(bot: 0), id: "update", target: target(),
      block: envelope.block(bot: "bot", eventID: "update"),
      body: unsafe ByteBuffer(bytes: bytes), sink: FuzzSink("update", script, holds: false), loop: loop,
      loopIndex: 0, dispatcher: FuzzHost.dispatcher)
  }

  /// Puts tickets in the place of the ids that stand for them.
  private func fillIn(_ bytes: inout [UInt8]) {
    let tickets = [exchanges[0].ticket, exchanges[1].ticket, stepTicket, closedTicket]
    unsafe bytes.withUnsafeMutableBytes { bytes in
      var offset = 0
      while let frame = unsafe try? Frame(
        UnsafeRawBufferPointer(rebasing: bytes[min(offset, bytes.count)...]))
      {
        if frame.head.kind != FRAME_PONG {
          let id = frame.head.id
          let ticket = (1...4).contains(id) ? tickets[Int(id) - 1] : foreign(id)
          unsafe bytes.storeBytes(of: ticket, toByteOffset: offset + 8, as: UInt64.self)
        }
        unsafe fillIn(call: frame, at: offset, tickets, bytes)
        offset += frame.stride
      }
    }
  }

  /// The same for the ticket of the event that a call is made for.
  private func fillIn(
    call frame: Frame, at offset: Int, _ tickets: [UInt64], _ bytes: UnsafeMutableRawBufferPointer
  ) {
    var cursor = frame.cursor
    guard frame.head.kind == FRAME_ASK, let ask = cursor.take(frame_ask.self), ask.service == SERVICE_CALLS,
      let call = cursor.take(frame_service_call.self), (1...4).contains(call.ticket)
    else { return }
    let place = offset + MemoryLayout<frame_head>.size + MemoryLayout<frame_ask>.size
    unsafe bytes.storeBytes(of: tickets[Int(call.ticket) - 1], toByteOffset: place, as: UInt64.self)
  }

  /// An id that is never the generation's by chance, as one of so many is.
  private func foreign(_ id: UInt64) -> UInt64 {
    TicketNumber(id).generation == generation.handle & 0x1FFF ? id ^ 1 << 46 : id
  }

  // MARK: What it says, and what is left of it

  private func say(_ bytes: [UInt8], on socket: EmbeddedChannel) {
    // The socket of a worker that has been lost is closed.
    _ = try? socket.writeInbound(ByteBuffer(bytes: bytes))
  }

  private func end() {
    loop.run()
    let notes = script.notes
    if script.isEnded {
      // Nothing is taken from a worker that has been lost.
      var more = FrameBuffer()
      for exchange in exchanges { more.frame(FRAME_COMPLETE, exchange.ticket) }
      say(Array(more.bytes.readableBytesView), on: sockets[min(scene.channel, 2)])
      precondition(script.notes == notes)
    }
    for (index, socket) in sockets.enumerated() {
      hear(socket, on: index)
      _ = try? socket.finish(acceptAlreadyClosed: true)
    }
    loop.run()
    settle()
    // What was scheduled lets go of all of it.
    loop.advanceTime(by: .hours(48))
    generation.end()
  }

  /// What the host says is frames, of its own kinds.
  private func hear(_ socket: EmbeddedChannel, on index: Int) {
    let kinds: [Int32] =
      switch index {
      case 0: [FRAME_START, FRAME_STEP]
      case 1: [FRAME_REPLY]
      default: [FRAME_EVENT, FRAME_CANCEL, FRAME_PIECE, FRAME_CREDIT, FRAME_PING, FRAME_ANSWER]
      }
    var said = ByteBuffer()
    while let part = try? socket.readOutbound(as: ByteBuffer.self) {
      var part = part
      said.writeBuffer(&part)
    }
    unsafe said.withUnsafeReadableBytes { bytes in
      var offset = 0
      while let frame = unsafe try? Frame(
        UnsafeRawBufferPointer(rebasing: bytes[min(offset, bytes.count)...]))
      {
        precondition(kinds.contains(Int32(bitPattern: frame.head.kind)), "the host said \(frame.head.kind)")
        offset += frame.stride
      }
      precondition(offset == bytes.count)
    }
  }

  /// All that was in its hands is given back, once.
  private func settle() {
    let loss = conversation.workerEnded()
    if let violation = loss?.violation {
      precondition(!violation.description.isEmpty)
      script.note("worker", "lost: \(violation)")
    }
    precondition(generation.isLost == (loss != nil))
    if loss == nil {
      // A worker that has refused has nothing in its hands: nobody gives it any.
      for exchange in exchanges { exchange.workerLost() }
    }
    loop.run()
    precondition(script.returns == (scene.contains(.isStarting) ? 0 : 1))
    _ = Tickets.shared.close(stepTicket)
    precondition(Tickets.shared.owners(of: generation).isEmpty)
    precondition(generation.eventsInHand == 0)
    if !scene.contains(.requesterLeft) {
      precondition(script.ends == ["request": 1, "update": 1], "\(script.notes)")
    }
  }
}

/// Leads to the worker.
private final class Link: PluginLink {
  private let conversation: WorkerConversation
  init(_ conversation: WorkerConversation) { self.conversation = conversation }

  func perform(
    _ step: LifecycleStep, bytes: [UInt8], version: UInt32, ticket: UInt64,
    returned: @escaping @Sendable (Int32) -> Void
  ) throws(PluginFailure) {
    try conversation.perform(step, bytes: bytes, version: version, ticket: ticket, returned: returned)
  }
  func deliver(_ event: UnsafePointer<roost_event>, to handler: RegisteredHandler, ticket: UInt64) -> Int32 {
    unsafe conversation.deliver(event, to: handler, ticket: ticket)
  }
  func streamed(_ bytes: Int, ticket: UInt64, loop: Int) {
    conversation.streamed(bytes, ticket: ticket, loop: loop)
  }
  func destroy() {}
}

/// What the host made of a worker's words.
final class Script: @unchecked Sendable {
  /// In order for each of what it was said of; among them it is that of their tickets.
  private(set) var notes: [String: [String]] = [:]
  /// How often each event was answered for good.
  var ends: [String: Int] = [:]
  /// How often the step has returned.
  var returns = 0
  /// Whether the host has ended the worker.
  var isEnded = false

  func note(_ name: String, _ text: String) { notes[name, default: []].append(text) }
}

/// A lifecycle step in the worker's hands.
private final class StepOwner: TicketOwner {
  let generation: Generation
  private let script: Script

  init(_ generation: Generation, _ script: Script) {
    self.generation = generation
    self.script = script
  }

  func complete(_ result: UnsafeRawBufferPointer) {
    script.note("step", "completed \(unsafe digest(result))")
  }
  func fail(_ failure: PluginFailure) {
    precondition(failure.code < 0)
    script.note("step", "failed \(failure)")
  }
}

/// Where answers go.
private final class FuzzSink: ReplySink {
  private let name: String
  private let script: Script
  private let holds: Bool
  /// Of pieces that the client does not read.
  private let held = Held()
  private final class Held: @unchecked Sendable {
    var promises: [EventLoopPromise<Void>] = []
    deinit { for promise in promises { promise.succeed() } }
  }

  init(_ name: String, _ script: Script, holds: Bool) {
    self.name = name
    self.script = script
    self.holds = holds
  }

  private func note(_ text: String, isEnd: Bool = true) {
    script.note(name, text)
    if isEnd { script.ends[name, default: 0] += 1 }
  }

  private func text(_ answer: HTTPAnswer) -> String {
    precondition((200...599).contains(answer.status))
    var sum: UInt64 = 0
    for index in unsafe answer.fields.indices {
      let field = unsafe answer.fields[index]
      unsafe sum &+= digest(field.name_borrowed.buffer) &+ 31 &* digest(field.value_borrowed.buffer)
    }
    return unsafe "\(answer.status) \(sum) \(digest(answer.body))"
  }

  func respond(_ exchange: Exchange, _ answer: HTTPAnswer) { note("answered \(text(answer))") }
  func openStream(_ exchange: Exchange, _ answer: HTTPAnswer) { note("opened \(text(answer))", isEnd: false) }
  func writeStream(_ exchange: Exchange, _ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
    unsafe bytes.withUnsafeReadableBytes { note("piece \(unsafe digest($0))", isEnd: false) }
    guard let promise else { return }
    if holds { held.promises.append(promise) } else { promise.succeed() }
  }
  func closeStream(_ exchange: Exchange) { note("closed") }
  func fail(_ exchange: Exchange, _ failure: DeliveryFailure) { note("failed \(failure.status)") }
  func acknowledge(_ exchange: Exchange, _ call: UnsafeRawBufferPointer) {
    note("acknowledged \(unsafe digest(call))")
  }
  func bodyTaken(_ exchange: Exchange) {}
}

/// A number made of all of the bytes, so that a sanitizer sees one that does not belong to them.
private func digest(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  var sum: UInt64 = 0xCBF2_9CE4_8422_2325
  for index in bytes.indices { sum = (sum ^ UInt64(unsafe bytes[index])) &* 0x100_0000_01B3 }
  return sum
}
