import RoostJSON
import Testing

@testable import SandboxWorld

@Suite struct KeepingTests {
  @Test func `what was kept is the same world again`() throws {
    var bench = try Bench()
    try bench.say("/start")
    let chat = try bench.chat("supergroup", username: "club")
    try bench.add(bench.bot, to: chat, rights: ["can_invite_users"])
    try bench.call("createChatInviteLink", .fields(["chat_id": chat]))
    try bench.call("setWebhook", .fields(["url": "https://example.org/hook"]))
    let photo = UploadedFile(name: "a.png", mime: "image/png", bytes: MediaTests.picture)
    _ = try bench.world.pageSend(bench.bot, user: bench.user, .fields(["text": ""]), files: [photo])
    _ = try bench.world.setFault(.fields(["kind": "slow", "times": 0]))
    var copy = World(seed: 8)
    for record in bench.world.takeChanges().records {
      if let bytes = record.bytes { try copy.load(record.key, bytes) }
    }
    copy.prepare()
    copy.setTime(bench.world.now)
    #expect(copy.pageWorld(boot: "b") == bench.world.pageWorld(boot: "b"))
    #expect(try copy.pageChats(bench.user) == bench.world.pageChats(bench.user))
    #expect(copy.takeDeliveries(bench.bot).map(\.body) == bench.world.takeDeliveries(bench.bot).map(\.body))
    #expect(try copy.bot(token: bench.token) == bench.bot)
    #expect(bench.world.takeChanges().records.isEmpty)
  }

  @Test func `faults happen as often as they say, where they say`() throws {
    var bench = try Bench()
    _ = try bench.world.setFault(.fields(["kind": "500", "method": "sendMessage", "times": 2]))
    #expect(bench.world.takeFault(.error500, bot: bench.bot, method: "getMe") == nil)
    #expect(bench.world.takeFault(.error500, bot: bench.bot, method: "SENDMESSAGE") != nil)
    #expect(bench.world.takeFault(.error500, bot: bench.bot, method: "sendMessage") != nil)
    #expect(bench.world.takeFault(.error500, bot: bench.bot, method: "sendMessage") == nil)
  }

  @Test func `commands are those of the narrowest scope`() throws {
    var bench = try Bench()
    try bench.say("/start")
    func set(_ name: String, _ scope: JSONValue?) throws {
      let command = JSONValue.fields(["command": name, "description": "d"])
      try bench.call("setMyCommands", .fields(["commands": [command], "scope": scope]))
    }
    try set("all", nil)
    try set("own", .fields(["type": "chat", "chat_id": bench.user]))
    let chats = try bench.world.pageChats(bench.user)["chats"]!.array!
    #expect(chats[0]["commands"]?.array?.first?["command"]?.string == "own")
    #expect(try bench.call("getMyCommands").array?.first?["command"]?.string == "all")
    #expect(
      bench.refusal(
        "setMyCommands", .fields(["commands": [JSONValue.fields(["command": "A-b", "description": "d"])]]))
        == "Bad Request: BOT_COMMAND_INVALID")
  }
}
