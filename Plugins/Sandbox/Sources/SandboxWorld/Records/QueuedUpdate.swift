import RoostJSON

/// An update that its bot has not confirmed yet.
struct QueuedUpdate: Codable, Sendable {
  var key: UpdateKey
  var kind: String
  /// Updates of a lane reach a webhook one after the other: `c` and a chat, `u` and a user.
  var lane: String
  /// The object, with `update_id`.
  var body: JSONValue
  /// Milliseconds after which it is dropped.
  var expires: Int
}
