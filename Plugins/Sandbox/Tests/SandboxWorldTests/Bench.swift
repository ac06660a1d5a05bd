import RoostJSON

@testable import SandboxWorld

/// A world with a person and a bot, at a time that the test sets.
struct Bench {
  var world: World
  let user: Int
  let bot: Int
  static let start = 1_800_000_000_000

  init(limits: Bool = false, history: Int = 500) throws {
    var settings = Settings()
    settings.hasLimits = limits
    settings.historyLength = history
    world = World(settings: settings, seed: 7)
    world.setTime(Self.start)
    user = try world.makeUser(.fields(["first_name": "Ada", "language_code": "en"]))["id"]!.int!
    bot = try world.makeBot(name: "Echo", username: "echo_bot", owner: user)["id"]!.int!
  }

  var token: String { world.bots[bot]!.token! }

  mutating func advance(_ seconds: Int) { world.setTime(world.now + seconds * 1000) }

  /// The result of a call, its values read as from JSON.
  @discardableResult
  mutating func call(_ name: String, _ values: JSONValue = .object([]), as other: Int? = nil) throws
    -> JSONValue
  {
    var arguments = Arguments()
    for member in values.object ?? [] { arguments.values[member.name] = member.value }
    guard let method = MethodTable.find(name) else { throw MethodTable.refusal(name) }
    let call = try arguments.call(method, bot: other ?? bot)
    return try world.perform(method, call).get()["result"]!
  }

  /// The words of a refusal; empty where there is none.
  mutating func refusal(_ name: String, _ values: JSONValue = .object([]), as other: Int? = nil) -> String {
    do {
      try call(name, values, as: other)
      return ""
    } catch { return (error as? APIError)?.description ?? "\(error)" }
  }

  /// What the bot's poll has, confirming all.
  mutating func updates(_ offset: Int? = nil) throws -> [JSONValue] {
    let found = try call("getUpdates", .fields(["offset": offset])).array!
    if let last = found.last?["update_id"]?.int { try call("getUpdates", .fields(["offset": last + 1])) }
    return found
  }

  @discardableResult
  mutating func say(_ text: String, in chat: Int? = nil, reply: Int? = nil) throws -> JSONValue {
    try world.pageSend(chat ?? bot, user: user, .fields(["text": text, "reply_to": reply]))["messages"]!
      .array![0]
  }

  /// A chat of the user's.
  mutating func chat(_ type: String, username: String? = nil) throws -> Int {
    try world.makeChat(.fields(["type": type, "title": "Club", "username": username, "owner": user]))["id"]!
      .int!
  }

  mutating func add(_ who: Int, to chat: Int, rights: [String] = []) throws {
    _ = try world.pageMember(chat, user: user, .fields(["user": who, "action": "add"]))
    if !rights.isEmpty { try promote(who, in: chat, rights) }
  }

  mutating func promote(_ who: Int, in chat: Int, _ rights: [String]) throws {
    let given = JSONValue.object(rights.map { JSONMember($0, .bool(true)) })
    _ = try world.pageMember(chat, user: user, .fields(["user": who, "action": "promote", "rights": given]))
  }

  mutating func person(_ name: String) throws -> Int {
    try world.makeUser(.fields(["first_name": name]))["id"]!.int!
  }
}
