import RoostJSON

@testable import SandboxWorld

private let tokens = "ClientManager.cpp"

extension Bench {
  fileprivate func code(ofToken token: String) -> Int {
    do {
      _ = try world.bot(token: token)
      return 200
    } catch { return (error as? APIError)?.code ?? 0 }
  }
}

extension Rule {
  static let errors = [
    Rule("a token has at most 80 bytes and a colon, and does not begin with 0", tokens) { bench in
      let bad = ["1:" + String(repeating: "a", count: 79), "abc", "0\(bench.token)"]
      return bad.allSatisfy { bench.code(ofToken: $0) == 404 } && bench.code(ofToken: bench.token) == 200
    },
    Rule("a token that was revoked is 401", tokens) { bench in
      let old = bench.token
      _ = try bench.world.pageAction(.fields(["do": "revoke_token", "bot": bench.bot]))
      return bench.code(ofToken: old) == 401
    },
    Rule("a bot that is blocked is 403", "https://core.telegram.org/bots/faq") { bench in
      _ = try bench.world.pageAction(.fields(["do": "block_bot", "bot": bench.bot, "user": bench.user]))
      return bench.refuses("sendMessage", bench.text("x"), "Forbidden: bot was blocked by the user")
    },
    Rule("a bot that was taken out is 403", "https://core.telegram.org/bots/api#making-requests") { bench in
      let group = try bench.chat("supergroup")
      try bench.add(bench.bot, to: group)
      _ = try bench.world.pageMember(
        group, user: bench.user, .fields(["user": bench.bot, "action": "ban"]))
      return bench.refuses(
        "sendMessage", .fields(["chat_id": group, "text": "x"]), "Forbidden: bot was kicked")
    },
    Rule("a group that moved says where to", "https://core.telegram.org/bots/api#responseparameters") {
      bench in
      let group = try bench.chat("group")
      try bench.add(bench.bot, to: group)
      let moved = try bench.world.migrate(group, by: bench.user)["id"]?.int
      do {
        try bench.call("sendMessage", .fields(["chat_id": group, "text": "x"]))
      } catch let error as APIError {
        return error.code == 400 && error.parameters?["migrate_to_chat_id"]?.int == moved
      }
      return false
    },
  ]
}
