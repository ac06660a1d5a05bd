import RoostJSON
import Testing

@testable import SandboxWorld

@Suite struct MemberTests {
  @Test func `in a channel only an administrator posts`() throws {
    var bench = try Bench()
    let chat = try bench.chat("channel", username: "news")
    let values = JSONValue.fields(["chat_id": "@news", "text": "x"])
    #expect(bench.refusal("sendMessage", values) == "Forbidden: bot is not a member of the channel chat")
    try bench.add(bench.bot, to: chat)
    try bench.promote(bench.bot, in: chat, ["can_edit_messages"])
    #expect(
      bench.refusal("sendMessage", values) == "Bad Request: need administrator rights in the channel chat")
    try bench.promote(bench.bot, in: chat, ["can_post_messages"])
    let post = try bench.call("sendMessage", values)
    #expect(post["sender_chat"]?["id"]?.int == chat)
    #expect(post["from"] == nil)
  }

  @Test func `who is no administrator restricts nobody`() throws {
    var bench = try Bench()
    let chat = try bench.chat("supergroup")
    let other = try bench.person("Bob")
    try bench.add(other, to: chat)
    try bench.add(bench.bot, to: chat)
    let values = JSONValue.fields(["chat_id": chat, "user_id": other])
    #expect(
      bench.refusal("banChatMember", values)
        == "Bad Request: not enough rights to restrict/unrestrict chat member")
    try bench.promote(bench.bot, in: chat, ["can_restrict_members"])
    #expect(
      bench.refusal("banChatMember", values.with("user_id", bench.user))
        == "Bad Request: can't remove chat owner")
    try bench.call("banChatMember", values.with("until_date", bench.world.seconds + 3600))
    #expect(try bench.call("getChatMember", values)["status"]?.string == "kicked")
    bench.advance(3600)
    #expect(try bench.call("getChatMember", values)["status"]?.string == "left")
  }

  @Test func `a restricted member is told from a free one, and by the page too`() throws {
    var bench = try Bench()
    let chat = try bench.chat("supergroup")
    let other = try bench.person("Bob")
    try bench.add(other, to: chat)
    try bench.add(bench.bot, to: chat, rights: ["can_restrict_members"])
    let values = JSONValue.fields(["chat_id": chat, "user_id": other])
    try bench.call(
      "restrictChatMember", values.with("permissions", JSONValue.fields(["can_send_messages": false])))
    let member = try bench.call("getChatMember", values)
    #expect(member["status"]?.string == "restricted")
    #expect(member["can_send_messages"]?.bool == false)
    #expect(throws: APIError.self) { try bench.world.pageSend(chat, user: other, .fields(["text": "x"])) }
    let all = JSONValue.object(Rights.permissions.map { JSONMember($0, .bool(true)) })
    try bench.call("restrictChatMember", values.with("permissions", all))
    #expect(try bench.call("getChatMember", values)["status"]?.string == "member")
  }

  @Test func `a bot gives no right that it has not`() throws {
    var bench = try Bench()
    let chat = try bench.chat("supergroup")
    let other = try bench.person("Bob")
    try bench.add(other, to: chat)
    try bench.add(bench.bot, to: chat, rights: ["can_promote_members", "can_pin_messages"])
    let values = JSONValue.fields(["chat_id": chat, "user_id": other])
    #expect(
      bench.refusal("promoteChatMember", values.with("can_delete_messages", true))
        == "Bad Request: RIGHT_FORBIDDEN")
    try bench.call("promoteChatMember", values.with("can_pin_messages", true))
    #expect(try bench.call("getChatAdministrators", values).array?.count == 3)
    try bench.call("promoteChatMember", values)
    #expect(try bench.call("getChatMember", values)["status"]?.string == "member")
  }

  @Test func `privacy mode hides what is not meant for the bot`() throws {
    var bench = try Bench()
    let chat = try bench.chat("supergroup")
    try bench.add(bench.bot, to: chat)
    _ = try bench.updates()
    for text in ["hello", "/start", "/start@other_bot", "hi @echo_bot"] { try bench.say(text, in: chat) }
    #expect(try bench.updates().compactMap { $0["message"]?["text"]?.string } == ["/start", "hi @echo_bot"])
    try bench.promote(bench.bot, in: chat, ["can_pin_messages"])
    _ = try bench.updates()
    try bench.say("hello", in: chat)
    #expect(try bench.updates().count == 1)
  }

  @Test func `a link lets in as many as it says`() throws {
    var bench = try Bench()
    let chat = try bench.chat("supergroup")
    try bench.add(bench.bot, to: chat, rights: ["can_invite_users"])
    let link = try bench.call("createChatInviteLink", .fields(["chat_id": chat, "member_limit": 1]))
    let text = link["invite_link"]!.string!
    let first = try bench.person("B")
    let second = try bench.person("C")
    #expect(try bench.world.pageFollow(user: first, text)["joined"]?.bool == true)
    #expect(throws: APIError.bad("INVITE_HASH_EXPIRED")) { try bench.world.pageFollow(user: second, text) }
  }

  @Test func `whoever asks to join waits for an answer`() throws {
    var bench = try Bench()
    let chat = try bench.chat("supergroup")
    try bench.add(bench.bot, to: chat, rights: ["can_invite_users"])
    let link = try bench.call(
      "createChatInviteLink", .fields(["chat_id": chat, "creates_join_request": true]))
    let other = try bench.person("B")
    #expect(try bench.world.pageFollow(user: other, link["invite_link"]!.string!)["joined"]?.bool == false)
    let request = try bench.updates().last!["chat_join_request"]
    #expect(request?["from"]?["id"]?.int == other)
    let values = JSONValue.fields(["chat_id": chat, "user_id": other])
    try bench.call("approveChatJoinRequest", values)
    #expect(try bench.call("getChatMember", values)["status"]?.string == "member")
    #expect(bench.refusal("approveChatJoinRequest", values) == "Bad Request: USER_ALREADY_PARTICIPANT")
  }

  @Test func `a group that has become a supergroup says where it went`() throws {
    var bench = try Bench()
    let chat = try bench.chat("group")
    try bench.add(bench.bot, to: chat)
    let next = try bench.world.migrate(chat, by: bench.user)["id"]!.int!
    do {
      try bench.call("sendMessage", .fields(["chat_id": chat, "text": "x"]))
      Issue.record("it was sent")
    } catch let error as APIError {
      #expect(error.parameters?["migrate_to_chat_id"]?.int == next)
    }
    #expect(next < -1_000_000_000_000)
    #expect(try bench.call("sendMessage", .fields(["chat_id": next, "text": "x"]))["text"]?.string == "x")
    let kinds = try bench.updates().compactMap { $0["message"] }
    #expect(kinds.contains { $0["migrate_to_chat_id"]?.int == next })
    #expect(kinds.contains { $0["migrate_from_chat_id"]?.int == chat })
  }

  @Test func `a blocked bot is told, and refused`() throws {
    var bench = try Bench()
    try bench.say("/start")
    bench.world.setBlocked(bench.user, bench.bot, true)
    let values = JSONValue.fields(["chat_id": bench.user, "text": "x"])
    #expect(bench.refusal("sendMessage", values) == "Forbidden: bot was blocked by the user")
    let status = try bench.updates().last?["my_chat_member"]?["new_chat_member"]?["status"]?.string
    #expect(status == "kicked")
    try bench.say("again")
    #expect(bench.refusal("sendMessage", values) == "")
  }

  @Test func `pins and reactions`() throws {
    var bench = try Bench()
    let chat = try bench.chat("supergroup")
    try bench.add(bench.bot, to: chat)
    let id = try bench.say("x", in: chat)["message_id"]!.int!
    let values = JSONValue.fields(["chat_id": chat, "message_id": id])
    #expect(
      bench.refusal("pinChatMessage", values)
        == "Bad Request: not enough rights to manage pinned messages in the chat")
    try bench.promote(bench.bot, in: chat, ["can_pin_messages"])
    try bench.call("pinChatMessage", values)
    #expect(try bench.call("getChat", values)["pinned_message"]?["message_id"]?.int == id)
    let bad = [JSONValue.fields(["type": "emoji", "emoji": "x"])]
    #expect(
      bench.refusal("setMessageReaction", values.with("reaction", bad)) == "Bad Request: REACTION_INVALID")
    try bench.call("getUpdates", .fields(["allowed_updates": ["message_reaction"]]))
    _ = try bench.world.pageReact(chat, user: bench.user, .fields(["message_id": id, "emoji": "👍"]))
    let update = try bench.updates().last?["message_reaction"]
    #expect(update?["new_reaction"]?.array?.first?["emoji"]?.string == "👍")
  }

  @Test func `who has left the chat hears no more of it`() throws {
    var bench = try Bench()
    let chat = try bench.chat("supergroup")
    try bench.add(bench.bot, to: chat)
    try bench.call("leaveChat", .fields(["chat_id": chat]))
    _ = try bench.updates()
    try bench.say("/start", in: chat)
    #expect(try bench.updates().isEmpty)
    #expect(
      bench.refusal("sendMessage", .fields(["chat_id": chat, "text": "x"]))
        == "Forbidden: bot is not a member of the supergroup chat")
  }
}
