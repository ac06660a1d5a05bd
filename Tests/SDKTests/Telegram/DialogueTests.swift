@testable import Roost
import RoostJSON
import RoostTelegram
import Synchronization
import Testing

/// Dialogues, in a state without a host.
@Suite(.serialized) struct DialogueTests {
  private enum Form: Codable, Equatable {
    case name
    case parts([String])
  }

  private func form(version: Int = 1) -> Dialogue<Form> {
    Dialogue("form", version: version, expires: .seconds(10), state: State(), cancelled: .text("no more")) {
      turn in
      switch turn.step {
      case nil:
        turn.next = .name
        return .text("name?")
      case .name:
        turn.next = .parts([])
        return .text("parts?")
      case .parts(let parts) where turn.update.text == "end":
        turn.next = nil
        try turn.commit.put("done", parts)
        return .text("done")
      case .parts(let parts):
        if turn.update.text == "bad" { throw PluginError.permanent("bad") }
        turn.next = .parts(parts + [turn.update.text])
        return .none
      }
    }
  }

  private func message(_ text: String, user: Int64 = 1, bot: String = "b", command: String = "") -> Update {
    update(chat: 5, user: user, bot: bot, text: text, command: command)
  }

  private func acknowledged() -> [UInt64] { FakeState.content.withLock { $0.acknowledged } }

  @Test func `ten messages at once during a form are each dealt with once, with the end's effects`()
    async throws
  {
    FakeState.fill([:])
    let form = form()
    for text in ["hi", "Ann"] { _ = try await form.handle(message(text)) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<10 { group.addTask { _ = try await form.handle(message("\(number)")) } }
      try await group.waitForAll()
    }
    guard case .parts(let parts) = try await form.step(for: message("")) else { throw ViewTests.Wrong() }
    #expect(parts.sorted() == (0..<10).map { "\($0)" })
    _ = try await form.handle(message("end"))
    #expect(try await State().value("done", as: [String].self) == parts)
    #expect(FakeState.texts.keys.sorted() == ["done"] && acknowledged().count == 13)
    #expect(Set(acknowledged()).count == 13)
  }

  @Test func `each user and bot has a dialogue of its own`() async throws {
    FakeState.fill([:])
    let form = form()
    _ = try await form.handle(message("hi"))
    #expect(try await form.step(for: message("")) == .name)
    #expect(try await form.step(for: message("", user: 2)) == nil)
    #expect(try await form.step(for: message("", bot: "c")) == nil)
  }

  @Test func `cancel ends a dialogue that is under way, and is the table's when none is`() async throws {
    FakeState.fill([:])
    let form = form()
    for text in ["hi", "Ann"] { _ = try await form.handle(message(text)) }
    #expect(
      try await form.handle(message("/cancel", command: "cancel")).parameters[0].value.string == "no more")
    #expect(FakeState.texts.isEmpty && acknowledged().count == 3)
    #expect(
      try await form.handle(message("/cancel", command: "cancel")).parameters[0].value.string == "name?")
  }

  @Test func `a step of another version, of none that is known or past its time begins anew`() async throws {
    FakeState.fill([:])
    FakeHost.clock.store(5_000_000_000, ordering: .relaxed)
    defer { FakeHost.clock.store(0, ordering: .relaxed) }
    for text in ["hi", "Ann"] { _ = try await form().handle(message(text)) }
    #expect(try await form().step(for: message("")) == .parts([]))
    #expect(try await form(version: 2).step(for: message("")) == nil)
    FakeHost.clock.store(15_000_000_000, ordering: .relaxed)
    #expect(try await form().step(for: message("")) == nil)
    #expect(try await form().handle(message("again")).parameters[0].value.string == "name?")
    FakeState.fill(["dialogue/form/b/5/1": #"{"version":1,"until":99999999,"step":{"gone":{}}}"#])
    #expect(try await form().step(for: message("")) == nil)
    FakeState.fill(["dialogue/form/b/5/1": "[]"])
    #expect(try await form().handle(message("again")).parameters[0].value.string == "name?")
  }

  @Test func `a step that throws writes nothing and acknowledges nothing`() async throws {
    FakeState.fill([:])
    for text in ["hi", "Ann", "x"] { _ = try await form().handle(message(text)) }
    let before = FakeState.texts
    await #expect(throws: PluginError.self) { try await form().handle(message("bad")) }
    #expect(FakeState.texts == before && acknowledged().count == 3)
  }

  @Test func `roles count from the next press on`() async throws {
    enum Role: String, Codable { case guest, owner }
    FakeState.fill([:])
    let roles = RoleTable<Role>(["open": [.guest, .owner], "ban": [.owner]], others: .guest, state: State())
    let press = message("")
    #expect(try await roles.allows("open", press))
    #expect(try await !roles.allows("ban", press))
    try await roles.assign(.owner, to: 1, bot: "b")
    #expect(try await roles.allows("ban", press))
    #expect(try await !roles.allows("ban", message("", bot: "c")))
    #expect(try await !roles.allows("unheard", press))
    #expect(try await roles.run("ban", press) { "banned" }.parameters[0].value.string == "banned")
    try await roles.assign(nil, to: 1, bot: "b")
    #expect(
      try await roles.run("ban", press, refusal: .text("no")) { "banned" }.parameters[0].value.string == "no")
    #expect(try await !roles.allows("open", message("", user: 0)))
  }
}
