@testable import RoostJSON
@testable import RoostTelegram
import Testing

/// Types of the Bot API that are received.
@Suite struct ViewTests {
  private func update(_ text: String) throws -> Telegram.Update { .init(json: try JSONView(parsing: text)) }

  @Test func `fields are found, also those within others and in arrays`() throws {
    let update = try update(
      """
      {"update_id":7,"message":{"message_id":5,"date":1,"chat":{"id":-100,"type":"group"},"from":{"id":3,
      "is_bot":true,"first_name":"Ann"},"text":"a\\u0041","entities":[{"type":"bold","offset":0,"length":1}],
      "location":{"latitude":1.5,"longitude":-2}}}
      """)
    let message = try #require(update.message)
    #expect(update.updateID == 7 && message.messageID == 5 && message.chat.id == -100)
    #expect(message.from?.firstName == "Ann" && message.from?.isBot == true && message.from?.username == nil)
    #expect(message.text == "aA" && message.entities?.map(\.type) == ["bold"])
    #expect(message.location?.latitude == 1.5 && message.location?.longitude == -2)
    #expect(update.callbackQuery == nil)
  }

  @Test
  func `what must be there and is not reads as nothing, and what is of another sort as if it were not there`()
    throws
  {
    let update = try update(
      #"{"update_id":"7","message":{"text":5,"date":1.5,"entities":{"a":1}},"poll":null}"#)
    #expect(update.updateID == 0 && update.message?.chat.id == 0 && update.message?.chat.type == "")
    #expect(update.message?.text == nil && update.message?.date == 0 && update.message?.entities == nil)
    #expect(update.poll == nil)
  }

  @Test func `fields are found in any order, again and in objects of many members`() throws {
    for count in [3, 16, 17, 40] {
      let members = (0..<count).map { "\"f\($0)\":\($0)" }.joined(separator: ",")
      let view = try JSONView(parsing: "{\(members),\"text\":\"x\",\"o\":{\"text\":\"y\"}}")
      for _ in 0..<3 {
        for index in (0..<count).shuffled() { #expect(view["f\(index)"]?.int == Int64(index)) }
        #expect(view.string("text") == "x" && view.member("o")?.string("text") == "y")
        #expect(view["f\(count)"] == nil && view["o"]?["f0"] == nil)
      }
    }
  }

  @Test func `a first question that looks like the beginning of the text finds nothing`() throws {
    #expect(try JSONView(parsing: #"{"a":1,"b":2}"#)["{\""] == nil)
  }

  @Test func `unions are told apart, and one that is not known keeps its JSON`() throws {
    let member = try JSONView(parsing: #"{"status":"kicked","user":{"id":4},"until_date":9}"#)
    guard case .banned(let banned) = Telegram.ChatMember.telegram(member) else { throw Wrong() }
    #expect(banned.user.id == 4 && banned.untilDate == 9)
    guard case .unknown(let json) = Telegram.ChatMember.telegram(try JSONView(parsing: #"{"status":"new"}"#))
    else { throw Wrong() }
    #expect(json["status"]?.string == "new")
    let gone = try update(#"{"callback_query":{"message":{"date":0,"message_id":3,"chat":{"id":1}}}}"#)
    guard case .inaccessibleMessage(let message) = gone.callbackQuery?.message else { throw Wrong() }
    #expect(message.messageID == 3)
  }

  @Test func `a rich text may be a text, several or an object`() throws {
    let view = try JSONView(parsing: #"["a",{"type":"bold","text":["b"]}]"#)
    guard case .several(let parts) = Telegram.RichText.telegram(view), case .plain("a") = parts[0],
      case .bold(let bold) = parts[1], case .several = bold.text
    else { throw Wrong() }
  }

  @Test func `views are the same from several threads`() async throws {
    let view = try JSONView(parsing: "{\((0..<12).map { "\"f\($0)\":\($0)" }.joined(separator: ","))}")
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask { (0..<2000).allSatisfy { view["f\($0 % 12)"]?.int == Int64($0 % 12) } }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  struct Wrong: Error {}
}
