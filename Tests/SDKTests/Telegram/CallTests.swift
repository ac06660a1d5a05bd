@testable import Roost
import RoostTelegram
import Testing

/// Calls of the Bot API, as plugins make them.
@Suite struct CallTests {
  init() { _ = FakeHost.ticket() }

  private func reason(_ bot: String) async -> TelegramError.Reason? {
    do throws(TelegramError) {
      try await Bot(bot).send(SendMessage(chatID: 5, text: "a"))
      return nil
    } catch {
      #expect(error.description.hasPrefix("sendMessage — "))
      return error.reason
    }
  }

  @Test func `a call is answered with what the method answers`() async throws {
    let message = try await Bot("shop").send(SendMessage(chatID: 5, text: "a"))
    #expect(message.messageID == 7 && message.text == "sendMessage")
  }

  @Test func `what Telegram and the host refuse is told by its reason`() async {
    #expect(await reason("shop") == nil)
    #expect(await reason("refused") == .refused(code: 400))
    #expect(await reason("wait") == .wait(seconds: 35))
    #expect(await reason("gone") == .gone)
    #expect(await reason("moved") == .moved(chat: -1007))
    #expect(await reason("denied") == .denied)
    #expect(await reason("unknown") == .unknown)
    #expect(await reason("late") == .notSent)
  }

  @Test func `a handler fails with the class of what it lets pass`() {
    #expect(Failure(TelegramError(.wait(seconds: 1), "a")).code == PluginError.Class.retryable.code)
    #expect(Failure(TelegramError(.unknown, "a")).code == PluginError.Class.unknown.code)
    #expect(Failure(TelegramError(.gone, "a")).code == PluginError.Class.permanent.code)
  }

  @Test func `a block is as the host reads it, with files from memory and the folder`() throws {
    let document = SendDocument(
      chatID: 5, document: .upload(.file("a/b.pdf"), name: "bill.pdf"),
      thumbnail: .upload(.bytes(Array("jpg".utf8)), name: "t.jpg"))
    let parameters = TelegramParameters(document)
    let call = TelegramCall(
      bot: "shop", method: SendDocument.name, json: parameters.json,
      files: parameters.uploads.map { upload in
        switch upload.source {
        case .bytes(let bytes): .init(part: upload.part, name: upload.name, path: "", bytes: bytes)
        case .file(let path): .init(part: upload.part, name: upload.name, path: path, bytes: [])
        }
      }, timeout: .seconds(2))
    let read = try #require(FakeTelegram.Call(call.block(tag: Array("t".utf8))))
    #expect(read.timeout == 2000 && read.bot == "shop" && read.method == "sendDocument" && read.tag == "t")
    #expect(read.files == [["document", "bill.pdf", "a/b.pdf", ""], ["thumbnail", "t.jpg", "", "jpg"]])
    #expect(read.parameters == #"{"chat_id":5}"#)
  }

  @Test func `a file comes by its id, and how large it is is told`() async throws {
    #expect(try await Bot("shop").download("f1", to: "a/b", limit: 99) == 77)
  }

  @Test func `the bots and the mode that each is served in are told`() async throws {
    let bots = try await Bot.all()
    #expect(bots.map(\.bot) == [Bot("shop"), Bot("tills")] && bots.map(\.mode) == ["m1", "m1"])
    #expect(bots.map(\.isServed) == [true, false] && bots[0].username == "s_bot" && bots[0].id == 42)
  }
}
