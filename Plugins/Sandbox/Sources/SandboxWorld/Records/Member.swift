/// Somebody's place in a group or channel (https://core.telegram.org/bots/api#chatmember).
struct Member: Codable, Sendable {
  enum Status: String, Codable, Sendable {
    case creator, administrator, member, restricted, left, kicked
  }

  var chat: ChatKey
  var user: Int
  var status: Status
  /// Of an administrator, its rights; of one who is restricted, what is left.
  var rights: Set<String> = []
  var isAnonymous = false
  var title: String?
  /// Seconds since 1970 at which a ban or restriction ends; 0 is never.
  var until = 0
  /// Of one who is restricted: whether they are in the chat.
  var isMember = true
  /// Who made them an administrator.
  var promotedBy: Int?

  var isIn: Bool {
    switch status {
    case .creator, .administrator, .member: true
    case .restricted: isMember
    case .left, .kicked: false
    }
  }
  var isAdmin: Bool { status == .creator || status == .administrator }
}
