import CRoost
@testable import Roost
import Testing

/// What reaches the host when a handler has answered.
@Suite struct AnswerTests {
  private struct Odd: Error, CustomStringConvertible { let description = "odd" }

  /// Runs a route as an event of the host and returns what the host was called with.
  private func run(_ action: RouteAction) async -> [FakeHost.Call] {
    let ticket = FakeHost.ticket()
    let box = unsafe Unmanaged.passRetained(RouteBox(pattern: "/", action: action))
    let block = UnsafeMutableRawPointer.allocate(byteCount: 256, alignment: 8)
    #expect(
      unsafe httpEvent(
        user: box.toOpaque(), ticket: ticket, loop: 1, deadline: 0, block: block, body: nil, bodySize: 0)
        == ROOST_PENDING)
    while !FakeHost.calls(ticket).contains(where: \.isLast) { await Task.yield() }
    return FakeHost.calls(ticket)
  }

  @Test func `an answer crosses with its status, fields and body`() async {
    let calls = await run(.sync { _ in Response("hi", status: .created, headers: [("X-A", "1")]) })
    guard case .answered(_, 201, ["Content-Type: text/plain; charset=utf-8", "X-A: 1"], "hi") = calls.first
    else {
      Issue.record("\(calls)")
      return
    }
    #expect(calls.count == 1)
  }

  @Test func `an answer that the host refuses fails, with what was refused and a hint`() async {
    let actions = [
      RouteAction.sync { _ in Response("hi", status: 600) },
      .async { _ in Response(contentType: "", status: 600) { _ in } },
    ]
    for action in actions {
      let calls = await run(action)
      guard case .failed(_, _, let message) = calls.first, calls.count == 1 else {
        Issue.record("\(calls)")
        continue
      }
      #expect(message.contains("status 600") && message.contains("hint: a status is 200 to 599"))
    }
  }

  @Test func `a suspended handler answers too`() async {
    let calls = await run(
      .async { _ in
        await Task.yield()
        return Response(status: .noContent)
      })
    guard case .answered(_, 204, [], "") = calls.first else {
      Issue.record("\(calls)")
      return
    }
  }

  @Test(
    arguments: [
      (PluginError.retryable("m"), ROOST_RETRYABLE), (.permanent("m"), ROOST_PERMANENT),
      (.denied("m"), ROOST_DENIED),
      (.unknown("m"), ROOST_UNKNOWN), (PluginError(.busy, "m"), ROOST_BUSY),
      (.conflict("m"), ROOST_CONFLICT),
    ] as [(PluginError, Int32)])
  func `an error's class crosses, with its text`(_ error: PluginError, _ code: Int32) async {
    for action in [RouteAction.sync { _ in throw error }, .async { _ in throw error }] {
      let calls = await run(action)
      guard case .failed(_, code, "m") = calls.first, calls.count == 1 else {
        Issue.record("\(calls)")
        continue
      }
    }
  }

  @Test func `an error of another type is permanent, and a cancellation is worth a repetition`() async {
    #expect(Failure(Odd()).code == ROOST_PERMANENT)
    #expect(Failure(Odd()).message == "odd")
    #expect(Failure(CancellationError()).code == ROOST_RETRYABLE)
  }

  @Test func `an HTTP error is an answer`() async {
    let calls = await run(.sync { _ in throw HTTPError(.notFound, "no such order") })
    guard case .answered(_, 404, ["Content-Type: text/plain; charset=utf-8"], "no such order\n") = calls.first
    else {
      Issue.record("\(calls)")
      return
    }
  }

  @Test func `a stream is opened, written and closed, once each`() async {
    let calls = await run(
      .sync { _ in
        Response(contentType: "text/plain") { writer in
          try await writer.write("one")
          try await writer.write([0x32])
        }
      })
    #expect(calls.map(\.text) == ["opened 200", "one", "2", "closed"])
  }

  @Test func `a stream that throws fails after what it wrote`() async {
    let calls = await run(
      .sync { _ in
        Response(contentType: "text/plain") { writer in
          try await writer.write("one")
          throw PluginError.retryable("broken")
        }
      })
    #expect(calls.map(\.text) == ["opened 200", "one", "failed -1"])
  }

  @Test(
    arguments: [
      ("a", nil, nil, "data: a\n\n"), ("a\nb", nil, nil, "data: a\ndata: b\n\n"),
      ("a\r\nb\rc", nil, nil, "data: a\ndata: b\ndata: c\n\n"),
      ("", nil, nil, "data: \n\n"), ("a\n", nil, nil, "data: a\ndata: \n\n"),
      ("a", "tick", "7", "event: tick\nid: 7\ndata: a\n\n"),
      ("a", "x\ndata: evil", "1\r\n2", "event: xdata: evil\nid: 12\ndata: a\n\n"),
      ("a\u{2028}b\u{85}c\u{0B}d", nil, nil, "data: a\u{2028}b\u{85}c\u{0B}d\n\n"),
    ] as [(String, String?, String?, String)])
  func `an event is its lines`(_ data: String, _ event: String?, _ id: String?, _ expected: String) async {
    let calls = await run(.sync { _ in .events { try await $0.send(data, event: event, id: id) } })
    #expect(calls.map(\.text) == ["opened 200", expected, "closed"])
  }
}

extension FakeHost.Call {
  fileprivate var isLast: Bool {
    switch self {
    case .completed, .failed, .answered, .closed: true
    case .opened, .wrote: false
    }
  }

  fileprivate var text: String {
    switch self {
    case .completed(_, let text), .wrote(_, let text): text
    case .failed(_, let code, _): "failed \(code)"
    case .answered(_, let status, _, _): "answered \(status)"
    case .opened(_, let status, _): "opened \(status)"
    case .closed: "closed"
    }
  }
}
