import RoostJSON
import Testing

@testable import SandboxWorld

/// Memory has a bound that follows from the settings, however long the sandbox serves.
@Suite struct BoundTests {
  private static let history = 20

  /// Bytes and records that are kept, and rows that only memory has.
  private struct Size: Equatable {
    var records = 0
    var bytes = 0
    var others = 0
  }

  @Test func `ten times as many messages take no more`() throws {
    var bench = try Bench(history: Self.history)
    bench.world.settings.queueLength = 20
    bench.world.settings.fileBytes = 2_000
    try bench.say("/start")
    let group = try bench.chat("supergroup")
    try bench.add(bench.bot, to: group, rights: ["can_pin_messages"])
    var kept: [String: Int] = [:]
    for _ in 0..<80 { try talk(&bench, group) }
    let before = size(of: &bench.world, &kept)
    for _ in 0..<720 { try talk(&bench, group) }
    let after = size(of: &bench.world, &kept)
    #expect(after.records <= before.records + 5)
    #expect(after.others <= before.others + 5)
    // Numbers have grown by a digit or two.
    #expect(after.bytes < before.bytes * 11 / 10)
    #expect(bench.world.messages.rows.count == 2 * Self.history)
    #expect(bench.world.recent.count <= 1000)
  }

  /// A bit of everything that is kept: texts, files, buttons, invoices, polls, pins, reactions, updates.
  private func talk(_ bench: inout Bench, _ group: Int) throws {
    bench.advance(60)
    try bench.say("hello, how are you?")
    let photo = UploadedFile(name: "a.png", mime: "image/png", bytes: MediaTests.picture)
    _ = try bench.world.pageSend(bench.bot, user: bench.user, .fields(["text": ""]), files: [photo])
    let rows = JSONValue.array([.array([.fields(["text": "a", "callback_data": "b"])])])
    let sent = try bench.call(
      "sendMessage",
      .fields([
        "chat_id": bench.user, "text": "x", "reply_markup": JSONValue.fields(["inline_keyboard": rows]),
      ]))
    let id = try #require(sent["message_id"]?.int)
    let query = try bench.world.pagePress(
      bench.bot, user: bench.user, .fields(["message_id": id, "data": "b"]))
    if id % 2 == 0 {
      try bench.call("answerCallbackQuery", .fields(["callback_query_id": query]))
      #expect(bench.world.takeAnswer(query) != nil)
    }
    let price = JSONValue.array([.fields(["label": "Tea", "amount": 5])])
    try bench.call(
      "sendInvoice",
      .fields([
        "chat_id": bench.user, "title": "Tea", "description": "d", "payload": "p", "currency": "XTR",
        "prices": price,
      ]))
    let options = ["a", "b"].map { JSONValue.fields(["text": $0]) }
    let poll = try bench.call(
      "sendPoll", .fields(["chat_id": group, "question": "q", "options": JSONValue.array(options)]))
    try bench.call("pinChatMessage", .fields(["chat_id": group, "message_id": poll["message_id"]]))
    let emoji = JSONValue.array([.fields(["type": "emoji", "emoji": "👍"])])
    try bench.call(
      "setMessageReaction", .fields(["chat_id": bench.user, "message_id": id, "reaction": emoji]))
  }

  private func size(of world: inout World, _ kept: inout [String: Int]) -> Size {
    for record in world.takeChanges().records { kept[record.key] = record.bytes?.count }
    var size = Size()
    size.records = kept.count
    size.bytes = kept.values.reduce(0, +)
    size.others =
      world.answers.count + world.buckets.count + world.deliveries.count
      + world.history.values.reduce(0) { $0 + $1.count } + world.queues.values.reduce(0) { $0 + $1.count }
      + world.filesByID.count
    return size
  }
}
