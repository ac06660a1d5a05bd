package import RoostJSON

extension Method {
  /// Answers to what people pressed.
  static let queries: [Method] = [
    Method(
      "answerCallbackQuery", "callback_query_id! text show_alert:bool url cache_time:int"
    ) { world, call in
      let id = call.text("callback_query_id") ?? ""
      guard let query = world.queries[id], query.kind == .callback, query.bot == call.bot,
        world.seconds - query.date < 150
      else {
        throw APIError.bad("query is too old and response timeout expired or query ID is invalid")
      }
      let text = call.text("text") ?? ""
      guard text.utf16.count <= 200 else { throw APIError.bad("MESSAGE_TOO_LONG") }
      world.queries[id] = nil
      let answer = JSONValue.fields([
        "text": text, "show_alert": call.isTrue("show_alert"), "url": call.text("url"),
      ])
      world.answer(query, answer)
      return .bool(true)
    }
  ]
}

extension World {
  private static let mostQueries = 1000

  /// Makes a question to a bot.
  mutating func ask(_ kind: Query.Kind, bot: Int, user: Int, message: InChat? = nil, invoice: String? = nil)
    -> Query
  {
    let id = String(Int.random(in: 1_000_000_000_000_000_000...9_000_000_000_000_000_000, using: &random))
    let query = Query(
      id: id, kind: kind, bot: bot, user: user, date: seconds, message: message, invoice: invoice)
    queries[id] = query
    // Those that nobody answered go with time, or when there are too many.
    for old in queries.rows.values where seconds - old.date > 3600 { queries[old.id] = nil }
    if queries.rows.count > Self.mostQueries,
      let oldest = queries.rows.values.min(by: { ($0.date, $0.id) < ($1.date, $1.id) }), oldest.id != id
    {
      queries[oldest.id] = nil
    }
    return query
  }

  /// Keeps the answer for whoever waits for it.
  mutating func answer(_ query: Query, _ answer: JSONValue) {
    answers[query.id] = answer
    if answers.count > 1000 { answers = [query.id: answer] }
    hasAnswers = true
  }

  /// The answer to a question, once; nil while there is none.
  package mutating func takeAnswer(_ id: String) -> JSONValue? { answers.removeValue(forKey: id) }
}
