import RoostJSON

/// An update that was made not long ago, for whoever wants to see it.
struct RecentUpdate: Sendable {
  let key: UpdateKey
  let chat: Int?
  let message: Int?
  let body: JSONValue
  var state = "waiting"
}

extension World {
  private static let mostRecent = 1000

  mutating func remember(_ key: UpdateKey, _ body: JSONValue) {
    let payload = body.object?.last?.value
    let message = payload?["message"] ?? payload
    recent.append(
      RecentUpdate(
        key: key, chat: message?["chat"]?["id"]?.int, message: message?["message_id"]?.int, body: body))
    if recent.count > Self.mostRecent { recent.removeFirst(Self.mostRecent / 10) }
  }
}
