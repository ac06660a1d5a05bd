import RoostJSON

/// The names of what members and administrators may do.
enum Rights {
  /// https://core.telegram.org/bots/api#chatpermissions
  static let permissions = [
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info",
    "can_invite_users", "can_pin_messages",
    "can_manage_topics",
  ]
  static let defaultPermissions = Set(permissions).subtracting([
    "can_change_info", "can_pin_messages", "can_manage_topics",
  ])
  static let media = [
    "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes",
    "can_send_voice_notes",
  ]
  /// https://core.telegram.org/bots/api#chatadministratorrights
  static let always = [
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_send_welcome_messages",
  ]
  static let ofChannels = ["can_post_messages", "can_edit_messages", "can_manage_direct_messages"]
  static let ofGroups = ["can_pin_messages", "can_manage_tags"]
  static let ofSupergroups = ["can_manage_topics"]

  /// All rights that an administrator of such a chat can have.
  static func all(_ kind: Chat.Kind) -> [String] {
    switch kind {
    case .channel: always + ofChannels
    case .supergroup: always + ofGroups + ofSupergroups
    case .group, .private: always + ofGroups
    }
  }

  /// An object of those names, each with whether it is among the rights.
  static func fields(_ names: [String], of rights: Set<String>) -> [JSONMember] {
    names.map { JSONMember($0, .bool(rights.contains($0))) }
  }

  /// Those without which somebody is restricted. The newest ones are left out by libraries that do not know them.
  static let full = Set(permissions).subtracting(["can_react_to_messages", "can_edit_tag"])

  /// The permissions that an object gives. Without independent ones, some imply others, as they always have.
  static func permissions(_ object: JSONValue, isIndependent: Bool) -> Set<String> {
    var given = Set(permissions.filter { object[$0]?.isTrue == true })
    guard !isIndependent else { return given }
    if object["can_send_other_messages"]?.isTrue == true
      || object["can_add_web_page_previews"]?.isTrue == true
    {
      given.formUnion(media + ["can_send_messages"])
    }
    if !given.isDisjoint(with: media) || given.contains("can_send_polls") {
      given.insert("can_send_messages")
    }
    return given
  }
}
