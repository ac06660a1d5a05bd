import CRoost
import HostRouter
import Testing

struct UpdateRoutesTests {
  private static func bit(_ number: Int32) -> UInt64 { 1 << UInt64(number) }

  private static func message(_ text: String, _ chatType: String = "private") -> String {
    #"{"update_id":1,"message":{"chat":{"id":5,"type":"\#(chatType)"},"text":"\#(text)"}}"#
  }

  private static func callback(_ data: String) -> String {
    #"{"update_id":1,"callback_query":{"id":"1","data":"\#(data)"}}"#
  }

  private static let routes = [
    UpdateRoute(plugin: "a", order: 0, target: 0),
    UpdateRoute(plugin: "a", chatTypes: UInt32(bit(ROOST_CHAT_GROUP)), order: 1, target: 1),
    UpdateRoute(plugin: "a", kinds: bit(ROOST_UPDATE_MESSAGE), order: 2, target: 2),
    UpdateRoute(
      plugin: "a", kinds: bit(ROOST_UPDATE_MESSAGE), chatTypes: UInt32(bit(ROOST_CHAT_CHANNEL)), order: 3,
      target: 3),
    UpdateRoute(plugin: "a", callback: "ok:", order: 4, target: 4),
    UpdateRoute(plugin: "a", callback: "ok:1", order: 5, target: 5),
    UpdateRoute(plugin: "a", command: "Start", order: 6, target: 6),
    UpdateRoute(plugin: "a", kinds: bit(ROOST_UPDATE_MESSAGE), command: "start", order: 7, target: 7),
    UpdateRoute(plugin: "a", command: "help", order: 8, target: 8),
    UpdateRoute(plugin: "a", command: "help", order: 9, target: 9),
    UpdateRoute(plugin: "b", bot: "second", command: "only", order: 0, target: 20),
    UpdateRoute(plugin: "b", bot: "", command: "", callback: "", order: 1, target: 21),
    UpdateRoute(plugin: "c", kinds: bit(ROOST_UPDATE_POLL), order: 0, target: 30),
  ]

  private static let table = UpdateRoutes(
    routes,
    bots: [
      BotBinding(name: "first", plugins: ["a", "b"]), BotBinding(name: "second", plugins: ["b", "a"]),
      BotBinding(name: "third", plugins: ["c", "a", "missing"]), BotBinding(name: "fourth", plugins: ["c"]),
      BotBinding(name: "fifth", plugins: []),
    ])

  private static let cases: [(json: String, target: Int32)] = [
    (message("hi"), 2), (message("hi", "channel"), 3), (message("hi", "group"), 2), (message("/START x"), 7),
    (message("/start@bot"), 7), (message("/starts"), 2), (message("/help"), 8), (message("/only"), 2),
    (callback("ok:1"), 5), (callback("ok:12"), 5), (callback("ok:"), 4), (callback("ok:2"), 4),
    (callback("ok"), 0), (callback(""), 0), (#"{"update_id":1}"#, 0),
    (#"{"update_id":1,"my_chat_member":{"chat":{"type":"group"}}}"#, 1),
    (#"{"update_id":1,"channel_post":{"text":"/start"}}"#, 6),
    (#"{"update_id":1,"inline_query":{"id":"1","query":"/start"}}"#, 0),
  ]

  @Test(arguments: cases)
  func `the most specific handler of a plugin wins`(json: String, expected: Int32) throws {
    let envelope = try scan(json)
    #expect(Self.table.match(bot: 0, envelope) == expected)
  }

  @Test func `the first plugin with a match wins over a more specific one behind it`() throws {
    #expect(Self.table.match(bot: 1, try scan(Self.message("/start"))) == 21)
    #expect(Self.table.match(bot: 2, try scan(Self.message("/start"))) == 7)
    #expect(Self.table.match(bot: 2, try scan(#"{"update_id":1,"poll":{}}"#)) == 30)
  }

  @Test func `a filter on the bot keeps a handler to that bot`() throws {
    #expect(Self.table.match(bot: 1, try scan(Self.message("/only"))) == 20)
    #expect(Self.table.match(bot: 0, try scan(Self.message("/only"))) == 2)
  }

  @Test func `an update nobody wants has no handler`() throws {
    #expect(Self.table.match(bot: 3, try scan(Self.message("/start"))) == nil)
    #expect(Self.table.match(bot: 4, try scan(Self.message("/start"))) == nil)
  }
}
