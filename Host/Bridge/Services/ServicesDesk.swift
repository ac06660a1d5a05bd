import CRoost
import HostLoader
import HostOperations
import HostRouter
import NIOCore
import Synchronization

/// Takes the calls that one generation makes to services: checks and bounds them, and ends those that wait when the
/// generation does.
final class ServicesDesk: Sendable {
  /// A call as the plugin made it; its bytes are borrowed.
  @safe struct Request {
    let name: UnsafeRawBufferPointer
    let body: UnsafeRawBufferPointer
    /// That of the event it is made for, or 0.
    let ticket: UInt64
    let deadlineMS: Int64

    /// The bytes that ``ServicesDesk/taken(_:)`` is told.
    var size: Int { unsafe name.count + body.count }
  }

  private struct State: ~Copyable {
    var granted: [TopicPattern]
    var budget = CallBudget(calls: Int(ROOST_SERVICE_CALLS_MAX), bytes: Int(ROOST_SERVICE_CALLS_BYTES))
    var calls: [UInt64: ServiceCall] = [:]
    var next: UInt64 = 1
    var hasEnded = false
  }

  private let dispatch: any ServiceDispatch
  private let plugin: String
  private let state: Mutex<State>

  init(_ dispatch: any ServiceDispatch, of plugin: String, grants: [Grant]) {
    self.dispatch = dispatch
    self.plugin = plugin
    state = Mutex(State(granted: Self.patterns(grants)))
  }

  /// Takes away what is not among some grants. Nothing gives it back to this generation.
  func restrict(to grants: [Grant]) {
    let patterns = Self.patterns(grants)
    state.withLock { $0.granted.removeAll { pattern in !patterns.contains { $0.covers(pattern) } } }
  }

  /// Takes a call.
  ///
  /// - Parameter answer: told the code, and the answer or a message, once and on any thread, unless ``end()`` comes
  ///   first; followed by ``taken(_:)`` once the plugin, or its worker's socket, has it.
  /// - Returns: `ROOST_DONE` when there will be an answer, else why there will be none.
  func ask(
    _ request: Request, from generation: Generation, on loop: any EventLoop, _ index: Int,
    _ answer: @escaping ServiceCall.Answer
  ) -> Int32 {
    let (name, body) = unsafe (request.name, request.body)
    guard (1...Int(ROOST_SERVICE_NAME_MAX)).contains(name.count), body.count <= Int(ROOST_SERVICE_BODY_MAX),
      request.deadlineMS > 0
    else { return ROOST_INVALID }
    let size = request.size
    guard state.withLock({ $0.budget.take(size) }) else { return ROOST_BUSY }
    let now = MonotonicClock.now()
    // What is beyond any provider's own deadline needs no more digits.
    var deadline = now + UInt64(min(request.deadlineMS, 86_400_000)) * 1_000_000
    let text = unsafe String(decoding: name, as: UTF8.self)
    var (chain, eventID): (CallChain, String?) = (CallChain(methods: [text]), nil)
    if request.ticket != 0 {
      guard let event = Tickets.shared.find(request.ticket), event.generation === generation else {
        answer(ROOST_STALE, Array("the ticket is not open, so that no call can be made for its event".utf8))
        return ROOST_DONE
      }
      (chain, eventID) = (event.callChain.calling(text, for: plugin), event.eventID)
      deadline = min(deadline, event.deadline ?? deadline)
    }
    if let (code, why) = refusal(of: text, after: chain.methods.dropLast()) {
      answer(code, Array(why.utf8.prefix(1024)))
      return ROOST_DONE
    }
    let copy = unsafe ByteBuffer(bytes: body)
    let id = state.withLock { state in
      defer { state.next += 1 }
      return state.next
    }
    let call = ServiceCall(
      name: text, caller: plugin, eventID: eventID, body: copy, deadline: deadline, chain: chain,
      loop: loop, loopIndex: index
    ) { code, bytes in
      _ = self.state.withLock { $0.calls.removeValue(forKey: id) }
      answer(code, bytes)
    }
    begin(call, id)
    return ROOST_DONE
  }

  private func begin(_ call: ServiceCall, _ id: UInt64) {
    call.loop.execute {
      let isThere = self.state.withLock { state in
        guard !state.hasEnded else { return false }
        state.calls[id] = call
        return true
      }
      if isThere { self.dispatch.begin(call) } else { call.callerLeft() }
    }
  }

  private func refusal(of name: String, after path: some Collection<String>) -> (Int32, String)? {
    guard let pattern = TopicPattern(name), pattern.isExact else {
      return (
        ROOST_PERMANENT,
        "\(Problem.quote(name)) is no service's name — hint: write the plugin's id, a dot and the method"
      )
    }
    guard isOwn(name) || state.withLock({ $0.granted.contains { $0.covers(pattern) } }) else {
      return (
        ROOST_DENIED,
        """
        the service \(name) is not granted — hint: ask for service:\(name) in the manifest's capabilities, or grant it \
        in \(plugin).yaml with `grants: [service:\(name)]`
        """
      )
    }
    guard path.count < Int(ROOST_SERVICE_DEPTH_MAX) else {
      return (
        ROOST_PERMANENT,
        """
        \(name) would be called for \(path.count) others, more than may be — \(path.joined(separator: " > ")) — hint: \
        services that call each other in a circle need an end
        """
      )
    }
    return nil
  }

  private func isOwn(_ name: String) -> Bool {
    name.utf8.count > plugin.utf8.count && name.utf8.starts(with: plugin.utf8)
      && name.utf8.dropFirst(plugin.utf8.count).first == UInt8(ascii: ".")
  }

  /// The answer to a question of so many bytes has been taken.
  func taken(_ size: Int) { state.withLock { $0.budget.giveBack(size) } }

  /// The caller ends: nothing is answered any more, and what others have of its calls is cancelled.
  func end() {
    let calls = state.withLock { state in
      state.hasEnded = true
      defer { state.calls = [:] }
      return Array(state.calls.values)
    }
    for call in calls { call.loop.execute { call.callerLeft() } }
  }

  private static func patterns(_ grants: [Grant]) -> [TopicPattern] {
    grants.compactMap { grant in
      if case .service(let services) = grant { TopicPattern(services) } else { nil }
    }
  }
}
