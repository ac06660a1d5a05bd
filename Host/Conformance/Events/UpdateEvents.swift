import CRoost
import HostBridge
import HostRouter
import RoostJSON

/// Updates for a plugin's handlers, sound and hostile. Their shapes are those of
/// https://core.telegram.org/bots/api#update.
enum UpdateEvents {
  /// An update that a handler asked for; nil when none does.
  static func plain(_ handler: Registrations.Update, number: Int) -> Event? {
    for kind in UpdateSample.kinds {
      for chat in UpdateSample.chats {
        let sample = UpdateSample(kind: kind, chat: chat, handler, text: "hello", arguments: "")
        if let event = event(handler, number, "a \(kind)", sample.json) { return event }
      }
    }
    return nil
  }

  /// Updates of each kind in each sort of chat that the handler asked for.
  static func kinds(_ handler: Registrations.Update, number: Int) -> [Event] {
    (UpdateSample.kinds + ["some_future_kind"]).flatMap { kind in
      UpdateSample.chats.compactMap { chat in
        let sample = UpdateSample(kind: kind, chat: chat, handler, text: "hello", arguments: "arguments")
        return event(handler, number, "a \(kind) in a \(chat) chat", sample.json)
      }
    }
  }

  /// Updates with all sorts of text, with fields missing, deep and long.
  static func malformed(_ handler: Registrations.Update, number: Int, _ generator: inout SeededGenerator)
    -> [Event]
  {
    UpdateSample.kinds.flatMap { kind in
      var texts = HostileText.all
      texts.append(String(decoding: generator.bytes(64), as: UTF8.self))
      texts.append(String(repeating: "x", count: 20_000))
      var events = texts.compactMap { text in
        event(
          handler, number, "a \(kind) with unusual text",
          UpdateSample(kind: kind, chat: "private", handler, text: text, arguments: text).json)
      }
      let whole = UpdateSample(kind: kind, chat: "private", handler, text: "hello", arguments: "").json
      for fields in UpdateSample.missing {
        events +=
          event(handler, number, "a \(kind) without \(fields)", whole.without(fields)).map { [$0] } ?? []
      }
      events += event(handler, number, "an empty \(kind)", whole.emptied(kind)).map { [$0] } ?? []
      events +=
        event(handler, number, "a deeply nested \(kind)", whole.deepened(kind, by: 55)).map { [$0] } ?? []
      return events
    }
  }

  /// The event, if the handler's filter lets it through and the host would deliver it.
  private static func event(
    _ handler: Registrations.Update, _ number: Int, _ label: String, _ json: JSONValue
  ) -> Event? {
    let (bot, bytes) = (handler.bot ?? "conformance", json.serialized())
    let routes = UpdateRoutes(
      [
        UpdateRoute(
          plugin: "it", bot: handler.bot, kinds: handler.kinds, chatTypes: handler.chatTypes,
          command: handler.command, callback: handler.callback, order: 0, target: 0)
      ], bots: [BotBinding(name: bot, plugins: ["it"])])
    let isWanted = unsafe bytes.withUnsafeBytes {
      guard let envelope = unsafe try? UpdateEnvelope(scanning: $0) else { return false }
      return routes.match(bot: 0, envelope) != nil
    }
    guard isWanted else { return nil }
    return Event(
      label: "\(label) for update handler \(number + 1)",
      content: .update(UpdateCase(json: bytes, bot: bot, handler: handler.handler)))
  }
}
