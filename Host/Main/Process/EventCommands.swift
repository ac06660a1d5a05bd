import HostDispatch
import HostOperations
import HostServices
import RoostJSON

/// The commands about events, and how they are told as JSON.
struct EventCommands: Sendable {
  let inbox: Inbox

  /// The answer; nil for a command of another kind.
  func answer(_ request: ControlRequest) async throws -> JSONValue? {
    let arguments = request.arguments
    switch request.command {
    case "events.list":
      let limit = arguments["limit"]?.int ?? 50
      let events = try await inbox.events(
        of: arguments["source"]?.string, since: arguments["since"]?.int.map { Int64($0) } ?? 0,
        limit: min(max(1, Int(limit)), EventsCommand.most))
      return .array(events.map { Self.json($0, [:]) })
    case "events.show":
      let story = try await inbox.story(of: arguments["name"]?.string ?? "")
      return .object([
        JSONMember("events", .array(story.events.map { Self.json($0, story.caused) })),
        JSONMember("causes", .array(story.causes.map { Self.json($0, [:]) })),
      ])
    default: return nil
    }
  }

  /// An event with all that it caused, as far as that is among those that are given.
  private static func json(_ event: EventReport, _ caused: [String: [EventReport]]) -> JSONValue {
    var members = [
      JSONMember("id", .string(event.id)), JSONMember("kind", .string(event.kind)),
      JSONMember("source", .string(event.source)), JSONMember("name", .string(event.name)),
      JSONMember("state", .string(event.state)), JSONMember("received", number(event.kept.time)),
      JSONMember("commit", number(event.kept.commit)), JSONMember("lane", .string("\(event.lane)")),
      JSONMember("bytes", number(event.size)),
    ]
    if let partition = event.partition { members.append(JSONMember("partition", number(partition))) }
    for (name, text) in [("what", event.what), ("why", event.why), ("plugin", event.plugin)]
    where !text.isEmpty {
      members.append(JSONMember(name, .string(text)))
    }
    if event.generation != 0 { members.append(JSONMember("generation", number(event.generation))) }
    if let due = event.due { members.append(JSONMember("due", number(due))) }
    members.append(
      JSONMember(
        "attempts",
        .array(
          event.attempts.map { attempt in
            .object([
              JSONMember("time", number(attempt.time)), JSONMember("generation", number(attempt.generation)),
              JSONMember("reason", .string("\(attempt.failure)")),
            ])
          })))
    if let ended = event.ended {
      members.append(
        JSONMember(
          "ended",
          .object([JSONMember("time", number(ended.time)), JSONMember("commit", number(ended.commit))])))
    }
    if let code = event.code { members.append(JSONMember("code", number(code))) }
    if let letter = event.letter { members.append(JSONMember("dead_letter", number(letter))) }
    if let decision = event.decision {
      members.append(JSONMember("writes", .array(decision.writes.map(json))))
      members.append(
        JSONMember("effects", .array(decision.effects.map { json($0, caused[$0.id] ?? [], caused) })))
      if decision.leftOut > 0 { members.append(JSONMember("left_out", number(decision.leftOut))) }
    }
    return .object(members)
  }

  private static func json(_ write: Decision.Write) -> JSONValue {
    var members = [
      JSONMember("kind", .string("\(write.kind)")), JSONMember("key", .string("\(StateKeyText(write.key))")),
    ]
    switch write.kind {
    case .put: members.append(JSONMember("bytes", number(write.size)))
    case .expect: members.append(JSONMember("version", number(write.number)))
    case .add: members.append(JSONMember("number", number(write.number)))
    case .delete: break
    }
    return .object(members)
  }

  private static func json(
    _ effect: Decision.Caused, _ events: [EventReport], _ caused: [String: [EventReport]]
  ) -> JSONValue {
    .object([
      JSONMember("kind", .string("\(effect.kind)")), JSONMember("name", .string(effect.name)),
      JSONMember("id", .string(effect.id)), JSONMember("receivers", number(effect.receivers)),
      JSONMember("bytes", number(effect.size)),
      JSONMember(
        "events",
        .array(
          events.map { event in
            // Each is told once: what two have caused, or its own cause, is not told again below.
            json(event, caused.filter { $0.key != effect.id })
          })),
    ])
  }

  private static func number(_ value: some FixedWidthInteger) -> JSONValue {
    .number(JSONNumber(Int64(truncatingIfNeeded: value)))
  }
}
