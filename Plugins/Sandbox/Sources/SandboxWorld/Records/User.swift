import RoostJSON

/// Somebody: a person or a bot (https://core.telegram.org/bots/api#user).
struct User: Codable, Sendable {
  var id: Int
  var isBot = false
  var firstName: String
  var lastName: String?
  var username: String?
  var language: String?
  /// The ids of files that were their profile photos, newest first.
  var photos: [String] = []

  /// As other objects have it.
  var json: JSONValue {
    .fields([
      "id": id, "is_bot": isBot, "first_name": firstName, "last_name": lastName, "username": username,
      "language_code": language,
    ])
  }
}
