package import RoostJSON

/// All methods, by name in any case.
package enum MethodTable {
  /// Those that behave.
  package static let methods: [Method] =
    Method.general + Method.queues + Method.sending + Method.media + Method.moreMessages + Method.copying
    + Method.editing + Method.polls + Method.queries + Method.profile + Method.chats + Method.members
    + Method.links + Method.pins + Method.files + Method.payments

  private static let byName = Dictionary(uniqueKeysWithValues: methods.map { ($0.name.lowercased(), $0) })

  /// The method of a name.
  package static func find(_ name: String) -> Method? { byName[name.lowercased()] }

  /// Whether the answer to a webhook may call a method
  /// (https://core.telegram.org/bots/api#making-requests-when-getting-updates).
  package static func isForReplies(_ name: String) -> Bool {
    let name = name.lowercased()
    return !name.hasPrefix("get") && !["setwebhook", "deletewebhook", "close", "logout"].contains(name)
  }
}

extension World {
  /// Whose token it is.
  ///
  /// - Throws: 401 for one that was revoked, 404 for what is no token.
  package func bot(token: String) throws -> Int {
    guard token.utf8.count <= 80, token.contains(":"), token.first != "0" else { throw APIError.notFound }
    guard let bot = tokens[token], bots[bot]?.token == token else { throw APIError.unauthorized }
    return bot
  }

  /// Does what a method says.
  ///
  /// - Returns: the whole answer.
  package mutating func perform(_ method: Method, _ call: Call) -> Result<JSONValue, APIError> {
    do {
      if bots[call.bot]?.isLoggedOut == true, method.name != "close" { throw APIError(400, "Logged out") }
      for name in Self.beyond where call.args[name] != nil {
        throw APIError.bad("the sandbox does not know \(name)")
      }
      let result = try method.run(&self, call)
      // Of a webhook's methods the text says what has come of it.
      if method.name.hasSuffix("Webhook"), case .string(let text) = result {
        return .success(.fields(["ok": true, "result": true, "description": text]))
      }
      return .success(.fields(["ok": true, "result": result]))
    } catch {
      return .failure(error as? APIError ?? APIError(500, "Internal Server Error: \(error)"))
    }
  }

  /// Parameters of what is not emulated: better an error than a message that went elsewhere.
  static let beyond = [
    "business_connection_id", "direct_messages_topic_id", "suggested_post_parameters", "inline_message_id",
    "ephemeral_message_parameters", "receiver_user_id", "rich_message",
  ]
}
