import RoostJSON
import Testing

@testable import SandboxWorld

@Suite struct FatherTests {
  private func last(_ bench: Bench) -> String {
    let key = ChatKey(bench.user, bot: World.father)
    return bench.world.history[key]?.last.flatMap { bench.world.messages[InChat(key, $0)]?.text } ?? ""
  }

  @Test func `BotFather makes bots and takes tokens back`() throws {
    var bench = try Bench()
    for text in ["/newbot", "Tea", "tea_shop"] { try bench.say(text, in: World.father) }
    #expect(last(bench).hasPrefix("Sorry"))
    try bench.say("tea_shop_bot", in: World.father)
    let token = try #require(last(bench).split(separator: "\n").last.map(String.init))
    let bot = try bench.world.bot(token: token)
    for text in ["/revoke", "@tea_shop_bot"] { try bench.say(text, in: World.father) }
    #expect(throws: APIError.unauthorized) { try bench.world.bot(token: token) }
    for text in ["/token", "@tea_shop_bot"] { try bench.say(text, in: World.father) }
    let fresh = try #require(last(bench).split(separator: "\n").last.map(String.init))
    #expect(try bench.world.bot(token: fresh) == bot)
  }

  @Test func `privacy is turned off`() throws {
    var bench = try Bench()
    for text in ["/setprivacy", "@echo_bot", "Disable"] { try bench.say(text, in: World.father) }
    #expect(try bench.call("getMe")["can_read_all_group_messages"]?.bool == true)
  }

  @Test func `a token has a form`() throws {
    let bench = try Bench()
    for token in ["", "abc", "0:abc", String(repeating: "1", count: 80) + ":"] {
      #expect(throws: APIError.notFound) { try bench.world.bot(token: token) }
    }
    #expect(throws: APIError.unauthorized) { try bench.world.bot(token: "1:abc") }
  }
}
