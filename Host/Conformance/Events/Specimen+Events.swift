import RoostManifestFormat
import Synchronization
import CRoost
import HostBridge
import HostDispatch
import HostOperations
import HostRouter
import NIOCore
import RoostJSON

/// Events as a check gives them to a plugin, on the way the host's own take.
extension Specimen {
  /// Most bytes in a request's body.
  static let maximumBody = 1 << 20

  /// The plugin's routes, with a bound for its handlers' deadlines.
  func routes(deadline: Duration? = nil) throws -> RouteSnapshot {
    if deadline == nil, let known = knownRoutes.withLock({ $0 }) { return known }
    do {
      let routes = try RouteSnapshot(
        [
          RouteSnapshot.Part(
            generation: generation, slot: slot, publicFolder: rig.dataFolder,
            deadline: TimeAmount(deadline ?? declaredDeadline), maximumBody: Self.maximumBody)
        ], bots: [])
      if deadline == nil { knownRoutes.withLock { $0 = routes } }
      return routes
    } catch {
      throw finding(
        "its routes are in each other's way", why: "\(error)", hint: "register each method and pattern once")
    }
  }

  /// The plugin's own deadline, or the rig's patience where that is shorter.
  var declaredDeadline: Duration {
    let declared =
      rig.subject.configuration.limits.deadline
      ?? rig.subject.manifest.limits.deadlineMS.map { .milliseconds($0) }
    return min(declared ?? rig.patience, rig.patience)
  }

  /// Sends an event; nil when the host would answer it itself.
  ///
  /// - Parameters:
  ///   - deadline: in place of the plugin's own.
  ///   - loop: which event loop it comes by.
  func send(_ event: Event, deadline: Duration? = nil, loop: Int = 0) throws -> Requester? {
    rig.note("while it handled \(event.label)")
    return switch event.content {
    case .http(let request): try send(request, event, deadline, loop)
    case .update(let update): send(update, event, deadline, loop)
    case .run(let run): send(run, event, deadline, loop)
    case .service(let call): send(call, event, deadline, loop)
    }
  }

  private func send(_ request: HTTPCase, _ event: Event, _ deadline: Duration?, _ loop: Int) throws
    -> Requester?
  {
    let routes = try routes(deadline: deadline)
    var path = request.path
    let match = path.withUTF8 {
      unsafe routes.http.match(method: request.method, path: UnsafeRawBufferPointer($0))
    }
    guard case .found(let index, let parameters) = match,
      case .handler(let target) = routes.targets[Int(index)],
      request.body.count <= target.bodyLimit || target.streamsBody,
      let block = request.block(parameters, streams: target.streamsBody, kept: target.durableKey != nil)
    else { return nil }
    let requester = Requester(event, clock: rig.clock)
    let exchange = Exchange(
      kind: .http(method: request.method), id: "check", target: target, block: block,
      body: target.streamsBody ? ByteBuffer() : ByteBuffer(bytes: request.body),
      streamsBody: target.streamsBody, sink: requester, loop: rig.loops[loop], loopIndex: loop,
      dispatcher: Specimen.dispatcher)
    let pieces = target.streamsBody ? request.pieces : []
    requester.submit(
      exchange, to: Specimen.dispatcher, pieces: pieces, end: request.breaksOff ? -1 : 1)
    return requester
  }

  private func send(_ update: UpdateCase, _ event: Event, _ deadline: Duration?, _ loop: Int) -> Requester? {
    guard let block = update.block() else { return nil }
    let requester = Requester(event, clock: rig.clock)
    let exchange = Exchange(
      kind: .update(bot: 0), id: "check", target: target(update.handler, deadline), block: block,
      body: ByteBuffer(bytes: update.json),
      sink: requester, loop: rig.loops[loop], loopIndex: loop, dispatcher: Specimen.dispatcher)
    requester.submit(exchange, to: Specimen.dispatcher, pieces: [], end: 1)
    return requester
  }

  private func send(_ run: RunCase, _ event: Event, _ deadline: Duration?, _ loop: Int) -> Requester? {
    let requester = Requester(event, clock: rig.clock)
    let block = MessageBlock.make(
      name: run.schedule, sender: generation.plugin, eventID: "check", attempt: run.attempt, time: run.due)
    let exchange = Exchange(
      kind: .message(UInt32(ROOST_EVENT_RUN), name: run.schedule, plugin: generation.plugin), id: "check",
      target: target(run.handler, deadline), block: block, body: ByteBuffer(), sink: requester,
      loop: rig.loops[loop],
      loopIndex: loop, dispatcher: Specimen.dispatcher)
    requester.submit(exchange, to: Specimen.dispatcher, pieces: [], end: 1)
    return requester
  }

  private func send(_ call: ServiceCase, _ event: Event, _ deadline: Duration?, _ loop: Int) -> Requester {
    let requester = Requester(event, clock: rig.clock)
    let exchange = Exchange(
      kind: .service(name: call.name, chain: CallChain(methods: [call.name])), id: "check",
      target: target(call.handler, deadline),
      block: ServiceBlock.make(name: call.name, caller: "conformance", eventID: "check", depth: 1),
      body: ByteBuffer(bytes: call.body), sink: requester, loop: rig.loops[loop], loopIndex: loop,
      dispatcher: Specimen.dispatcher)
    requester.submit(exchange, to: Specimen.dispatcher, pieces: [], end: 1)
    return requester
  }

  private func target(_ handler: RegisteredHandler, _ deadline: Duration?) -> HandlerTarget {
    HandlerTarget(
      slot: slot, generation: generation, handler: handler, bodyLimit: 0, streamsBody: false,
      deadline: TimeAmount(deadline ?? declaredDeadline), cors: nil)
  }

  // Without routes: an event whose worker has died is not given to another one.
  static let dispatcher = Dispatcher(
    bots: [Bot(name: "conformance", plugins: [])],
    metrics: DispatchMetrics(MetricsRegistry(includesProcess: false)))

  // MARK: Answers

  /// Sends an event and waits for its answer, whatever it is. A streaming answer is broken off.
  func ask(_ event: Event) async throws {
    guard let requester = try send(event) else { return }
    try await settle(requester)
  }

  /// Waits for an answer.
  func settle(_ requester: Requester) async throws {
    let isAnswered = await requester.answered(within: rig.patience + .seconds(2))
    if let death = await death("while it handled \(requester.event.label)") { throw death }
    guard isAnswered, requester.answer != .failed(.deadline) else {
      throw await unanswered(requester)
    }
    if case .acknowledged(let call) = requester.answer { try check(call, requester.event) }
    if requester.isStreaming { requester.leave() }
  }

  private func unanswered(_ requester: Requester) async -> Finding {
    let isLate = await eventually(within: rig.patience) { generation.misconduct.counts.late > 0 }
    return finding(
      "\(requester.event.label) was not answered in time",
      why: isLate ? "it was completed after its deadline" : "it was never completed",
      hint: "answer before event.deadline_ns, or give the route a longer deadline_ns")
  }

  /// An update is completed with nothing or with one call of the Bot API (updates.h), a call with an answer of some
  /// size (services.h).
  private func check(_ call: [UInt8], _ event: Event) throws {
    guard !call.isEmpty else { return }
    if case .run = event.content {
      throw finding(
        "\(event.label) was completed with bytes", why: "a run is completed with nothing (schedule.h)",
        hint: "complete with an empty result")
    }
    if case .service = event.content {
      guard call.count > Int(ROOST_SERVICE_BODY_MAX) else { return }
      throw finding(
        "the answer to \(event.label) is too large", why: "it has \(call.count) bytes",
        hint: "answer with at most \(ROOST_SERVICE_BODY_MAX) bytes, a page at a time")
    }
    if let json = try? JSONValue(parsing: call), json["method"]?.string?.isEmpty == false { return }
    throw finding(
      "the reply to \(event.label) is no Bot API call",
      why: "it is \(String(decoding: call.prefix(120), as: UTF8.self))",
      hint: "complete with nothing, or with a JSON object with \"method\"; escape text in it")
  }

  /// Events of every sort that a sound client would send: one for each route and update handler.
  func plainEvents() throws -> [Event] {
    let registrations = generation.registrations
    return registrations.routes.map { HTTPEvents.plain($0) }
      + registrations.updates.enumerated().compactMap { UpdateEvents.plain($1, number: $0) }
      + registrations.schedules.map(RunEvents.plain)
      + registrations.services.map { ServiceEvents.plain($0) }
  }

  /// As ``plainEvents()``.
  ///
  /// - Throws: ``Skipped`` when there is nothing to ask of it.
  func someEvents() throws -> [Event] {
    let events = try plainEvents()
    guard !events.isEmpty else {
      throw Skipped(reason: "it registers neither routes, nor update handlers, nor schedules, nor services")
    }
    return events
  }
}

extension HTTPCase {
  /// The body as it comes by network.
  fileprivate var pieces: [ByteBuffer] {
    stride(from: 0, to: body.count, by: 16_384).map {
      ByteBuffer(bytes: body[$0..<min($0 + 16_384, body.count)])
    }
  }

  /// The block of the contract.
  fileprivate func block(_ parameters: RouteParameters, streams: Bool, kept: Bool) -> EventBlock? {
    var (path, query) = (path, query)
    var block: EventBlock?
    path.withUTF8 { path in
      query.withUTF8 { query in
        let head = unsafe HTTPBlockHead(
          method: HTTPBlockHead.method(method), methodName: method,
          flags: (streams ? UInt32(ROOST_HTTP_BODY_STREAMED) : 0) | (kept ? UInt32(ROOST_HTTP_KEPT) : 0),
          path: UnsafeRawBufferPointer(path), query: UnsafeRawBufferPointer(query),
          authority: "conformance.example", client: "192.0.2.1",
          requestID: "check", contentLength: UInt64(body.count))
        block = HTTPBlock.make(head, parameters: parameters, headerCount: headers.count) {
          (headers[$0].name, Self.placeholder(headers[$0].value))
        }
      }
    }
    guard let block = block.take() else { return nil }
    putBytes(into: block)
    return block
  }

  /// Text of the same length: the writer takes text only, a client sends what it likes.
  private static func placeholder(_ value: [UInt8]) -> String {
    String(validating: value, as: UTF8.self) ?? String(repeating: "x", count: value.count)
  }

  private func putBytes(into block: borrowing EventBlock) {
    let base = unsafe UnsafeMutableRawPointer(mutating: block.bytes.baseAddress!)
    let request = unsafe base.load(as: roost_http_request.self)
    for (index, header) in headers.enumerated() {
      let place = Int(request.headers_offset) + index * MemoryLayout<roost_http_header>.stride
      let span = unsafe base.load(fromByteOffset: place, as: roost_http_header.self).value
      unsafe header.value.withUnsafeBytes { bytes in
        guard let source = bytes.baseAddress else { return }
        unsafe (base + Int(span.offset)).copyMemory(from: source, byteCount: bytes.count)
      }
    }
  }
}

extension UpdateCase {
  /// The block of the contract; nil for what the host refuses.
  fileprivate func block() -> EventBlock? {
    var block: EventBlock?
    unsafe json.withUnsafeBytes {
      guard let envelope = unsafe try? UpdateEnvelope(scanning: $0) else { return }
      block = envelope.block(bot: bot, eventID: "check")
    }
    return block.take()
  }
}
