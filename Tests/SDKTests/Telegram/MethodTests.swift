import RoostJSON
@testable import RoostTelegram
import Testing

/// Calls of the Bot API, as they are sent.
@Suite struct MethodTests {
  private func json(_ method: some TelegramMethod) -> String {
    String(decoding: TelegramParameters(method).json, as: UTF8.self)
  }

  @Test func `a call has its name, its parameters and a typed answer`() {
    #expect(SendMessage.name == "sendMessage" && SendMessage.Result.self == Telegram.Message.self)
    #expect(json(SendMessage(chatID: 5, text: "a\"b")) == #"{"chat_id":5,"text":"a\"b"}"#)
    #expect(
      json(SendMessage(chatID: "@c", text: "", protectContent: true))
        == #"{"chat_id":"@c","text":"","protect_content":true}"#)
    #expect(json(GetMe()) == "{}" && GetUpdates.Result.self == [Telegram.Update].self)
  }

  @Test func `what always has one value is sent without being asked for`() {
    let media = Telegram.InputMediaPhoto(media: .id("f1"), caption: "c")
    #expect(
      json(EditMessageMedia(media: .photo(media), chatID: 1, messageID: 2))
        .contains(#""media":{"type":"photo","media":"f1","caption":"c"}"#))
  }

  @Test func `a file of a parameter is the part of its name, one within a parameter is attached`() throws {
    let photo = TelegramParameters(SendPhoto(chatID: 1, photo: .upload(.bytes([1, 2]), name: "a.png")))
    #expect(String(decoding: photo.json, as: UTF8.self) == #"{"chat_id":1}"#)
    #expect(photo.uploads == [.init(part: "photo", name: "a.png", source: .bytes([1, 2]))])
    let media = (0..<2).map { number in
      Telegram.AlbumMedia.photo(.init(media: .upload(.file("\(number)"), name: "\(number).png")))
    }
    let album = TelegramParameters(SendMediaGroup(chatID: 1, media: media))
    let view = try JSONView(parsing: album.json)
    let names = view["media"]?.elements.compactMap { $0["media"]?.string }
    #expect(names == album.uploads.map { "attach://\($0.part)" } && Set(album.uploads.map(\.part)).count == 2)
  }

  @Test func `a type that is sent and received is the same both ways`() {
    let button = Telegram.InlineKeyboardButton(text: "ü\n", callbackData: "x")
    let markup = Telegram.InlineKeyboardMarkup(inlineKeyboard: [[button]])
    #expect(markup.inlineKeyboard[0][0].text == "ü\n")
    #expect(
      json(SendMessage(chatID: 1, text: "t", replyMarkup: .inlineKeyboardMarkup(markup)))
        == #"{"chat_id":1,"text":"t","reply_markup":{"inline_keyboard":[[{"text":"ü\n","callback_data":"x"}]]}}"#
    )
  }

  @Test func `a number that is none is null`() {
    #expect(
      json(SendLocation(chatID: 1, latitude: .nan, longitude: 2.0))
        == #"{"chat_id":1,"latitude":null,"longitude":2}"#)
  }

  @Test func `a changed message is a message or done`() throws {
    guard case .done = Telegram.ChangedMessage.telegram(try JSONView(parsing: "true")),
      case .message(let message) = Telegram.ChangedMessage.telegram(
        try JSONView(parsing: #"{"message_id":4}"#))
    else { throw ViewTests.Wrong() }
    #expect(message.messageID == 4)
  }
}
