import RoostJSON
import SandboxWorld

/// A world in which there is something of everything, the same for each input, and what one input does to it.
struct Stage {
  private var world: World
  private var records: [String: [UInt8]] = [:]
  private let user: Int
  private let bot: Int
  /// That a bot polls is not kept.
  private var polls = false
  private static let history = 12

  /// Made once: a world is a value.
  static let ready = Stage()

  private init() {
    var settings = Settings()
    settings.historyLength = Self.history
    settings.hasLimits = false
    world = World(settings: settings, seed: 7)
    world.setTime(1_800_000_000_000)
    user = (try? world.makeUser(Self.json(#"{"first_name":"Ada","language_code":"en"}"#)))?["id"]?.int ?? 0
    bot = (try? world.makeBot(name: "Echo", username: "echo_bot", owner: user))?["id"]?.int ?? 0
    _ = try? world.pageStart(user: user, bot: bot, payload: "hello")
    for type in ["group", "supergroup", "channel"] {
      let wanted = Self.json(#"{"type":"\#(type)","title":"Club","owner":\#(user)}"#)
      let chat = (try? world.makeChat(wanted))?["id"]?.int ?? 0
      let added = Self.json(#"{"user":\#(bot),"action":"add"}"#)
      _ = try? world.pageMember(chat, user: user, added)
      let rights = #"{"can_delete_messages":true,"can_restrict_members":true,"can_promote_members":true}"#
      let promoted = Self.json(#"{"user":\#(bot),"action":"promote","rights":\#(rights)}"#)
      _ = try? world.pageMember(chat, user: user, promoted)
    }
    call("sendPoll", "application/json", Self.poll(user))
    call("sendInvoice", "application/json", Self.invoice(user))
    call("sendMessage", "application/json", Self.buttons(user))
    keep()
  }

  /// Does what a bot asks for.
  mutating func call(_ name: String, _ type: String, _ body: [UInt8]) {
    guard let method = MethodTable.find(name) else {
      precondition(!MethodTable.refusal(name).description.isEmpty)
      return
    }
    polls = polls || method.name == "getUpdates"
    do throws(APIError) {
      let arguments = try Arguments(query: "", contentType: type, body: body)
      let call = try arguments.call(method, bot: bot)
      let answer = try world.perform(method, call).get()
      precondition((try? JSONValue(parsing: answer.serialized())) == answer, "an answer does not parse")
      precondition(answer["ok"] == .bool(true))
    } catch {
      precondition((400..<600).contains(error.code) && !error.description.isEmpty)
      precondition((try? JSONValue(parsing: error.answer.serialized())) == error.answer)
    }
  }

  /// Does what a person asks for: the body is `{"do": NAME, …}`.
  mutating func page(_ body: [UInt8]) {
    guard let json = try? JSONValue(parsing: body) else { return }
    let chat = json["chat"]?.int ?? bot
    switch json["do"]?.string {
    case "edit": _ = try? world.pageEdit(chat, user: user, json)
    case "react": _ = try? world.pageReact(chat, user: user, json)
    case "press": _ = try? world.pagePress(chat, user: user, json)
    case "member": _ = try? world.pageMember(chat, user: user, json)
    case "pay": _ = try? world.beginPayment(chat, user: user, json)
    case "fault": _ = try? world.setFault(json)
    default:
      _ = try? world.pageSend(chat, user: user, json, files: [])
      _ = try? world.pageAction(json)
    }
  }

  /// What was kept makes the same world again, and its chats stay within their history.
  mutating func check() {
    keep()
    var again = World(settings: world.settings, seed: 8)
    do {
      for record in records { try again.load(record.key, record.value) }
    } catch { preconditionFailure("what was kept cannot be read: \(error)") }
    again.prepare()
    again.setTime(world.now)
    precondition(polls || again.pageWorld(boot: "b") == world.pageWorld(boot: "b"), "another world was kept")
    guard let chats = try? world.pageChats(user) else { return }
    precondition((try? again.pageChats(user)) == chats, "other chats were kept")
    for chat in chats["chats"]?.array ?? [] {
      let page = try? world.pageMessages(
        chat["id"]?.int ?? 0, user: user, before: nil, one: nil, limit: 100)
      precondition((page?["messages"]?.array?.count ?? 0) <= Self.history, "a chat outgrows its history")
    }
  }

  private mutating func keep() {
    let changes = world.takeChanges()
    for record in changes.records { records[record.key] = record.bytes }
    for event in changes.events {
      precondition((try? JSONValue(parsing: event.body.serialized())) == event.body)
    }
  }

  private static func json(_ text: String) -> JSONValue { (try? JSONValue(parsing: text)) ?? .null }

  private static func poll(_ chat: Int) -> [UInt8] {
    Array(#"{"chat_id":\#(chat),"question":"q","options":[{"text":"a"},{"text":"b"}]}"#.utf8)
  }

  private static func invoice(_ chat: Int) -> [UInt8] {
    let price = #"[{"label":"Tea","amount":150}]"#
    let what = #""title":"Tea","description":"d","payload":"p","currency":"XTR""#
    return Array(#"{"chat_id":\#(chat),\#(what),"prices":\#(price)}"#.utf8)
  }

  private static func buttons(_ chat: Int) -> [UInt8] {
    let rows = #"{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}"#
    return Array(#"{"chat_id":\#(chat),"text":"x","reply_markup":\#(rows)}"#.utf8)
  }
}
