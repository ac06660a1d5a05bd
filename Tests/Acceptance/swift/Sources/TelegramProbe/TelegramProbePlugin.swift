import Roost
import RoostTelegram

/// A bot that answers, by calls at once and by effects.
struct TelegramProbePlugin: Plugin {
  let context: PluginContext

  init(_ context: PluginContext) { self.context = context }

  var handlers: [any Handler] {
    OnMessage { message, update in
      let sent = try await update.answer("Hello, " + .bold(message.from?.firstName ?? "you"))
      context.log.info("sent \(sent.messageID) to \(sent.chat.id)")
    }
    OnCommand("refused") { update in
      do throws(TelegramError) {
        try await update.answer("no")
      } catch {
        context.log.info("refused: \(error.reason)")
      }
    }
    OnCommand("order") { update in
      var order = StateCommit()
      try order.put("order/\(update.id)", update.arguments)
      order.telegram(
        SendMessage(chatID: .id(update.chatID), text: "Ordered: \(update.arguments)"), as: update.asBot,
        outcome: "ordered", tag: Array("\(update.id)".utf8))
      order.acknowledge(update)
      try await context.state.commit(order)
    }
    OnSent("ordered") { sent in
      let tag = String(decoding: sent.tag, as: UTF8.self)
      do throws(TelegramError) {
        context.log.info("order \(tag) told by \(try sent.result(of: SendMessage.self).messageID)")
      } catch {
        context.log.info("order \(tag) not told: \(error.reason)")
      }
    }
    OnCallbackQuery("like:") { query, update in
      try await update.answerCallback("Thanks")
      try await update.edit("liked by \(query.from.firstName)")
    }
    GET("/greeter/bots") { _ in
      try await Bot.all().map { "\($0.bot.name) \($0.mode) \($0.isServed) \($0.isActive)\n" }.joined()
    }
  }
}
