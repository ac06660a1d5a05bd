import RoostJSON

@testable import SandboxWorld

private let setWebhook = "https://core.telegram.org/bots/api#setwebhook"
private let hook = JSONValue.fields(["url": "https://example.org/hook"])

extension Rule {
  static let webhooks = [
    Rule("max_connections is 1 to 100, and 40 when it is left out", setWebhook) { bench in
      let bad = [0, 101].allSatisfy {
        bench.refuses("setWebhook", hook.with("max_connections", $0), "max_connections")
      }
      try bench.call("setWebhook", hook)
      return try bad && bench.call("getWebhookInfo")["max_connections"]?.int == 40
    },
    Rule("allowed_updates that are left out stay as they were", setWebhook) { bench in
      try bench.call("setWebhook", hook.with("allowed_updates", ["message"]))
      try bench.call("setWebhook", .fields(["url": "https://example.org/other"]))
      return try bench.call("getWebhookInfo")["allowed_updates"] == ["message"].json
    },
    Rule("an empty allowed_updates is all but chat_member and reactions", setWebhook) { bench in
      try bench.call("setWebhook", hook.with("allowed_updates", [String]()))
      try bench.call("deleteWebhook", .fields(["drop_pending_updates": true]))
      let sent = try bench.call("sendMessage", bench.text("x"))
      _ = try bench.world.pageReact(
        bench.bot, user: bench.user, .fields(["message_id": sent["message_id"], "emoji": "👍"]))
      try bench.say("hello")
      let kinds = try bench.updates().flatMap { $0.object ?? [] }.map(\.name)
      return kinds.contains("message") && !kinds.contains("message_reaction")
    },
    Rule("secret_token is 1 to 256 of A-Z, a-z, 0-9, _ and -", setWebhook) { bench in
      let long = String(repeating: "a", count: 257)
      return bench.refuses("setWebhook", hook.with("secret_token", long), "too long")
        && bench.refuses("setWebhook", hook.with("secret_token", "a b"), "unallowed")
        && bench.refusal("setWebhook", hook.with("secret_token", String(long.dropLast()))).isEmpty
    },
    Rule("only HTTPS, on the ports 443, 80, 88 and 8443", setWebhook) { bench in
      let ports = [443, 80, 88, 8443].allSatisfy {
        bench.refusal("setWebhook", .fields(["url": "https://example.org:\($0)/"])).isEmpty
      }
      return ports && bench.refuses("setWebhook", .fields(["url": "https://example.org:444/"]), "ports")
        && bench.refuses("setWebhook", .fields(["url": "http://example.org/"]), "HTTPS")
    },
    Rule("one setWebhook a second, and the same again is already set", "Client.cpp") { bench in
      bench.world.settings.hasLimits = true
      try bench.call("setWebhook", hook)
      return bench.refuses("setWebhook", .fields(["url": "https://example.org/b"]), "retry after 1")
        && bench.refusal("setWebhook", hook).isEmpty
    },
    Rule("getUpdates while there is a webhook is a conflict", "Client.cpp") { bench in
      try bench.call("setWebhook", hook)
      return bench.refuses("getUpdates", .object([]), "Conflict: can't use getUpdates method while webhook")
    },
    Rule("getWebhookInfo does not tell the secret", "https://core.telegram.org/bots/api#webhookinfo") {
      bench in
      try bench.call("setWebhook", hook.with("secret_token", "very-secret"))
      return try !bench.call("getWebhookInfo").serializedString().contains("very-secret")
    },
    Rule(
      "an answer may call any method but get…, setWebhook, deleteWebhook, close and logOut",
      "https://core.telegram.org/bots/api#making-requests-when-getting-updates"
    ) { _ in
      let not = ["getMe", "getupdates", "setWebhook", "deleteWebhook", "close", "logOut"]
      return MethodTable.isForReplies("sendMessage") && !not.contains(where: MethodTable.isForReplies)
    },
  ]
}
