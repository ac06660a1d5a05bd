import RoostJSON

@testable import SandboxWorld

private let faq = "https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"

extension Bench {
  /// How many of so many calls pass at once.
  fileprivate mutating func passing(_ count: Int, _ name: String, _ values: JSONValue) -> Int {
    world.settings.hasLimits = true
    return (0..<count).count { _ in refusal(name, values).isEmpty }
  }
}

extension Rule {
  static let limits = [
    Rule("about one message a second in a chat, with a burst", faq) { bench in
      let burst = bench.passing(20, "sendMessage", bench.text("x"))
      bench.advance(1)
      return burst == 5 && bench.passing(5, "sendMessage", bench.text("x")) == 1
    },
    Rule("20 messages a minute in a group", faq) { bench in
      let group = try bench.chat("supergroup")
      try bench.add(bench.bot, to: group)
      var sent = 0
      for _ in 0..<30 {
        sent += bench.passing(1, "sendMessage", .fields(["chat_id": group, "text": "x"]))
        bench.advance(1)
      }
      return (20...30).contains(sent) && sent < 30
    },
    Rule("30 messages a second over all chats", faq) { bench in
      let people = try (0..<40).map { try bench.person("P\($0)") }
      for person in people { _ = try bench.world.pageStart(user: person, bot: bench.bot, payload: nil) }
      let sent = people.count {
        bench.passing(1, "sendMessage", .fields(["chat_id": $0, "text": "x"])) == 1
      }
      return sent == 30
    },
    Rule("edits share the limit of messages", "https://github.com/tdlib/td/issues/2592") { bench in
      let sent = try bench.call("sendMessage", bench.text("x"))
      _ = bench.passing(5, "sendMessage", bench.text("x"))
      let edit = bench.text("new").with("message_id", sent["message_id"])
      return bench.refuses("editMessageText", edit, "Too Many Requests")
    },
    Rule(
      "answers to buttons have no limit", "https://github.com/tdlib/telegram-bot-api/issues/648"
    ) { bench in
      let sent = try bench.call("sendMessage", bench.buttons([["b"]]))
      let press = JSONValue.fields(["message_id": sent["message_id"], "data": "b"])
      let queries = try (0..<40).map { _ in
        try bench.world.pagePress(bench.bot, user: bench.user, press)
      }
      return queries.allSatisfy {
        bench.passing(1, "answerCallbackQuery", .fields(["callback_query_id": $0])) == 1
      }
    },
    Rule("429 says in how many seconds to try again", "https://core.telegram.org/bots/api#responseparameters")
    { bench in
      _ = bench.passing(5, "sendMessage", bench.text("x"))
      do { try bench.call("sendMessage", bench.text("x")) } catch let error as APIError {
        return error.code == 429 && error.parameters?["retry_after"]?.int == 1
      }
      return false
    },
  ]
}
