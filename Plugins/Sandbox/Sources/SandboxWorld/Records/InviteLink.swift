import RoostJSON

/// A way into a chat (https://core.telegram.org/bots/api#chatinvitelink).
struct InviteLink: Codable, Sendable {
  var link: String
  var chat: ChatKey
  var creator: Int
  var name: String?
  var isPrimary = false
  var isRevoked = false
  var asksToJoin = false
  var expires: Int?
  var limit: Int?
  var joined = 0
  var waiting: [Int] = []
}
