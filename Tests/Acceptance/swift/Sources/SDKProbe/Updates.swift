import Roost
import RoostJSON

/// Every kind of reply to an update.
extension SDKProbePlugin {
  private struct Sent: Decodable {
    struct Message: Decodable { let text: String }
    let message: Message
  }

  @HandlerBuilder var updates: [any Handler] {
    OnCommand("start") { update in "Hello, \(update.arguments)!" }
    OnCommand("later") { update in
      try await Task.sleep(for: .milliseconds(1))
      return "later \(update.text)"
    }
    OnCommand("whole") { update in
      let sent: Sent = try update.json()
      return "whole \(sent.message.text)"
    }
    OnCommand("facts") { update in
      "\(update.bot) \(update.chatID) \(update.userID) \(update.messageID) \(update.date) \(update.language)"
    }
    OnCommand("quiet") { _ in UpdateReply.none }
    OnCommand("photo") { _ in
      UpdateReply.call(
        "sendPhoto", [JSONMember("chat_id", .string("@elsewhere")), JSONMember("photo", .string("p"))])
    }
    OnCommand("retryable") { _ -> String in throw PluginError.retryable("not just now") }
    OnCommand("permanent") { _ -> String in throw PluginError.permanent("an update too many") }
    OnCallback("buy:") { update in
      UpdateReply.answer("Bought \(update.callbackData.dropFirst(4))", alert: true)
    }
    OnCallback("buy:nothing") { _ in UpdateReply.answer() }
    OnUpdate(.preCheckoutQuery) { _ in
      UpdateReply.call("answerPreCheckoutQuery", [JSONMember("ok", .bool(true))])
    }
    OnUpdate(.message) { update in "private \(update.text)" }.in(.private)
    OnUpdate(.message) { update in "group \(update.text)" }.in(.group, .supergroup)
    OnUpdate(.editedMessage) { update in "second \(update.text)" }.bot("second")
  }
}
