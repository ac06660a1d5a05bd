import CRoost
import FrameLayout
import HostFrames
import HostRouter
import Logging
import NIOCore
import Synchronization

/// Reads what a worker says and does it, if it is the worker's to say.
final class WorkerDesk: Sendable {
  private let generation: Generation
  private let budget = Mutex(LineBudget())
  private let callCount = Atomic<Int>(0)
  private let answers = AnswerTurns()
  /// A worker calls to register, in `start`: more than all it may register is a flood.
  private static let maximumCalls = 4 * Registrations.maximum

  init(_ generation: Generation) { self.generation = generation }

  // MARK: Tickets

  /// A frame on a loop's channel.
  func event(_ frame: Frame, on channel: WorkerChannel) throws(FrameError) {
    if Int32(bitPattern: frame.head.kind) == FRAME_ASK {
      try ask(frame, on: channel)
    } else {
      try ticket(frame, on: channel)
    }
  }

  /// A frame about an event, or about a lifecycle step.
  func ticket(_ frame: Frame, on channel: WorkerChannel) throws(FrameError) {
    let ticket = frame.head.id
    guard TicketNumber(ticket).generation == generation.handle & 0x1FFF else {
      throw FrameError("it named a ticket that was never its own")
    }
    let kind = Int32(bitPattern: frame.head.kind)
    // What is answered to it would leave through a channel of another loop, which only that loop may touch.
    if (FRAME_COMPLETE...FRAME_WATCH).contains(kind), let owner = find(ticket),
      owner.channelLoop != channel.loopIndex
    {
      throw FrameError("it spoke of a ticket in a channel that is not the ticket's")
    }
    switch kind {
    case FRAME_COMPLETE:
      if let owner = close(ticket) { unsafe owner.complete(frame.payload) }
    case FRAME_FAIL:
      var cursor = frame.cursor
      guard let code = cursor.take(frame_code.self)?.code else { throw Self.short }
      let message = unsafe String(decoding: cursor.rest().prefix(1024), as: UTF8.self)
      close(ticket)?.fail(PluginFailure(code: code < 0 ? code : ROOST_PERMANENT, message: message))
    case FRAME_RESPOND:
      try withAnswer(frame) { if let owner = close(ticket) { owner.respond($0) } }
    case FRAME_OPEN:
      try withAnswer(frame) { answer in
        guard let owner = find(ticket) else { return }
        if owner.openStream(answer) != ROOST_DONE { channel.cancel(ticket, ROOST_CANCEL_DEADLINE) }
      }
    case FRAME_WRITE: try write(frame, on: channel)
    case FRAME_CLOSE: close(ticket)?.closeStream()
    case FRAME_READ:
      var cursor = frame.cursor
      guard let credit = cursor.take(frame_amount.self)?.amount else { throw Self.short }
      _ = find(ticket)?.readBody(credit, .remote(channel, ticket: ticket))
    case FRAME_STALE: _ = HostTable.stale(ticket)
    case FRAME_WATCH: _ = find(ticket)?.onCancel(.remote(channel, ticket: ticket))
    default: throw FrameError("a frame of kind \(frame.head.kind) where none is expected")
    }
  }

  private func write(_ frame: Frame, on channel: WorkerChannel) throws(FrameError) {
    let ticket = frame.head.id
    guard let owner = find(ticket) else { return }
    switch unsafe owner.writeStream(frame.payload, writable: nil) {
    case ROOST_DONE: break
    case ROOST_BUSY: throw FrameError("it wrote past the window of a stream")
    // The requester is gone; what was written does not count.
    default:
      let size = unsafe UInt64(frame.payload.count)
      channel.send { $0.frame(FRAME_CREDIT, ticket, frame_amount(amount: size)) }
    }
  }

  private func close(_ ticket: UInt64) -> (any TicketOwner)? {
    if let owner = Tickets.shared.close(ticket, of: generation) { return owner }
    _ = HostTable.stale(ticket)
    return nil
  }

  private func find(_ ticket: UInt64) -> (any TicketOwner)? {
    guard let owner = Tickets.shared.find(ticket), owner.generation === generation else { return nil }
    return owner
  }

  private func withAnswer(_ frame: Frame, _ use: (HTTPAnswer) -> Void) throws(FrameError) {
    var cursor = frame.cursor
    guard let answer = cursor.take(frame_answer.self), answer.field_count <= 128,
      (200...599).contains(answer.status)
    else { throw FrameError("an answer out of bounds") }
    let count = Int(answer.field_count)
    guard
      var sizes = unsafe cursor.take(UInt64(count * MemoryLayout<frame_text>.size)).map({
        unsafe FrameCursor($0)
      })
    else { throw Self.short }
    let isWhole = unsafe withUnsafeTemporaryAllocation(of: roost_http_field.self, capacity: count) { fields in
      for index in 0..<count {
        guard let size = sizes.take(frame_text.self), let name = unsafe cursor.take(UInt64(size.name_size)),
          let value = unsafe cursor.take(UInt64(size.value_size))
        else { return false }
        unsafe fields.initializeElement(
          at: index,
          to: roost_http_field(name_borrowed: roost_bytes(name), value_borrowed: roost_bytes(value)))
      }
      unsafe use(
        HTTPAnswer(
          status: answer.status, fields: UnsafeBufferPointer(fields), body: cursor.rest()))
      return true
    }
    if !isWhole { throw Self.short }
  }

  // MARK: Questions

  private func ask(_ frame: Frame, on channel: WorkerChannel) throws(FrameError) {
    var cursor = frame.cursor
    guard let question = cursor.take(frame_ask.self) else { throw Self.short }
    let id = frame.head.id
    let answer: StateDesk.Answer = { code, bytes in
      channel.sendSoon { buffer in
        unsafe bytes.withUnsafeBytes {
          unsafe buffer.frame(FRAME_ANSWER, id, frame_code(code: code, reserved: 0), $0)
        }
      }
    }
    let code: Int32
    switch Int32(bitPattern: question.service) {
    case SERVICE_STATE:
      guard let desk = generation.state else { throw Self.notOffered }
      let block = unsafe cursor.rest()
      let size = block.count
      code = unsafe desk.ask(question.method, block) {
        answer($0, $1)
        // Its own half lets it ask for the next only when it has taken this.
        desk.taken(question.method, size: size)
      }
    case SERVICE_SECRETS:
      guard let desk = generation.secrets else { throw Self.notOffered }
      code = unsafe desk.ask(question.method, cursor.rest()) {
        answer($0, $1)
        desk.taken()
      }
    case SERVICE_FETCH:
      guard let desk = generation.fetch else { throw Self.notOffered }
      code = unsafe desk.ask(question.method, cursor.rest(), answer)
    case SERVICE_TELEGRAM:
      guard let desk = generation.telegram else { throw Self.notOffered }
      code = unsafe desk.ask(question.method, cursor.rest(), answer)
    case SERVICE_FILES:
      guard let desk = generation.files else { throw Self.notOffered }
      code = unsafe desk.ask(question.method, cursor.rest()) {
        answer($0, $1)
        desk.taken(question.method)
      }
    case SERVICE_CALLS: code = try serviceCall(question, &cursor, on: channel, id)
    default: throw Self.notOffered
    }
    // Its own half bounds what the plugin asks just as this does.
    guard code == ROOST_DONE else { throw FrameError("more questions wait than may, or a larger one") }
  }

  private func serviceCall(
    _ question: frame_ask, _ cursor: inout FrameCursor, on channel: WorkerChannel, _ id: UInt64
  ) throws(FrameError) -> Int32 {
    guard let desk = generation.services, let index = channel.loopIndex,
      question.method == UInt32(CALLS_CALL)
    else { throw Self.notOffered }
    guard let call = cursor.take(frame_service_call.self),
      let name = unsafe cursor.take(UInt64(call.name_size))
    else { throw Self.short }
    let request = unsafe ServicesDesk.Request(
      name: name, body: cursor.rest(), ticket: call.ticket, deadlineMS: call.deadline_ms)
    let (size, answers) = (request.size, answers)
    return desk.ask(request, from: generation, on: channel.loop, index) { code, bytes in
      let isSent = answers.begin(bytes.count) { taken in
        channel.answer(id, code, bytes) {
          desk.taken(size)
          taken()
        }
      }
      guard !isSent else { return }
      let why = "its answer found no room: too many large ones wait for this plugin; it may have happened"
      channel.answer(id, ROOST_UNKNOWN, Array(why.utf8)) { desk.taken(size) }
    }
  }

  // MARK: Lines and numbers

  /// A frame on control that is about no step's function.
  func control(_ frame: Frame, on channel: WorkerChannel) throws(FrameError) {
    switch Int32(bitPattern: frame.head.kind) {
    case FRAME_LOG: try log(frame)
    case FRAME_METRIC: try metric(frame)
    default: try ticket(frame, on: channel)
    }
  }

  private func log(_ frame: Frame) throws(FrameError) {
    var cursor = frame.cursor
    let level = Int32(truncatingIfNeeded: frame.head.id)
    guard let line = cursor.take(frame_log.self), line.field_count <= 32,
      line.message_size <= ROOST_LOG_MESSAGE_MAX,
      var sizes = unsafe cursor.take(UInt64(line.field_count) * 8).map({ unsafe FrameCursor($0) }),
      let message = cursor.text(line.message_size)
    else { throw Self.short }
    guard generation.wouldLog(level) else { return }
    var fields: Logger.Metadata = [:]
    while let size = sizes.take(frame_text.self) {
      guard size.name_size <= 64, size.value_size <= 1024, let name = cursor.text(size.name_size),
        let value = cursor.text(size.value_size)
      else { throw Self.short }
      fields[name] = .string(value)
    }
    guard case .write(let dropped) = budget.withLock({ $0.take(at: MonotonicClock.now()) }) else { return }
    if dropped > 0 { fields["dropped_lines"] = "\(dropped)" }
    generation.log(level, message, fields)
  }

  private func metric(_ frame: Frame) throws(FrameError) {
    var cursor = frame.cursor
    guard let metric = cursor.take(frame_metric.self) else { throw Self.short }
    let name = unsafe String(decoding: cursor.rest().prefix(65), as: UTF8.self)
    let metrics = generation.environment.metrics
    // The worker has answered the plugin; what is refused here is a bound the worker cannot know.
    switch Int32(bitPattern: metric.kind) {
    case METRIC_COUNT: _ = metrics.count(generation, name, metric.value)
    case METRIC_GAUGE: _ = metrics.gauge(generation, name, Double(bitPattern: metric.value))
    case METRIC_DURATION: _ = metrics.duration(generation, name, Double(metric.value) / 1e9)
    default: throw FrameError("a number of an unknown kind")
    }
  }

  // MARK: Registrations

  /// A call that the worker waits for.
  func call(_ frame: Frame, on channel: WorkerChannel) throws(FrameError) {
    guard callCount.wrappingAdd(1, ordering: .relaxed).newValue <= Self.maximumCalls else {
      throw FrameError("more than \(Self.maximumCalls) calls")
    }
    let code = try register(frame)
    let id = frame.head.id
    channel.send { $0.frame(FRAME_REPLY, id, frame_code(code: code, reserved: 0)) }
  }

  private func register(_ frame: Frame) throws(FrameError) -> Int32 {
    var cursor = frame.cursor
    switch Int32(bitPattern: frame.head.kind) {
    case FRAME_ROUTE:
      guard let route = cursor.take(frame_route.self), let method = cursor.text(min(route.method_size, 32)),
        let pattern = cursor.text(min(route.pattern_size, 2048)),
        let key = cursor.text(min(route.key_size, 129))
      else { throw Self.short }
      return generation.addRoute(
        method: method, pattern: pattern, bodyLimit: route.body_limit, flags: route.flags, key: key,
        deadline: route.deadline_ns, handler: .remote(route.handler))
    case FRAME_FILES:
      return generation.addFiles(under: unsafe String(decoding: cursor.rest().prefix(1024), as: UTF8.self))
    case FRAME_CORS:
      guard let cors = cursor.take(frame_cors.self), let origins = cursor.text(min(cors.origins_size, 8192)),
        let headers = cursor.text(min(cors.headers_size, 4096)),
        let expose = cursor.text(min(cors.expose_size, 4096))
      else { throw Self.short }
      return generation.setCORS(
        origins: origins, credentials: cors.allow_credentials != 0, headers: headers, expose: expose,
        maxAge: cors.max_age_seconds)
    case FRAME_ON:
      guard let on = cursor.take(frame_on.self), let command = cursor.text(min(on.command_size, 256)),
        let callback = cursor.text(min(on.callback_size, 256)), let bot = cursor.text(min(on.bot_size, 256))
      else { throw Self.short }
      return generation.addUpdates(
        Registrations.Update(
          kinds: on.kinds, chatTypes: on.chat_types, command: command.isEmpty ? nil : command,
          callback: callback.isEmpty ? nil : callback, bot: bot.isEmpty ? nil : bot,
          handler: .remote(on.handler)))
    case FRAME_ON_MESSAGE:
      guard let on = cursor.take(frame_on_message.self) else { throw Self.short }
      return generation.addMessages(
        kind: on.kind, name: unsafe String(decoding: cursor.rest().prefix(256), as: UTF8.self),
        handler: .remote(on.handler))
    case FRAME_SCHEDULE:
      guard let rule = cursor.take(frame_schedule.self), let name = cursor.text(min(rule.name_size, 256)),
        let text = cursor.text(min(rule.rule_size, 512)), let zone = cursor.text(min(rule.zone_size, 256))
      else { throw Self.short }
      return generation.addSchedule(
        name: name, rule: text, zone: zone, jitter: rule.jitter_seconds, missed: rule.missed,
        mostRuns: rule.most_runs, handler: .remote(rule.handler))
    case FRAME_PROVIDE:
      guard let provided = cursor.take(frame_provide.self) else { throw Self.short }
      return generation.addService(
        unsafe String(decoding: cursor.rest().prefix(256), as: UTF8.self), handler: .remote(provided.handler))
    default: throw FrameError("a call of an unknown kind")
    }
  }

  private static let notOffered = FrameError("a question to a service that it is not offered")

  private static let short = FrameError("a frame shorter than its parts, or with parts out of bounds")
}

extension WorkerChannel {
  /// Answers a question, from any thread.
  fileprivate func answer(
    _ id: UInt64, _ code: Int32, _ bytes: [UInt8], taken: @escaping @Sendable () -> Void
  ) {
    sendSoon(
      { buffer in
        unsafe bytes.withUnsafeBytes {
          unsafe buffer.frame(FRAME_ANSWER, id, frame_code(code: code, reserved: 0), $0)
        }
      }, taken: taken)
  }
}
