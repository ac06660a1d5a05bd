import Roost
import RoostJSON

/// A first bot to talk to: gives back whatever it is sent, and has buttons of both kinds.
///
/// It answers in the reply to the webhook, so it needs neither a token nor the network; that is one call for each
/// update, of which the result is never known.
struct EchoPlugin: Plugin {
  init(_ context: PluginContext) {}

  var handlers: [any Handler] {
    OnCommand("start") { _ in Greeting.message }
    OnCommand("keys") { _ in Keys.message }
    OnCommand("roll") { _ in UpdateReply.call("sendDice") }
    OnCallback("about") { _ in
      UpdateReply.answer("A plugin of some 60 lines: PluginAPI/Examples/echo", alert: true)
    }
    OnCallback("mood:") { update in
      UpdateReply.answer("You are \(update.callbackData.dropFirst(5)). So am I.")
    }
    OnUpdate(.message) { update in Echo.of(update) }.in(.private)
  }
}
