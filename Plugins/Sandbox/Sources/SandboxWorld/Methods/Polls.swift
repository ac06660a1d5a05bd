import RoostJSON

extension Method {
  /// Questions to many.
  static let polls: [Method] = [
    Method(
      "sendPoll",
      """
      chat_id:chat! question! options:array! question_parse_mode question_entities:array is_anonymous:bool type
      allows_multiple_answers:bool correct_option_ids:array correct_option_id:int explanation
      explanation_parse_mode explanation_entities:array open_period:int close_date:int is_closed:bool
      business_connection_id message_thread_id:int disable_notification:bool protect_content:bool
      allow_paid_broadcast:bool message_effect_id reply_parameters:object reply_markup:object
      allow_sending_without_reply:bool reply_to_message_id:int allows_revoting:bool shuffle_options:bool
      allow_adding_options:bool hide_results_until_closes:bool members_only:bool country_codes:array
      explanation_media:object description description_parse_mode description_entities:array media:object
      """
    ) { world, call in
      for name in ["explanation_media", "media", "description", "country_codes"] where call.args[name] != nil
      {
        throw APIError.bad("the sandbox does not know \(name) of polls")
      }
      let question = call.text("question") ?? ""
      guard (1...300).contains(question.utf16.count) else {
        throw APIError.bad("poll question must be 1-300 characters long")
      }
      let options = (call.array("options") ?? []).compactMap { $0.string ?? $0["text"]?.string }
      guard options.count >= 2 else { throw APIError.bad("poll must have at least 2 option") }
      guard options.count <= 12 else { throw APIError.bad("poll can't have more than 12 options") }
      guard options.allSatisfy({ (1...100).contains($0.utf16.count) }) else {
        throw APIError.bad("poll options length must not exceed 100")
      }
      let isQuiz = call.text("type") == "quiz"
      let correct =
        (call.array("correct_option_ids") ?? []).compactMap(\.int)
        + [call.int("correct_option_id")].compactMap { $0 }
      guard !isQuiz || !correct.isEmpty && correct.allSatisfy(options.indices.contains) else {
        throw APIError.bad("wrong correct option ID specified")
      }
      let poll = JSONValue.fields([
        "id": String(Int.random(in: 1_000_000_000_000_000...9_000_000_000_000_000, using: &world.random)),
        "question": question, "options": world.pollOptions(options, [:]), "total_voter_count": 0,
        "is_closed": call.isTrue("is_closed"), "is_anonymous": call.args["is_anonymous"]?.bool ?? true,
        "type": isQuiz ? "quiz" : "regular",
        "allows_multiple_answers": call.isTrue("allows_multiple_answers"),
        "allows_revoting": call.args["allows_revoting"]?.bool ?? !isQuiz, "members_only": false,
        "correct_option_ids": isQuiz ? correct : nil, "explanation": call.text("explanation"),
        "open_period": call.int("open_period"), "close_date": call.int("close_date"),
      ])
      return try world.sent(call, "can_send_polls", what: "polls", .fields(["poll": poll]))
    },
    Method("stopPoll", "chat_id:chat! message_id:int! business_connection_id reply_markup:object") {
      world, call in
      let chat = try world.accessibleChat(call)
      var message = try world.message(chat.key, call.int("message_id"), "message with poll to stop not found")
      guard let poll = message.content["poll"], message.from == call.bot || chat.kind == .channel else {
        throw APIError.bad("message with poll to stop not found")
      }
      guard poll["is_closed"]?.isTrue == false else { throw APIError.bad("poll has already been closed") }
      message.content = message.content.with("poll", poll.with("is_closed", true))
      world.change(message, tellsBots: false)
      return message.content["poll"] ?? .null
    },
  ]
}

extension World {
  func pollOptions(_ texts: [String], _ votes: [Int: [Int]]) -> JSONValue {
    .array(
      texts.enumerated().map { index, text in
        .fields([
          "persistent_id": String(index), "text": text,
          "voter_count": votes.values.count { $0.contains(index) },
        ])
      })
  }

  /// Counts a vote, and tells the bot that asked.
  mutating func vote(_ user: Int, _ options: [Int], on old: Message) throws {
    guard let poll = old.content["poll"], poll["is_closed"]?.isTrue == false else {
      throw APIError.bad("poll is closed")
    }
    var message = old
    let texts = (poll["options"]?.array ?? []).compactMap { $0["text"]?.string }
    guard options.allSatisfy(texts.indices.contains) else { throw APIError.bad("there is no such option") }
    message.votes[user] = options.isEmpty ? nil : options
    let changed = poll.with("options", pollOptions(texts, message.votes))
      .with("total_voter_count", message.votes.count)
    message.content = message.content.with("poll", changed)
    change(message, tellsBots: false)
    guard let bot = message.from, bots[bot] != nil else { return }
    enqueue("poll", for: bot, lane: "u\(user)", changed, expiresAfter: 86_400)
    guard poll["is_anonymous"]?.isTrue == false else { return }
    enqueue(
      "poll_answer", for: bot, lane: "u\(user)",
      .fields([
        "poll_id": poll["id"], "user": render(user: user), "option_ids": options,
        "option_persistent_ids": options.map(String.init),
      ]), expiresAfter: 86_400)
  }
}
