import RoostJSON

@testable import SandboxWorld

private let api = "https://core.telegram.org/bots/api#"

private func letters(_ count: Int) -> String { String(repeating: "a", count: count) }

extension Rule {
  static let bounds = [
    Rule("a text has 1 to 4096 UTF-16 units", api + "sendmessage") { bench in
      bench.refuses("sendMessage", bench.text(letters(4097)), "message is too long")
        && bench.refuses("sendMessage", bench.text(" "), "text")
        && bench.refusal("sendMessage", bench.text(letters(4096))).isEmpty
    },
    Rule("of entities the first 100 count", "https://core.telegram.org/api/entities") { bench in
      let bold = (0..<150).map { JSONValue.fields(["type": "bold", "offset": $0 * 2, "length": 1]) }
      let words = (0..<150).map { _ in "a" }.joined(separator: " ")
      let sent = try bench.call("sendMessage", bench.text(words).with("entities", JSONValue.array(bold)))
      return sent["entities"]?.array?.count == 100
    },
    Rule("offsets of entities count UTF-16 units", api + "messageentity") { bench in
      let sent = try bench.call(
        "sendMessage", bench.text("😀<b>b</b>").with("parse_mode", "HTML"))
      return sent["entities"]?.array?.first?["offset"]?.int == 2
    },
    Rule("callback_data has 1 to 64 bytes", api + "inlinekeyboardbutton") { bench in
      bench.refuses("sendMessage", bench.buttons([[letters(65)]]), "BUTTON_DATA_INVALID")
        && bench.refuses("sendMessage", bench.buttons([[String(repeating: "é", count: 33)]]), "BUTTON_DATA")
        && bench.refusal("sendMessage", bench.buttons([[letters(64)]])).isEmpty
    },
    Rule(
      "a keyboard has at most 100 buttons, 8 in a row", "https://core.telegram.org/bots/features#keyboards"
    ) {
      bench in
      let row = Array(repeating: "a", count: 8)
      return bench.refusal("sendMessage", bench.buttons(Array(repeating: row, count: 12))).isEmpty
        && bench.refuses("sendMessage", bench.buttons([row + ["a"]]), "too long")
        && bench.refuses("sendMessage", bench.buttons(Array(repeating: row, count: 13)), "too long")
    },
    Rule("the answer to a button has at most 200 characters", api + "answercallbackquery") { bench in
      let sent = try bench.call("sendMessage", bench.buttons([["b"]]))
      let query = try bench.world.pagePress(
        bench.bot, user: bench.user, .fields(["message_id": sent["message_id"], "data": "b"]))
      let long = JSONValue.fields(["callback_query_id": query, "text": letters(201)])
      return bench.refuses("answerCallbackQuery", long, "TOO_LONG")
        && bench.refusal("answerCallbackQuery", long.with("text", letters(200))).isEmpty
    },
    Rule("at most 100 messages are copied at once, in rising order", api + "copymessages") { bench in
      func copy(_ ids: [Int]) -> JSONValue {
        .fields(["chat_id": bench.user, "from_chat_id": bench.user, "message_ids": ids])
      }
      return !bench.refusal("copyMessages", copy(Array(1...101))).isEmpty
        && !bench.refusal("copyMessages", copy([2, 1])).isEmpty
        && bench.refusal("copyMessages", copy(Array(1...100))).isEmpty
    },
    Rule("a bot has at most 100 commands", api + "setmycommands") { bench in
      func commands(_ count: Int) -> JSONValue {
        let all = (0..<count).map { JSONValue.fields(["command": "c\($0)", "description": "d"]) }
        return .fields(["commands": JSONValue.array(all)])
      }
      return bench.refuses("setMyCommands", commands(101), "too many")
        && bench.refusal("setMyCommands", commands(100)).isEmpty
    },
    Rule(
      "a deep link carries 1 to 64 of A-Z, a-z, 0-9, _ and -",
      "https://core.telegram.org/bots/features#deep-linking"
    ) { bench in
      let bot = bench.bot
      let user = bench.user
      for bad in [letters(65), "a b", "ü"] {
        guard (try? bench.world.pageStart(user: user, bot: bot, payload: bad)) == nil else { return false }
      }
      return (try? bench.world.pageStart(user: user, bot: bot, payload: letters(64))) != nil
    },
    Rule("an album has 2 to 10 parts", api + "sendmediagroup") { bench in
      let photo = UploadedFile(name: "a.png", mime: "image/png", bytes: MediaTests.picture)
      let sent = try bench.world.pageSend(bench.bot, user: bench.user, .fields(["text": ""]), files: [photo])
      let id = sent["messages"]?.array?.first?["photo"]?.array?.last?["file_id"]?.string ?? ""
      func album(_ count: Int) -> JSONValue {
        let parts = (0..<count).map { _ in JSONValue.fields(["type": "photo", "media": id]) }
        return .fields(["chat_id": bench.user, "media": JSONValue.array(parts)])
      }
      return [1, 11].allSatisfy { !bench.refusal("sendMediaGroup", album($0)).isEmpty }
        && [2, 10].allSatisfy { bench.refusal("sendMediaGroup", album($0)).isEmpty }
    },
  ]
}
