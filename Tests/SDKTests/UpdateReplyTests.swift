@testable import Roost
import RoostJSON
import Testing

/// The one Bot API call in the answer to an update.
@Suite struct UpdateReplyTests {
  private func json(_ reply: UpdateReply, _ update: Update) -> String? {
    reply.json(for: update).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `a text goes to the update's chat`() {
    #expect(json("hi".reply(), update(chat: -5)) == #"{"method":"sendMessage","chat_id":-5,"text":"hi"}"#)
  }

  @Test func `a chat that is named is kept, and none is made up`() {
    let named = UpdateReply.call("sendMessage", [JSONMember("chat_id", .number(JSONNumber(Int64(9))))])
    #expect(json(named, update(chat: 5)) == #"{"method":"sendMessage","chat_id":9}"#)
    #expect(json(.text("hi"), update()) == #"{"method":"sendMessage","text":"hi"}"#)
  }

  @Test func `an answer names the query it is to, and no chat`() {
    #expect(
      json(.answer("ok", alert: true), update(chat: 5, query: "q1"))
        == #"{"method":"answerCallbackQuery","callback_query_id":"q1","text":"ok","show_alert":true}"#)
    #expect(
      json(.call("answerPreCheckoutQuery"), update(chat: 5, query: "q2"))
        == #"{"method":"answerPreCheckoutQuery","pre_checkout_query_id":"q2"}"#)
    let named = UpdateReply.call("answerCallbackQuery", [JSONMember("callback_query_id", .string("mine"))])
    #expect(
      json(named, update(query: "q3")) == #"{"method":"answerCallbackQuery","callback_query_id":"mine"}"#)
  }

  @Test func `nothing calls nothing`() { #expect(json(.none, update(chat: 5)) == nil) }
}
