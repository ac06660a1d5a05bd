import CWorkerSystem
import CRoost
import FrameLayout
import Glibc
import HostFrames
import Testing

@testable import HostWorker

/// What a worker does with what its host says. Serialized: there is one worker in a process.
@Suite(.serialized, .timeLimit(.minutes(1))) struct WorkerConversationTests {
  private typealias Heard = ScriptedHost.Heard
  /// A ticket that is not open, and others.
  private let ticket: UInt64 = 7 << 46 | 1

  private func code(_ code: Int32) -> [UInt8] { bytes(frame_code(code: code, reserved: 0)) }

  private func bytes<Part: BitwiseCopyable>(_ part: Part) -> [UInt8] {
    unsafe withUnsafeBytes(of: part) { unsafe Array($0) }
  }

  private func reason(_ host: ScriptedHost, _ violate: (ScriptedHost) throws -> Void) -> String? {
    do {
      try violate(host)
      return nil
    } catch {
      return "\(error)"
    }
  }

  // MARK: Control

  @Test func `a step is performed, and has returned when its function has`() throws {
    let host = try ScriptedHost()
    let json: [UInt8] = Array("{}".utf8)
    try host.onControl { output in
      output.frame(FRAME_STEP, 1, frame_step(step: UInt32(STEP_CREATE), version: 0))
      unsafe json.withUnsafeBytes {
        unsafe output.frame(FRAME_STEP, 2, frame_step(step: UInt32(STEP_CONFIGURE), version: 0), $0)
        unsafe output.frame(FRAME_STEP, 3, frame_step(step: UInt32(STEP_IMPORT_STATE), version: 9), $0)
      }
      output.frame(FRAME_STEP, 4, frame_step(step: UInt32(STEP_DRAIN), version: 0))
    }
    #expect(TestPlugin.told() == ["create", "configure {}", "import 9 {}"])
    func returned(_ id: UInt64, _ code: Int32) -> Heard {
      Heard(kind: FRAME_RETURNED, id: id, payload: bytes(frame_returned(code: code, timers: 0)))
    }
    #expect(
      try host.control.heard() == [
        returned(1, ROOST_DONE), returned(2, ROOST_DENIED), returned(3, ROOST_DONE), returned(4, ROOST_DONE),
      ])
  }

  @Test func `a step is completed once, before or after it has returned`() throws {
    let host = try ScriptedHost()
    try host.onControl {
      $0.frame(FRAME_STEP, 1, frame_step(step: UInt32(STEP_EXPORT_STATE), version: 0))
      $0.frame(FRAME_STEP, 2, frame_step(step: UInt32(STEP_START), version: 0))
    }
    #expect(TestPlugin.complete(1) == ROOST_STALE)
    #expect(TestPlugin.complete(2) == ROOST_DONE && TestPlugin.complete(2) == ROOST_STALE)
    #expect(
      try host.control.heard().map { [UInt64($0.kind), $0.id] } == [
        [UInt64(FRAME_COMPLETE), 1], [UInt64(FRAME_RETURNED), 1], [UInt64(FRAME_RETURNED), 2],
        [UInt64(FRAME_STALE), 1], [UInt64(FRAME_COMPLETE), 2], [UInt64(FRAME_STALE), 2],
      ])
  }

  @Test func `it ends when the host says so, and when there is none`() throws {
    let host = try ScriptedHost()
    #expect(try host.onControl { $0.frame(FRAME_STEP, 1, frame_step(step: UInt32(STEP_CREATE), version: 0)) })
    #expect(try !host.onControl { $0.frame(FRAME_END, 0) })
    host.worker.end()
    host.worker.end()
    #expect(TestPlugin.told() == ["create", "destroy"])
    let other = try ScriptedHost()
    other.control.hangUp()
    #expect(try !other.onControl { _ in })
  }

  @Test func `a step that is none, or for no plugin, is refused`() throws {
    let none = "a step that is none"
    #expect(reason(try ScriptedHost()) { try $0.onControl { $0.frame(FRAME_STEP, 1, UInt32(0)) } } == none)
    let unknown = frame_step(step: UInt32(STEP_MIGRATE_STATE) + 1, version: 0)
    #expect(reason(try ScriptedHost()) { try $0.onControl { $0.frame(FRAME_STEP, 1, unknown) } } == none)
    let create = frame_step(step: UInt32(STEP_CREATE), version: 0)
    #expect(
      reason(try ScriptedHost(loads: false)) { try $0.onControl { $0.frame(FRAME_STEP, 1, create) } } == none)
    #expect(TestPlugin.told() == [])
  }

  @Test(arguments: [FRAME_START, FRAME_EVENT, FRAME_REPLY, FRAME_LOADED, 4711, .max])
  func `a kind that is not for control is refused`(_ kind: Int32) throws {
    let reason = reason(try ScriptedHost()) { try $0.onControl { $0.frame(kind, 1) } }
    #expect(reason == "a frame of kind \(UInt32(bitPattern: kind)) on control")
  }

  // MARK: Events

  @Test func `an event is completed by what its handler returns, or later`() throws {
    let host = try ScriptedHost()
    try host.deliver("done", ticket)
    try host.deliver("denied", ticket)
    try host.deliver("later", ticket)
    #expect(TestPlugin.told() == ["event done 8", "event denied 8", "event later 8"])
    #expect(
      try host.loop.heard() == [
        Heard(kind: FRAME_COMPLETE, id: ticket),
        Heard(kind: FRAME_FAIL, id: ticket, payload: code(ROOST_DENIED)),
      ])
    #expect(TestPlugin.complete(ticket) == ROOST_DONE && TestPlugin.complete(ticket) == ROOST_STALE)
    #expect(try host.loop.heard() == [Heard(kind: FRAME_COMPLETE, id: ticket)])
    #expect(try host.control.heard() == [Heard(kind: FRAME_STALE, id: ticket)])
  }

  @Test func `an event that is none is refused`() throws {
    let none = "an event that is none, or is for no handler"
    #expect(reason(try ScriptedHost()) { try $0.deliver("done", ticket, handler: 1) } == none)
    #expect(reason(try ScriptedHost(loads: false)) { try $0.deliver("done", ticket) } == none)
    for kind in [FRAME_EVENT, FRAME_EVENT_DETACHED] {
      #expect(reason(try ScriptedHost()) { try $0.onLoop { $0.frame(kind, ticket, UInt64(0)) } } == none)
    }
    for (block, body) in [(1, 0), (0, 1), (UInt64.max, 1), (1, .max)] as [(UInt64, UInt64)] {
      let event = frame_event(handler: 0, kind: 0, deadline_ns: 0, block_size: block, body_size: body)
      #expect(reason(try ScriptedHost()) { try $0.onLoop { $0.frame(FRAME_EVENT, ticket, event) } } == none)
    }
    #expect(TestPlugin.told() == [])
  }

  @Test func `an event cannot take the place of another`() throws {
    let host = try ScriptedHost()
    try host.deliver("later", ticket)
    let reason = reason(host) { try $0.deliver("other", ticket + 1) }
    #expect(reason == "an event with the ticket of another")
    #expect(TestPlugin.told() == ["event later 8"])
    #expect(TestPlugin.complete(ticket) == ROOST_DONE)
  }

  @Test func `a large body comes beside its event, in any order`() throws {
    let host = try ScriptedHost()
    let tickets = [ticket, ticket + 1 << 30]
    for number in [1, 0] {
      let body = Array("body \(number)".utf8)
      #expect(unsafe handover_send_body(host.handover.host, tickets[number], body, body.count) == 0)
    }
    let event = frame_event(handler: 0, kind: 0, deadline_ns: 0, block_size: 0, body_size: 6)
    try host.onLoop { for ticket in tickets { $0.frame(FRAME_EVENT_DETACHED, ticket, event) } }
    #expect(TestPlugin.told() == ["event body 0 0", "event body 1 0"])
    for ticket in tickets { #expect(TestPlugin.complete(ticket) == ROOST_DONE) }
  }

  @Test func `a large body of another size, or that does not come, is refused`() throws {
    let event = frame_event(handler: 0, kind: 0, deadline_ns: 0, block_size: 0, body_size: 6)
    let host = try ScriptedHost()
    #expect(unsafe handover_send_body(host.handover.host, ticket, [1, 2], 2) == 0)
    let none = "an event that is none, or is for no handler"
    #expect(reason(host) { try $0.onLoop { $0.frame(FRAME_EVENT_DETACHED, ticket, event) } } == none)
    let other = try ScriptedHost()
    other.handover.hangUp()
    #expect(reason(other) { try $0.onLoop { $0.frame(FRAME_EVENT_DETACHED, ticket, event) } } == none)
  }

  @Test func `a cancellation is told to whoever asked, at once or later`() throws {
    let host = try ScriptedHost()
    try host.deliver("watch", ticket)
    #expect(try host.loop.heard() == [Heard(kind: FRAME_WATCH, id: ticket)])
    try host.onLoop {
      $0.frame(FRAME_CANCEL, ticket, frame_code(code: ROOST_CANCEL_DRAIN, reserved: 0))
      $0.frame(FRAME_CANCEL, ticket + 1, frame_code(code: ROOST_CANCEL_GONE, reserved: 0))
    }
    #expect(TestPlugin.told() == ["event watch 8", "cancelled \(ROOST_CANCEL_DRAIN)"])
    #expect(unsafe CoreTable.table.pointee.on_cancel(ticket, TestPlugin.cancelled, nil) == ROOST_DONE)
    #expect(TestPlugin.told() == [], "not within the call")
    try host.turn()
    #expect(TestPlugin.told() == ["cancelled \(ROOST_CANCEL_DRAIN)"])
    #expect(TestPlugin.complete(ticket) == ROOST_DONE)
  }

  @Test func `pieces of a body come to whoever reads it`() throws {
    let host = try ScriptedHost()
    try host.deliver("read", ticket)
    #expect(
      try host.loop.heard() == [
        Heard(kind: FRAME_READ, id: ticket, payload: bytes(frame_amount(amount: 100)))
      ])
    let piece: [UInt8] = Array("piece".utf8)
    try host.onLoop { output in
      unsafe piece.withUnsafeBytes {
        unsafe output.frame(FRAME_PIECE, ticket, frame_code(code: 0, reserved: 0), $0)
        unsafe output.frame(FRAME_PIECE, ticket + 1, frame_code(code: 0, reserved: 0), $0)
      }
      output.frame(FRAME_PIECE, ticket, frame_code(code: -1, reserved: 0))
    }
    #expect(TestPlugin.told() == ["event read 8", "piece piece 0", "piece  -1"])
    #expect(TestPlugin.complete(ticket) == ROOST_DONE)
    try host.onLoop { $0.frame(FRAME_PIECE, ticket, frame_code(code: 0, reserved: 0)) }
    #expect(TestPlugin.told() == [])
  }

  @Test(arguments: [UInt64(FRAME_STREAM_WINDOW), UInt64(Int64.max), .max])
  func `a stream stops at its window, and goes on with credit`(_ amount: UInt64) throws {
    let host = try ScriptedHost()
    try host.deliver("stream", ticket)
    let window = Int(FRAME_STREAM_WINDOW)
    // Read in between: a socket holds less than the window.
    func fill() throws {
      for _ in 0..<2 {
        #expect(TestPlugin.write(window / 2, ticket) == ROOST_DONE)
        while try !host.loop.heard().isEmpty {}
      }
    }
    try fill()
    #expect(TestPlugin.write(1, ticket) == ROOST_BUSY)
    try host.onLoop {
      $0.frame(FRAME_CREDIT, ticket, frame_amount(amount: 1))
      $0.frame(FRAME_CREDIT, ticket + 1, frame_amount(amount: amount))
    }
    #expect(TestPlugin.told() == ["event stream 8"])
    // More than once: what is given beyond what was written is no room for more.
    for _ in 0..<3 { try host.onLoop { $0.frame(FRAME_CREDIT, ticket, frame_amount(amount: amount)) } }
    #expect(TestPlugin.told() == ["writable"])
    try fill()
    #expect(TestPlugin.write(1, ticket) == ROOST_BUSY)
    try host.onLoop {
      $0.frame(FRAME_CANCEL, ticket, frame_code(code: ROOST_CANCEL_GONE, reserved: 0))
    }
    #expect(TestPlugin.told() == ["writable"], "nobody is there to write to")
    #expect(TestPlugin.write(1, ticket) == ROOST_STALE && TestPlugin.complete(ticket) == ROOST_DONE)
  }

  @Test func `a ping is answered`() throws {
    let host = try ScriptedHost()
    try host.onLoop { $0.frame(FRAME_PING, 5) }
    #expect(try host.loop.heard() == [Heard(kind: FRAME_PONG, id: 5)])
  }

  @Test(arguments: [FRAME_CANCEL, FRAME_PIECE, FRAME_CREDIT])
  func `a frame shorter than its part is refused`(_ kind: Int32) throws {
    let reason = reason(try ScriptedHost()) { try $0.onLoop { $0.frame(kind, ticket, UInt32(0)) } }
    #expect(reason == "a frame shorter than its parts")
  }

  @Test(arguments: [FRAME_START, FRAME_STEP, FRAME_REPLY, FRAME_COMPLETE, 4711, .max])
  func `a kind that is not for a loop is refused`(_ kind: Int32) throws {
    let reason = reason(try ScriptedHost()) { try $0.onLoop { $0.frame(kind, ticket) } }
    #expect(reason == "a frame of kind \(UInt32(bitPattern: kind)) on a loop's channel")
  }

  // MARK: Bytes

  @Test(arguments: [1, 3, 8, 17, 4096])
  func `frames may come in any pieces`(_ pieces: Int) throws {
    let host = try ScriptedHost()
    let bytes = ScriptedHost.frames { output in
      for number in 0..<3 { ScriptedHost.event("done", ticket + UInt64(number) << 30, to: &output) }
      output.frame(FRAME_PING, 5)
    }
    try host.onLoop(bytes: bytes, pieces: pieces)
    #expect(TestPlugin.told() == Array(repeating: "event done 8", count: 3))
    #expect(try host.loop.heard().last == Heard(kind: FRAME_PONG, id: 5))
  }

  @Test func `a large frame is put together, between small ones`() throws {
    let host = try ScriptedHost()
    let size = 300 << 10
    let bytes = ScriptedHost.frames { output in
      output.frame(FRAME_PING, 1)
      ScriptedHost.event(String(repeating: "x", count: size), ticket, to: &output)
      output.frame(FRAME_PING, 2)
    }
    try host.onLoop(bytes: bytes, pieces: 50_001)
    #expect(TestPlugin.told() == ["event xxxxxxxxxx 8"])
    let held = host.worker.events.with(ticket) {
      unsafe $0.event.pointee.body_ticket.buffer.allSatisfy { $0 == 0x78 }
    }
    #expect(held == true)
    #expect(TestPlugin.complete(ticket) == ROOST_DONE)
    #expect(try host.loop.heard().map(\.kind) == [FRAME_PONG, FRAME_PONG, FRAME_COMPLETE])
  }

  @Test(arguments: [UInt32(0), 15, FRAME_SIZE_MAX + 1, .max])
  func `a size that no frame has is refused`(_ size: UInt32) throws {
    let head = bytes(frame_head(size: size, kind: UInt32(FRAME_PING), id: 0))
    #expect(reason(try ScriptedHost()) { try $0.onLoop(bytes: head) } == "a frame of \(size) bytes")
  }

  @Test(arguments: [0, 1, 16, 23])
  func `a frame that is cut by the end is not read`(_ length: Int) throws {
    let host = try ScriptedHost()
    let cancel = ScriptedHost.frames { $0.frame(FRAME_CREDIT, 1, frame_amount(amount: 1)) }
    try host.onLoop(bytes: Array(cancel.prefix(length)))
    host.loop.hangUp()
    #expect(try !host.turns())
  }

  // MARK: Calls

  private func reply(_ kind: Int32, _ id: UInt64, _ rest: [UInt8]) throws -> Int32? {
    let line = try ScriptedHost.Line()
    line.say(
      ScriptedHost.frames { output in unsafe rest.withUnsafeBytes { unsafe output.frame(kind, id, $0) } })
    line.hangUp()
    return try Calls.answer(to: 3, from: line.worker)
  }

  @Test func `the answer to a call is its own, and whole`() throws {
    #expect(try reply(FRAME_REPLY, 3, code(ROOST_DENIED)) == ROOST_DENIED)
    #expect(throws: FrameError.self) { try reply(FRAME_REPLY, 4, code(0)) }
    #expect(throws: FrameError.self) { try reply(FRAME_PING, 3, code(0)) }
    #expect(throws: FrameError.self) { try reply(FRAME_REPLY, 3, code(0) + [0]) }
    #expect(throws: FrameError.self) { try reply(FRAME_REPLY, 3, Array(code(0).prefix(4))) }
    #expect(try reply(FRAME_REPLY, 3, []) == nil, "the host has gone")
  }

  @Test func `a call waits for its answer`() throws {
    let host = try ScriptedHost()
    for (number, answer) in [(1, ROOST_DONE), (2, ROOST_INVALID)] as [(UInt64, Int32)] {
      host.calls.say(
        ScriptedHost.frames { $0.frame(FRAME_REPLY, number, frame_code(code: answer, reserved: 0)) })
      let code = unsafe HTTPTable.table.pointee.files(ScriptedHost.handle, roost_bytes())
      #expect(code == answer)
      #expect(try host.calls.heard() == [Heard(kind: FRAME_FILES, id: number)])
    }
  }
}
