import CWorkerSystem
import CRoost
import FrameLayout
import Glibc
import HostFrames
import HostLoader
import NIOCore
import Testing

@testable import HostBridge

/// What a worker and the host say to each other when both keep to the rules.
@Suite(.timeLimit(.minutes(1))) struct WorkerConversationTests {
  private func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func say(
    _ worker: ScriptedWorker, _ number: Int32, _ kind: Int32, _ id: UInt64, _ rest: String = ""
  ) {
    worker.say(number) { output in
      unsafe text(rest).withUnsafeBytes { unsafe output.frame(kind, id, $0) }
    }
  }

  private func answer(
    _ worker: ScriptedWorker, _ kind: Int32, _ id: UInt64, status: UInt32 = 200, _ body: String
  ) {
    worker.say(WORKER_LOOPS) { output in
      unsafe text("Namevalue").withUnsafeBytes { field in
        unsafe text(body).withUnsafeBytes { body in
          let name = unsafe UnsafeRawBufferPointer(rebasing: field[..<4])
          let value = unsafe UnsafeRawBufferPointer(rebasing: field[4...])
          unsafe output.frame(
            kind, id, frame_answer(status: status, field_count: 1),
            texts: [FrameText(name: name, value: value)], after: body)
        }
      }
    }
  }

  private func returned(_ worker: ScriptedWorker, _ ticket: UInt64, _ code: Int32, timers: UInt32 = 0) {
    worker.say(WORKER_CONTROL) {
      $0.frame(FRAME_RETURNED, ticket, frame_returned(code: code, timers: timers))
    }
  }

  @Test func `the host says first what to load`() async throws {
    let worker = try ScriptedWorker(isOpen: false)
    try worker.open()
    let start = try #require(worker.hear(WORKER_CONTROL))
    #expect(start.kind == FRAME_START)
    let part = unsafe start.payload.withUnsafeBytes { unsafe $0.loadUnaligned(as: frame_start.self) }
    #expect(part.version == FRAMES_VERSION && part.loops == 2 && part.plugin == worker.generation.handle)
    #expect(part.flags & WORKER_SANDBOX != 0 && part.flags & WORKER_HTTP != 0)
    let path = start.payload.dropFirst(MemoryLayout<frame_start>.size).prefix(Int(part.path_size))
    #expect(Array(path) == text("/none/demo.so"))
    await worker.leave()
  }

  @Test func `a step ends when it was completed and has returned`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let (ticket, call) = try worker.take(.exportState, text("{}"))
    let heard = try #require(worker.hear(WORKER_CONTROL))
    #expect(heard.kind == FRAME_STEP && heard.id == ticket)
    #expect(heard.payload == [UInt8(STEP_EXPORT_STATE), 0, 0, 0, 3, 0, 0, 0] + text("{}"))
    say(worker, WORKER_CONTROL, FRAME_COMPLETE, ticket, "state")
    returned(worker, ticket, ROOST_PENDING, timers: 5)
    #expect(try await call.result(within: .seconds(60))?.get() == text("state"))
    #expect(worker.conversation.runningTimers == 5)
    await worker.leave()
  }

  @Test func `a step that returns is done, or has failed`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let done = try worker.take(.start)
    returned(worker, done.ticket, ROOST_DONE)
    #expect(try await done.call.result(within: .seconds(60))?.get() == [])
    let failed = try worker.take(.configure)
    returned(worker, failed.ticket, ROOST_DENIED)
    let failure = await #expect(throws: PluginFailure.self) {
      try await failed.call.result(within: .seconds(60))?.get()
    }
    #expect(failure?.code == ROOST_DENIED)
    #expect(worker.isHeard())
    await worker.leave()
  }

  @Test func `an event is completed, answered or failed, on its own loop`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let (first, second) = (try await worker.deliver(text("body")), try await worker.deliver(loop: 1))
    let third = try await worker.deliver()
    let heard = try #require(worker.hear(WORKER_LOOPS))
    #expect(heard.kind == FRAME_EVENT && heard.id == first.id)
    let part = unsafe heard.payload.withUnsafeBytes { unsafe $0.loadUnaligned(as: frame_event.self) }
    #expect(part.handler == 7 && part.deadline_ns == 99 && part.block_size == 8 && part.body_size == 4)
    #expect(heard.payload.suffix(12) == text("12345678body")[...])
    #expect(worker.hear(WORKER_LOOPS + 1)?.id == second.id && worker.hear(WORKER_LOOPS)?.id == third.id)
    say(worker, WORKER_LOOPS + 1, FRAME_COMPLETE, second.id, "result")
    answer(worker, FRAME_RESPOND, first.id, status: 201, "made")
    worker.say(WORKER_LOOPS) { output in
      unsafe text("no").withUnsafeBytes {
        unsafe output.frame(FRAME_FAIL, third.id, frame_code(code: ROOST_DENIED, reserved: 0), $0)
      }
    }
    #expect(await first.next() == "responded 201 Name=value made")
    #expect(await second.next() == "completed result")
    #expect(await third.next() == "failed \(ROOST_DENIED) no")
    await worker.leave()
  }

  @Test func `an answer is streamed, and credit for it comes back`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let event = try await worker.deliver()
    _ = worker.hear(WORKER_LOOPS)
    answer(worker, FRAME_OPEN, event.id, "first")
    say(worker, WORKER_LOOPS, FRAME_WRITE, event.id, "second")
    #expect(await event.next() == "opened 200 first")
    #expect(await event.next() == "wrote second")
    let id = event.id
    try await worker.onLoop { $0.streamed(6, ticket: id, loop: 0) }
    #expect(
      worker.hear(WORKER_LOOPS) == .init(kind: FRAME_CREDIT, id: id, payload: [6, 0, 0, 0, 0, 0, 0, 0]))
    say(worker, WORKER_LOOPS, FRAME_CLOSE, id)
    #expect(await event.next() == "closed")
    await worker.leave()
  }

  @Test func `what is written for a requester who has left is given back`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let event = try await worker.deliver(owner: RecordingOwner(worker.generation, writes: ROOST_STALE))
    _ = worker.hear(WORKER_LOOPS)
    answer(worker, FRAME_OPEN, event.id, "")
    say(worker, WORKER_LOOPS, FRAME_WRITE, event.id, "12345")
    #expect(worker.hear(WORKER_LOOPS)?.kind == FRAME_CANCEL)
    #expect(
      worker.hear(WORKER_LOOPS) == .init(kind: FRAME_CREDIT, id: event.id, payload: [5, 0, 0, 0, 0, 0, 0, 0]))
    say(worker, WORKER_LOOPS, FRAME_CLOSE, event.id)
    await worker.leave()
  }

  @Test func `pieces of a body and a cancellation go to whoever asked`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let event = try await worker.deliver()
    _ = worker.hear(WORKER_LOOPS)
    say(worker, WORKER_LOOPS, FRAME_WATCH, event.id)
    worker.say(WORKER_LOOPS) { $0.frame(FRAME_READ, event.id, frame_amount(amount: 100)) }
    #expect(await event.next() == "watched")
    #expect(await event.next() == "read 100")
    try await worker.onLoop { _ in
      event.giveBody(self.text("piece"), end: 1)
      event.cancelEvent(ROOST_CANCEL_GONE)
    }
    let piece = worker.hear(WORKER_LOOPS)
    #expect(
      piece == .init(kind: FRAME_PIECE, id: event.id, payload: [1, 0, 0, 0, 0, 0, 0, 0] + text("piece")))
    let cancel = try #require(worker.hear(WORKER_LOOPS))
    #expect(cancel.kind == FRAME_CANCEL && cancel.payload.first == UInt8(ROOST_CANCEL_GONE))
    say(worker, WORKER_LOOPS, FRAME_COMPLETE, event.id)
    #expect(await event.next() == "completed ")
    await worker.leave()
  }

  @Test func `a large body comes as a descriptor before its event`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let body = [UInt8](repeating: 9, count: Int(FRAME_BODY_MAX))
    let event = try await worker.deliver(body)
    let heard = try #require(worker.hear(WORKER_LOOPS))
    #expect(heard.kind == FRAME_EVENT_DETACHED && heard.payload.count == MemoryLayout<frame_event>.size + 8)
    var ticket: UInt64 = 0
    let memory = unsafe worker_take_body(worker.socket(WORKER_HANDOVER), &ticket)
    #expect(memory >= 0 && ticket == event.id && lseek(memory, 0, SEEK_END) == body.count)
    close(memory)
    say(worker, WORKER_LOOPS, FRAME_COMPLETE, event.id)
    #expect(await event.next() == "completed ")
    await worker.leave()
  }

  @Test func `frames may come a byte at a time, on all channels at once`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let step = try worker.take(.start)
    let event = try await worker.deliver()
    var (control, loop) = (FrameBuffer(), FrameBuffer())
    control.frame(FRAME_RETURNED, step.ticket, frame_returned(code: ROOST_DONE, timers: 2))
    unsafe text("result!").withUnsafeBytes { unsafe loop.frame(FRAME_COMPLETE, event.id, $0) }
    let bytes = (Array(control.bytes.readableBytesView), Array(loop.bytes.readableBytesView))
    for index in 0..<max(bytes.0.count, bytes.1.count) {
      worker.say(WORKER_CONTROL, bytes: Array(bytes.0.dropFirst(index).prefix(1)))
      worker.say(WORKER_LOOPS, bytes: Array(bytes.1.dropFirst(index).prefix(1)))
    }
    #expect(try await step.call.result(within: .seconds(60))?.get() == [])
    #expect(await event.next() == "completed result!")
    await worker.leave()
  }

  @Test func `a worker that refuses says why, and its end is no loss`() async throws {
    let worker = try ScriptedWorker()
    say(worker, WORKER_CONTROL, FRAME_REFUSED, 0, "it has no roost_plugin_entry")
    let refusal = await #expect(throws: PluginFailure.self) {
      try await worker.conversation.loaded(within: .seconds(60))
    }
    #expect(refusal?.message == "it has no roost_plugin_entry")
    #expect(worker.conversation.workerEnded() == nil && !worker.generation.isLost)
    #expect(throws: PluginFailure.self) { try worker.take(.create) }
    await worker.leave()
  }

  @Test func `a worker that was asked to end is not lost`() async throws {
    let worker = try await ScriptedWorker.loaded()
    #expect(worker.conversation.askToEnd())
    #expect(worker.hear(WORKER_CONTROL) == .init(kind: FRAME_END, id: 0, payload: []))
    #expect(worker.conversation.workerEnded() == nil && !worker.generation.isLost)
    await worker.leave()
  }

  @Test func `what it says of having loaded counts once`() async throws {
    let worker = try await ScriptedWorker.loaded()
    worker.say(WORKER_CONTROL) { $0.frame(FRAME_LOADED, 0) }
    say(worker, WORKER_CONTROL, FRAME_REFUSED, 0, "not any more")
    #expect(worker.isHeard())
    let step = try worker.take(.start)
    returned(worker, step.ticket, ROOST_DONE)
    #expect(try await step.call.result(within: .seconds(60))?.get() == [])
    await worker.leave()
  }

  @Test func `a ticket completed twice is counted, and does no harm`() async throws {
    let worker = try await ScriptedWorker.loaded()
    let event = try await worker.deliver()
    say(worker, WORKER_LOOPS, FRAME_COMPLETE, event.id, "first")
    #expect(await event.next() == "completed first")
    for kind in [FRAME_COMPLETE, FRAME_CLOSE, FRAME_WATCH, FRAME_WRITE] {
      say(worker, WORKER_LOOPS, kind, event.id, "second")
    }
    answer(worker, FRAME_RESPOND, event.id, "second")
    answer(worker, FRAME_OPEN, event.id, "second")
    say(worker, WORKER_LOOPS, FRAME_STALE, event.id)
    let next = try await worker.deliver()
    say(worker, WORKER_LOOPS, FRAME_COMPLETE, next.id, "next")
    #expect(await next.next() == "completed next")
    #expect(worker.generation.misconduct.counts.twice == 4)
    #expect(worker.isHeard())
    await worker.leave()
  }

  @Test func `what was said before the host listened is heard, and so is the end`() async throws {
    let worker = try ScriptedWorker(isOpen: false)
    worker.say(WORKER_CONTROL) { $0.frame(FRAME_LOADED, 0) }
    for number in [WORKER_CONTROL, WORKER_CALLS, WORKER_LOOPS, WORKER_LOOPS + 1] { worker.hangUp(number) }
    try worker.open()
    let loss = try await worker.loss()
    #expect(loss.violation == nil)
    await worker.leave()
  }

  @Test func `a loop that answers is alive, and one that does not is stuck`() async throws {
    let worker = try await ScriptedWorker.loaded(patience: .milliseconds(20))
    let event = try await worker.deliver()
    #expect(worker.hear(WORKER_LOOPS)?.kind == FRAME_EVENT)
    let ping = try #require(worker.hear(WORKER_LOOPS))
    #expect(ping.kind == FRAME_PING)
    let reason = "its event loop did not move for 20 ms"
    #expect(try await worker.loss().violation?.description == reason)
    #expect(await event.next() == "lost")
    await worker.leave()
  }

  @Test func `an event that is never completed ends the worker after the time of grace`() async throws {
    let worker = try await ScriptedWorker.loaded(grace: .milliseconds(1))
    let event = try await worker.deliver()
    let id = event.id
    try await worker.onLoop { $0.overdue(id, loop: 0) }
    let reason = "an event was not completed 1 ms after its deadline"
    #expect(try await worker.loss().violation?.description == reason)
    #expect(await event.next() == "lost")
    await worker.leave()
  }

  @Test func `a worker that is broken off is ended, and whoever waits for it is told why`() async throws {
    let starting = try ScriptedWorker()
    starting.conversation.breakOff("the file is gone")
    let refusal = await #expect(throws: PluginFailure.self) {
      try await starting.conversation.loaded(within: .seconds(60))
    }
    #expect(refusal?.message == "the file is gone" && starting.wasEnded)
    #expect(starting.conversation.workerEnded() == nil && !starting.generation.isLost)
    await starting.leave()
    let loaded = try await ScriptedWorker.loaded()
    let step = try loaded.take(.start)
    loaded.conversation.breakOff("the file is gone")
    let failure = await #expect(throws: PluginFailure.self) {
      try await step.call.result(within: .seconds(60))?.get()
    }
    #expect(failure?.message == "its worker ended" && loaded.wasEnded)
    #expect(Tickets.shared.close(step.ticket) != nil)
    await loaded.leave()
  }

  @Test func `a worker is given up for a reason`() async throws {
    let worker = try await ScriptedWorker.loaded()
    worker.conversation.giveUp("a step of its life did not return")
    let loss = try await worker.loss()
    #expect(loss.violation?.description == "a step of its life did not return")
    await worker.leave()
  }
}
