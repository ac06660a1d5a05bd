import CHostSystem
import CRoost
import CWorkerSystem
import FrameLayout
import Glibc
import HostFrames
import HostLoader
import NIOCore
import Testing

@testable import HostBridge

/// A worker that breaks the rules of `frames.h`, in each way: it is lost, for that reason, and with it nothing else.
@Suite(.timeLimit(.minutes(1))) struct WorkerViolationTests {
  /// Something a worker must not say.
  struct Violation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let number: Int32
    let reason: String
    /// Writes it, with the ticket of an event in the worker's hands.
    let write: @Sendable (inout FrameBuffer, UInt64) -> Void

    init(
      _ description: String, on number: Int32, _ reason: String,
      _ write: @escaping @Sendable (inout FrameBuffer, UInt64) -> Void
    ) {
      (testDescription, self.number, self.reason, self.write) = (description, number, reason, write)
    }
  }

  private static let (control, calls, loop) = (WORKER_CONTROL, WORKER_CALLS, WORKER_LOOPS)
  private static let short = "a frame shorter than its parts, or with parts out of bounds"

  /// A head that says how long its frame is, and half of what follows.
  private static func head(_ size: UInt32, _ kind: Int32 = FRAME_LOG)
    -> @Sendable (inout FrameBuffer, UInt64) -> Void
  {
    { output, ticket in
      unsafe output.append(32) { memory in
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 7, count: 32)
        unsafe memory.storeBytes(
          of: frame_head(size: size, kind: UInt32(kind), id: ticket), as: frame_head.self)
      }
    }
  }

  /// The fixed parts of a question that is a call.
  private struct CallFrame: BitwiseCopyable {
    let ask: frame_ask
    let call: frame_service_call
  }

  static let violations: [Violation] = [
    Violation("text", on: control, "a frame of 542393671 bytes") { output, _ in
      unsafe output.append(24) { memory in
        unsafe memory.copyMemory(from: Array("GET / HTTP/1.1\r\nHost: a\n".utf8), byteCount: 24)
      }
    },
    Violation("a size below a head's", on: control, "a frame of 15 bytes", head(15)),
    Violation("no size", on: loop, "a frame of 0 bytes", head(0)),
    Violation("too large a frame", on: control, "a frame of 67108865 bytes", head(FRAME_SIZE_MAX + 1)),
    Violation("too large a call", on: calls, "a frame of 65537 bytes", head(FRAME_CALL_MAX + 1, FRAME_FILES)),
    Violation("an unknown kind on control", on: control, "a frame of kind 4711 where none is expected") {
      $0.frame(4711, $1)
    },
    Violation("an unknown kind on a loop", on: loop, "a frame of kind 4711 where none is expected") {
      $0.frame(4711, $1)
    },
    Violation("an unknown call", on: calls, "a call of an unknown kind") { $0.frame(FRAME_COMPLETE, $1) },
    Violation("a kind of the host's", on: loop, "a frame of kind 16 where none is expected") {
      $0.frame(FRAME_EVENT, $1)
    },
    Violation("of having loaded, on a loop", on: loop, "a frame of kind 48 where none is expected") {
      $0.frame(FRAME_LOADED, $1)
    },
    Violation("another's ticket", on: loop, "it named a ticket that was never its own") {
      $0.frame(FRAME_COMPLETE, $1 ^ 1 << 46)
    },
    Violation("another's ticket on control", on: control, "it named a ticket that was never its own") {
      $0.frame(FRAME_STALE, $1 ^ 1 << 46)
    },
    Violation("no ticket", on: loop, "it named a ticket that was never its own") { output, _ in
      output.frame(FRAME_CLOSE, 0)
    },
    Violation("that an event's step has returned", on: control, "a step has returned that was not taken") {
      $0.frame(FRAME_RETURNED, $1, frame_returned(code: 0, timers: 0))
    },
    Violation("half of having returned", on: control, "a step has returned that was not taken") {
      $0.frame(FRAME_RETURNED, $1, UInt32(0))
    },
    Violation("an answer to no question", on: loop, "an answer to no question") { $0.frame(FRAME_PONG, $1) },
    Violation("a question to no service", on: loop, "a question to a service that it is not offered") {
      $0.frame(FRAME_ASK, $1, frame_ask(service: 4711, method: 1))
    },
    Violation(
      "a question for secrets to a host without", on: loop, "a question to a service that it is not offered"
    ) {
      $0.frame(FRAME_ASK, $1, frame_ask(service: UInt32(SERVICE_SECRETS), method: UInt32(SECRETS_GET)))
    },
    Violation("half a call", on: loop, short) {
      $0.frame(FRAME_ASK, $1, frame_ask(service: UInt32(SERVICE_CALLS), method: UInt32(CALLS_CALL)))
    },
    Violation("a call without a name", on: loop, "more questions wait than may, or a larger one") {
      $0.frame(
        FRAME_ASK, $1,
        CallFrame(
          ask: frame_ask(service: UInt32(SERVICE_CALLS), method: UInt32(CALLS_CALL)),
          call: frame_service_call(ticket: 0, deadline_ms: 1, name_size: 0, reserved: 0)))
    },
    Violation("a call with a name out of bounds", on: loop, short) {
      $0.frame(
        FRAME_ASK, $1,
        CallFrame(
          ask: frame_ask(service: UInt32(SERVICE_CALLS), method: UInt32(CALLS_CALL)),
          call: frame_service_call(ticket: 0, deadline_ms: 1, name_size: 9, reserved: 0)))
    },
    Violation(
      "a question to services that is no call", on: loop, "a question to a service that it is not offered"
    ) {
      $0.frame(FRAME_ASK, $1, frame_ask(service: UInt32(SERVICE_CALLS), method: 2))
    },
    Violation("half a service", on: WORKER_CALLS, short) { $0.frame(FRAME_PROVIDE, $1, UInt32(1)) },
    Violation("half a failure", on: loop, short) { $0.frame(FRAME_FAIL, $1, UInt32(1)) },
    Violation("half a credit", on: loop, short) { $0.frame(FRAME_READ, $1, UInt32(1)) },
    Violation("half an answer", on: loop, "an answer out of bounds") {
      $0.frame(FRAME_RESPOND, $1, UInt32(200))
    },
    Violation("an answer of status 199", on: loop, "an answer out of bounds") {
      $0.frame(FRAME_RESPOND, $1, frame_answer(status: 199, field_count: 0))
    },
    Violation("an answer of 129 fields", on: loop, "an answer out of bounds") {
      $0.frame(FRAME_OPEN, $1, frame_answer(status: 200, field_count: 129))
    },
    Violation("an answer without its fields", on: loop, short) {
      $0.frame(FRAME_RESPOND, $1, frame_answer(status: 200, field_count: 128))
    },
    Violation("an answer with a field beyond its end", on: loop, short) { output, ticket in
      let size = frame_text(name_size: 0, value_size: .max)
      unsafe withUnsafeBytes(of: size) {
        unsafe output.frame(FRAME_OPEN, ticket, frame_answer(status: 200, field_count: 1), $0)
      }
    },
    Violation("a line of 33 fields", on: control, short) { output, id in
      let sizes = [UInt64](repeating: 0, count: 33)
      unsafe sizes.withUnsafeBytes {
        unsafe output.frame(FRAME_LOG, id, frame_log(field_count: 33, message_size: 0), $0)
      }
    },
    Violation("a line longer than its frame", on: control, short) {
      $0.frame(FRAME_LOG, $1, frame_log(field_count: 0, message_size: 1))
    },
    Violation("a number of an unknown kind", on: control, "a number of an unknown kind") {
      $0.frame(FRAME_METRIC, $1, frame_metric(kind: 3, reserved: 0, value: 0))
    },
    Violation("half a number", on: control, short) { $0.frame(FRAME_METRIC, $1, UInt64(0)) },
    Violation("half a route", on: calls, short) { $0.frame(FRAME_ROUTE, $1, UInt64(0)) },
    Violation("a route's key beyond its end", on: calls, short) { output, id in
      output.frame(
        FRAME_ROUTE, id,
        frame_route(
          handler: 0, flags: 2, body_limit: 0, deadline_ns: 0, method_size: 0, pattern_size: 0, key_size: 1,
          reserved: 0))
    },
    Violation("half a schedule", on: calls, short) { $0.frame(FRAME_SCHEDULE, $1, UInt64(0)) },
    Violation("a schedule's zone beyond its end", on: calls, short) { output, id in
      output.frame(
        FRAME_SCHEDULE, id,
        frame_schedule(
          handler: 0, missed: 0, most_runs: 0, jitter_seconds: 0, name_size: 0, rule_size: 0, zone_size: 1,
          reserved: 0))
    },
    Violation("rules of other origins beyond their end", on: calls, short) { output, id in
      output.frame(
        FRAME_CORS, id,
        frame_cors(
          allow_credentials: 0, max_age_seconds: 0, origins_size: 1, headers_size: 0, expose_size: 0,
          reserved: 0))
    },
    Violation("a filter beyond its end", on: calls, short) { output, id in
      output.frame(
        FRAME_ON, id,
        frame_on(
          handler: 0, chat_types: 0, kinds: 0, command_size: 0, callback_size: 0, bot_size: 1, reserved: 0))
    },
  ]

  @Test(arguments: violations)
  func `a worker is lost that says`(_ violation: Violation) async throws {
    let worker = try await ScriptedWorker.loaded()
    let event = try await worker.deliver()
    let step = try worker.take(.drain)
    worker.say(violation.number) { violation.write(&$0, event.id) }
    let loss = try await worker.loss()
    #expect(loss.violation?.description == violation.reason)
    #expect(Set(loss.held.keys) == [event.id, step.ticket])
    #expect(await event.next() == "lost")
    let failure = await #expect(throws: PluginFailure.self) {
      try await step.call.result(within: .seconds(60))?.get()
    }
    #expect(failure?.description == "unknown outcome: its worker ended")
    #expect(Tickets.shared.close(step.ticket) != nil)
    #expect(throws: PluginFailure.self) { try worker.take(.stop) }
    #expect(!worker.conversation.askToEnd())
    await worker.leave()
  }

  @Test func `a step returns once`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let step = try worker.take(.start)
    for _ in 0..<2 {
      worker.say(WORKER_CONTROL) {
        $0.frame(FRAME_RETURNED, step.ticket, frame_returned(code: ROOST_DONE, timers: 0))
      }
    }
    #expect(try await step.call.result(within: .seconds(60))?.get() == [])
    #expect(try await worker.loss().violation?.description == "a step has returned that was not taken")
    await worker.leave()
  }

  @Test(arguments: [1, 15, 16, 20, 23])
  func `a frame that is cut by the end is not read`(_ length: Int) async throws {
    let worker = try await ScriptedWorker.loaded()
    let event = try await worker.deliver()
    var output = FrameBuffer()
    unsafe Array("a".utf8).withUnsafeBytes { unsafe output.frame(FRAME_COMPLETE, event.id, $0) }
    worker.say(WORKER_LOOPS, bytes: Array(output.bytes.readableBytesView.prefix(length)))
    worker.hangUp(WORKER_LOOPS)
    let loss = try await worker.loss()
    #expect(loss.violation == nil && loss.held.keys.first == event.id)
    #expect(await event.next() == "lost")
    await worker.leave()
  }

  @Test func `nothing is read behind a violation`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let event = try await worker.deliver()
    worker.say(WORKER_LOOPS) {
      $0.frame(4711, event.id)
      $0.frame(FRAME_COMPLETE, event.id)
    }
    _ = try await worker.loss()
    #expect(await event.next() == "lost")
    await worker.leave()
  }

  @Test func `a worker that ends before it has loaded is lost at once`() async throws {
    let worker = try ScriptedWorker()
    worker.hangUp(WORKER_CONTROL)
    let failure = await #expect(throws: PluginFailure.self) {
      try await worker.conversation.loaded(within: .seconds(60))
    }
    #expect(failure?.message == "its worker ended")
    #expect(try await worker.loss().violation == nil)
    await worker.leave()
  }

  @Test func `while it starts a closed loop says nothing, and why it ends is heard`() async throws {
    let worker = try ScriptedWorker()
    worker.hangUp(WORKER_LOOPS)
    while worker.hear(WORKER_LOOPS) != nil {}
    worker.say(WORKER_CONTROL) { output in
      unsafe Array("why".utf8).withUnsafeBytes { unsafe output.frame(FRAME_REFUSED, 0, $0) }
    }
    let failure = await #expect(throws: PluginFailure.self) {
      try await worker.conversation.loaded(within: .seconds(60))
    }
    #expect(failure?.message == "why" && !worker.generation.isLost)
    await worker.leave()
  }

  @Test(arguments: [
    FRAME_COMPLETE, FRAME_FAIL, FRAME_RESPOND, FRAME_OPEN, FRAME_WRITE, FRAME_CLOSE, FRAME_READ, FRAME_WATCH,
  ])
  func `of an event it speaks in the channel of the event's loop alone`(_ kind: Int32) async throws {
    for number in [WORKER_CONTROL, WORKER_LOOPS + 1] {
      let worker = try await ScriptedWorker.loaded()
      let event = try await worker.deliver()
      worker.say(number) { $0.frame(kind, event.id, UInt64(200)) }
      #expect(try await worker.loss().violation?.description == Self.elsewhere)
      #expect(await event.next() == "lost")
      await worker.leave()
    }
  }

  private static let elsewhere = "it spoke of a ticket in a channel that is not the ticket's"

  @Test func `of a step it speaks on control alone`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let step = try worker.take(.exportState)
    worker.say(WORKER_LOOPS) { $0.frame(FRAME_COMPLETE, step.ticket) }
    #expect(try await worker.loss().violation?.description == Self.elsewhere)
    await #expect(throws: PluginFailure.self) { try await step.call.result(within: .seconds(60))?.get() }
    #expect(Tickets.shared.close(step.ticket) != nil)
    await worker.leave()
  }

  @Test func `that a completion was stale it says on control, whatever was completed`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let event = try await worker.deliver(loop: 1)
    worker.say(WORKER_CONTROL) { $0.frame(FRAME_STALE, event.id) }
    let step = try worker.take(.start)
    worker.say(WORKER_CONTROL) {
      $0.frame(FRAME_RETURNED, step.ticket, frame_returned(code: ROOST_DONE, timers: 0))
    }
    #expect(try await step.call.result(within: .seconds(60))?.get() == [])
    worker.say(WORKER_LOOPS + 1) { $0.frame(FRAME_COMPLETE, event.id) }
    #expect(await event.next() == "completed ")
    #expect(worker.generation.misconduct.counts.twice == 1)
    await worker.leave()
  }

  // MARK: Floods

  @Test func `more calls than it can need are a flood`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let most = 4 * Registrations.maximum
    worker.say(WORKER_CALLS) { output in
      for number in 0...most { output.frame(FRAME_ON, UInt64(number), Self.anything) }
    }
    #expect(try await worker.loss().violation?.description == "more than \(most) calls")
    await worker.leave()
  }

  private static let anything = frame_on(
    handler: 0, chat_types: 0, kinds: 0, command_size: 0, callback_size: 0, bot_size: 0, reserved: 0)

  @Test func `what is written past a stream's window is a flood`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let event = try await worker.deliver(owner: RecordingOwner(worker.generation, writes: ROOST_BUSY))
    worker.say(WORKER_LOOPS) { $0.frame(FRAME_WRITE, event.id, UInt64(0)) }
    #expect(try await worker.loss().violation?.description == "it wrote past the window of a stream")
    #expect(await event.next()?.hasPrefix("wrote") == true)
    #expect(await event.next() == "lost")
    await worker.leave()
  }

  @Test func `a worker that does not read is lost before too much waits for it`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let event = try await worker.deliver()
    let id = event.id
    let pieces: Int = try await worker.onLoop { conversation in
      let piece = [UInt8](repeating: 0, count: 16 << 20)
      for count in 0..<7 {
        if worker.generation.isLost { return count }
        unsafe piece.withUnsafeBytes { unsafe conversation.loops[0].piece(id, $0, end: 0) }
      }
      return 7
    }
    #expect(pieces == 6, "of 16 MiB each")
    #expect(
      try await worker.loss().violation?.description == "more than 96 MiB wait for it: it does not read")
    #expect(await event.next() == "lost")
    await worker.leave()
  }

  // MARK: Descriptors

  @Test func `descriptors beside frames are not taken`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let event = try await worker.deliver()
    let said: [(Int32, (inout FrameBuffer) -> Void)] = [
      (WORKER_CONTROL, { $0.frame(FRAME_LOADED, 0) }),
      (WORKER_CALLS, { $0.frame(FRAME_ON, 1, Self.anything) }),
      (WORKER_LOOPS, { $0.frame(FRAME_WATCH, event.id) }),
    ]
    for (number, write) in said {
      var output = FrameBuffer()
      write(&output)
      let pipe = try PipeEnds()
      #expect(pipe.give(with: Array(output.bytes.readableBytesView), through: worker.socket(number)))
      #expect(pipe.isLetGo(), "on \(number)")
    }
    #expect(await event.next() == "watched")
    #expect(worker.hear(WORKER_CALLS)?.id == 1)
    #expect(worker.isHeard())
    await worker.leave()
  }

  @Test(arguments: 2...4)
  func `descriptors that are no listener are closed`(_ count: Int) throws {
    var sockets: [CInt] = [-1, -1]
    #expect(unsafe csystem_socket_pair(&sockets) == 0)
    defer { for socket in sockets { close(socket) } }
    let pipe = try PipeEnds()
    #expect(pipe.give(count, with: [UInt8(ascii: "L")], through: sockets[1]))
    #expect(notify_take_listener(sockets[0]) == -1 && errno == EPROTO)
    #expect(pipe.isLetGo())
  }
}
