import CRoost
import FrameLayout
import HostFrames
import Synchronization
import Testing

@testable import HostWorker

/// Calls to services, and methods provided.
extension WorkerConversationTests {
  private static let answers = Mutex<[String]>([])

  private func call(
    _ name: String, _ body: String, ms: Int64 = 1000, ticket: UInt64 = 0, loop: UInt64 = 1,
    isAsked: Bool = true
  ) -> Int32 {
    var (name, body) = (name, body)
    return name.withUTF8 { name in
      body.withUTF8 { body in
        var request = unsafe roost_service_request(
          size: UInt32(MemoryLayout<roost_service_request>.size), reserved: 0, ticket: ticket,
          deadline_ms: ms,
          name_borrowed: roost_bytes(data: name.baseAddress, size: UInt64(name.count)),
          body_borrowed: roost_bytes(data: body.baseAddress, size: UInt64(body.count)))
        let answered: roost_answered = { _, code, bytes in
          let text = unsafe String(decoding: bytes.buffer, as: UTF8.self)
          WorkerConversationTests.answers.withLock { $0.append("\(code) \(text)") }
        }
        return unsafe ServicesTable.table.pointee.call(
          ScriptedHost.handle, loop, &request, isAsked ? answered : nil, nil)
      }
    }
  }

  @Test func `a call is asked of the host, and answered once`() throws {
    let host = try ScriptedHost()
    Self.answers.withLock { $0 = [] }
    #expect(call("other.lookup", "question", ms: 250, ticket: 9) == ROOST_DONE)
    let asked = try #require(try host.loop.heard().first)
    #expect(asked.kind == FRAME_ASK)
    let ask = unsafe asked.payload.withUnsafeBytes { unsafe $0.loadUnaligned(as: frame_ask.self) }
    #expect(ask.service == UInt32(SERVICE_CALLS) && ask.method == UInt32(CALLS_CALL))
    let head = unsafe asked.payload.withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: 8, as: frame_service_call.self)
    }
    #expect(head.ticket == 9 && head.deadline_ms == 250 && head.name_size == 12)
    #expect(asked.payload.dropFirst(32).elementsEqual("other.lookupquestion".utf8))
    func answer() throws {
      try host.onLoop { output in
        unsafe Array("answer".utf8).withUnsafeBytes {
          unsafe output.frame(FRAME_ANSWER, asked.id, frame_code(code: ROOST_CONFLICT, reserved: 0), $0)
        }
      }
    }
    try answer()
    #expect(Self.answers.withLock { $0 } == ["-8 answer"])
    #expect(throws: FrameError.self) { try answer() }
  }

  @Test func `what is no call is refused without the host`() throws {
    let host = try ScriptedHost()
    #expect(call("", "") == ROOST_INVALID)
    #expect(call(String(repeating: "a", count: 129), "") == ROOST_INVALID)
    #expect(call("a.b", String(repeating: "a", count: 1_048_577)) == ROOST_INVALID)
    #expect(call("a.b", "", ms: 0) == ROOST_INVALID)
    #expect(call("a.b", "", isAsked: false) == ROOST_INVALID)
    #expect(call("a.b", "", loop: 99) == ROOST_STALE)
    #expect(
      unsafe ServicesTable.table.pointee.call(ScriptedHost.handle, 1, nil, { _, _, _ in }, nil)
        == ROOST_INVALID)
    #expect(try host.loop.heard() == [])
  }

  @Test func `a method is provided by asking the host`() throws {
    let host = try ScriptedHost()
    host.calls.say(
      ScriptedHost.frames { $0.frame(FRAME_REPLY, 1, frame_code(code: ROOST_DENIED, reserved: 0)) })
    var name = "lookup"
    let code = name.withUTF8 { name in
      unsafe ServicesTable.table.pointee.provide(
        ScriptedHost.handle, roost_bytes(data: name.baseAddress, size: UInt64(name.count)),
        TestPlugin.handler, nil)
    }
    #expect(code == ROOST_DENIED)
    let said = try #require(try host.calls.heard().first)
    #expect(said.kind == FRAME_PROVIDE && said.payload.dropFirst(8).elementsEqual("lookup".utf8))
    #expect(
      unsafe ServicesTable.table.pointee.provide(ScriptedHost.handle, roost_bytes(), nil, nil)
        == ROOST_INVALID)
  }
}
