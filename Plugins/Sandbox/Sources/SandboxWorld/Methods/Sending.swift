import RoostJSON

extension Method {
  /// Text, and what bots show while they work.
  static let sending: [Method] = [
    Method(
      "sendMessage",
      "chat_id:chat! text! parse_mode entities:array link_preview_options:object disable_web_page_preview:bool "
        + Parameter.sending + " " + Parameter.ephemeral
    ) { world, call in
      _ = try world.sendingChat(call, "can_send_messages", what: "text messages")
      let text = try world.formatted(
        call.text("text") ?? "", mode: call.text("parse_mode"), entities: call.array("entities"), limit: 4096,
        tooLong: "message is too long")
      guard !text.text.isEmpty else { throw APIError.bad("message text is empty") }
      let content = world.textContent(text).with("link_preview_options", call.object("link_preview_options"))
      return try world.sent(call, "can_send_messages", what: "text messages", content)
    },
    Method("sendChatAction", "chat_id:chat! action! message_thread_id:int business_connection_id") {
      world, call in
      let chat = try world.sendingChat(call, "can_send_messages", what: "text messages")
      let action = call.text("action") ?? ""
      guard chatActions.contains(action.lowercased()) else {
        throw APIError.bad("wrong parameter action in request")
      }
      world.tell(
        "action", chat.key, .fields(["from": call.bot, "action": action]))
      return .bool(true)
    },
  ]

  private static let chatActions: Set<String> = [
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note", "record_audio",
    "upload_audio",
    "cancel",
  ]
}
