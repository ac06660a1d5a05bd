import HostOperations
import HostServices
import RoostJSON

/// The commands about bots.
struct BotCommands: Sendable {
  let bots: TelegramBots

  /// The answer; nil for a command of another kind.
  func answer(_ request: ControlRequest) async -> ControlResponse? {
    let arguments = request.arguments
    switch request.command {
    case "bots.list":
      return .ok(.array(await bots.list().map { Self.json($0.record, $0.notice, isWhole: false) }))
    case "bots.show":
      return await named(request) { name in
        guard let found = await bots.list().first(where: { $0.record.name == name }) else {
          throw BotRefusal("\(name) — no such bot was added — hint: roost bots list shows those there are")
        }
        return Self.json(found.record, found.notice, isWhole: true)
      }
    case "bots.add":
      return await named(request) { name in
        let record = try await bots.add(try Self.wish(name, arguments))
        return Self.json(record, nil, isWhole: true)
      }
    case "bots.enable", "bots.disable":
      return await named(request) { name in
        try await bots.set(name, isActive: request.command == "bots.enable")
        return .null
      }
    case "bots.rotate-secret":
      return await named(request) { name in
        try await bots.rotateSecret(name)
        return .null
      }
    case "bots.remove":
      return await named(request) { name in
        try await bots.remove(name)
        return .null
      }
    default: return nil
    }
  }

  private static func wish(_ name: String, _ arguments: JSONValue) throws -> BotRegistry.Wish {
    guard HostConfiguration.Bot.isName(name) else {
      throw BotRefusal(
        "\(Problem.quote(name)) — is not a bot's name — hint: begin with a letter; at most 32 of a to z, 0 to 9, _ and -"
      )
    }
    let plugins = arguments["plugins"]?.array?.compactMap(\.string) ?? []
    guard (1...BotRecord.mostPlugins).contains(plugins.count), Set(plugins).count == plugins.count,
      plugins.allSatisfy(HostConfiguration.Bot.isPluginID)
    else {
      throw BotRefusal(
        "\(name) — which plugins serve it? — hint: --plugin ID, once for each, at most \(BotRecord.mostPlugins)"
      )
    }
    let delivery = arguments["delivery"]?.string ?? "durable"
    guard let delivery = HostConfiguration.Delivery(rawValue: delivery) else {
      throw BotRefusal("\(name) — delivery is durable or direct")
    }
    let mode = arguments["mode"]?.string ?? ""
    guard mode.utf8.count <= 64 else { throw BotRefusal("\(name) — a mode has at most 64 bytes") }
    return BotRegistry.Wish(
      name: name, token: try BotToken(arguments["token"]?.string ?? ""), plugins: plugins, mode: mode,
      isKept: delivery == .durable)
  }

  private func named(
    _ request: ControlRequest, _ act: (String) async throws -> JSONValue
  ) async -> ControlResponse {
    guard let name = request.arguments["name"]?.string else {
      return .failure("which bot? `name` is missing")
    }
    do { return .ok(try await act(name)) } catch { return .failure("\(error)") }
  }

  /// What is shown of a bot: never its token or what proves its webhook.
  private static func json(_ record: BotRecord, _ notice: TelegramBots.Notice?, isWhole: Bool) -> JSONValue {
    var members = [
      JSONMember("name", .string(record.name)), JSONMember("id", .number(JSONNumber(record.id))),
      JSONMember("username", .string(record.username)),
      JSONMember("status", .string("\(record.status)")), JSONMember("reason", .string(record.reason)),
      JSONMember("plugins", .array(record.plugins.map { .string($0) })),
      JSONMember("mode", .string(record.mode)),
      JSONMember("delivery", .string(record.isKept ? "durable" : "direct")),
      JSONMember("added", .number(JSONNumber(record.added))),
      JSONMember("notice", notice.map { .string($0.text) } ?? .null),
      JSONMember("notice_time", notice.map { .number(JSONNumber($0.time)) } ?? .null),
    ]
    if isWhole { members.append(JSONMember("path", .string(record.path))) }
    return .object(members)
  }
}
