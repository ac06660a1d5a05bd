import HostDispatch
import HostOperations
import HostServices
import RoostJSON

/// The commands about what the host keeps.
struct StateCommands: Sendable {
  let store: any StateStore
  let inbox: Inbox
  let files: FileStore
  /// What other hosts serve; nil when the store is this host's alone.
  let others: ServingRecords?

  /// The answer; nil for a command of another kind.
  func answer(_ request: ControlRequest) async -> ControlResponse? {
    switch request.command {
    case "dead.list":
      let after = request.arguments["after"]?.int.map { UInt64(max(0, $0)) } ?? 0
      return await trying {
        .array(
          try await inbox.deadLetters(after: after, limit: DeadCommand.page).map {
            Self.json($0, body: false)
          })
      }
    case "dead.show":
      return await named(request) { Self.json(try await inbox.deadLetter($0), body: true) }
    case "dead.replay":
      return await named(request) {
        try await inbox.replayDeadLetter($0)
        return .null
      }
    case "dead.drop":
      return await named(request) {
        try await inbox.dropDeadLetter($0)
        return .null
      }
    case "outbox.list":
      return await trying { .array(try await inbox.waitingEffects(limit: OutboxCommand.most).map(Self.json)) }
    case "outbox.hold", "outbox.release", "outbox.drop":
      return await trying {
        switch (request.command, request.arguments["name"]?.string) {
        case ("outbox.release", let name?): try await inbox.releaseEffect(name)
        case ("outbox.drop", let name?): try await inbox.dropEffect(name)
        default: try await inbox.holdEffects(request.command == "outbox.hold")
        }
        return .null
      }
    case "state.backup":
      guard let path = request.arguments["path"]?.string, path.hasPrefix("/") else {
        return .failure("where to? `path` is missing or no absolute path")
      }
      return await trying {
        try await withCheckedContinuation { waiting in
          store.backUp(to: path) { waiting.resume(returning: $0) }
        }.get()
        return .null
      }
    case "events.list", "events.show":
      return await trying { try await EventCommands(inbox: inbox).answer(request) ?? .null }
    case "replay.events", "replay.form", "replay.get", "replay.scan":
      return await trying {
        try await ReplayCommands(store: store, inbox: inbox).answer(request) ?? .null
      }
    default: return nil
    }
  }

  /// Deletes what a plugin has kept.
  ///
  /// - Parameter serving: the ids of the plugins that serve, whose state is not taken from under them.
  func purge(_ request: ControlRequest, serving: Set<String>) async -> ControlResponse {
    guard let id = request.arguments["id"]?.string, !id.contains("/") else {
      return .failure("which plugin? `id` is missing or none")
    }
    guard !serving.contains(id) else {
      return .failure("\(id) — it serves, and would go on writing — hint: roost plugins unload it first")
    }
    return await trying {
      if let elsewhere = try await others?.others(serving: id), !elsewhere.isEmpty {
        throw StateFailure(
          .denied,
          """
          \(id) — it serves on another host, \(elsewhere.joined(separator: ", ")), and would go on writing — hint: roost \
          plugins unload it there first
          """)
      }
      var entries = 0
      try await inbox.forget(id)
      let spaces = [
        id, "inbox/plugin:\(id)", "inbox/effects:\(id)", "seen/plugin:\(id)", "jobs/\(id)", "schedules/\(id)",
      ]
      for space in spaces {
        entries += try await withCheckedContinuation { waiting in
          store.purge(space) { waiting.resume(returning: $0) }
        }.get()
      }
      var removed = 0
      if request.arguments["keep_files"]?.bool != true {
        removed = try await withCheckedContinuation { waiting in
          files.purge(id) { waiting.resume(returning: $0) }
        }.get()
      }
      return .object([
        JSONMember("entries", .number(JSONNumber(Int64(entries)))),
        JSONMember("files", .number(JSONNumber(Int64(removed)))),
      ])
    }
  }

  private func named(_ request: ControlRequest, _ act: (String) async throws -> JSONValue) async
    -> ControlResponse
  {
    guard let name = request.arguments["name"]?.string else {
      return .failure("which dead letter? `name` is missing")
    }
    return await trying { try await act(name) }
  }

  private func trying(_ act: () async throws -> JSONValue) async -> ControlResponse {
    do { return .ok(try await act()) } catch { return .failure("\(error)") }
  }

  private static func json(_ effect: EffectReport) -> JSONValue {
    .object([
      JSONMember("id", .string(effect.id)), JSONMember("plugin", .string(effect.plugin)),
      JSONMember("cause", .string(effect.cause)), JSONMember("what", .string(effect.what)),
      JSONMember("name", .string(effect.name)), JSONMember("state", .string(effect.state)),
      JSONMember("time", .number(JSONNumber(effect.time))),
      JSONMember("attempts", .number(JSONNumber(Int64(effect.attempts)))),
      JSONMember("reason", .string(effect.reason)),
    ])
  }

  private static func json(_ letter: DeadLetterReport, body: Bool) -> JSONValue {
    func number(_ value: Int64) -> JSONValue { .number(JSONNumber(value)) }
    var members = [
      JSONMember("number", number(Int64(letter.number))), JSONMember("event", .string(letter.event)),
      JSONMember("source", .string(letter.source)), JSONMember("name", .string(letter.name)),
      JSONMember("received", number(letter.received)),
      JSONMember("time", number(letter.time)),
      JSONMember(
        "attempts",
        .array(
          letter.attempts.map { attempt in
            .object([
              JSONMember("time", number(attempt.time)),
              JSONMember("generation", number(Int64(attempt.generation))),
              JSONMember("reason", .string("\(attempt.failure)")),
            ])
          })),
    ]
    if body { members.append(JSONMember("body", .string(String(decoding: letter.body, as: UTF8.self)))) }
    return .object(members)
  }
}
