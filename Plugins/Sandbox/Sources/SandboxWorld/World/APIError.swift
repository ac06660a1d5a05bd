package import RoostJSON

/// A refusal as the Bot API words it: `error_code`, `description` and `parameters` of
/// https://core.telegram.org/bots/api#making-requests.
package struct APIError: Error, Sendable, Equatable {
  /// The HTTP status too.
  package let code: Int
  /// Begins with the status's name, such as `Bad Request: chat not found`.
  package let description: String
  /// `migrate_to_chat_id` or `retry_after`; nil for none.
  package var parameters: JSONValue?

  init(_ code: Int, _ description: String, parameters: JSONValue? = nil) {
    self.code = code
    self.description = description
    self.parameters = parameters
  }

  static func bad(_ why: String) -> APIError { APIError(400, "Bad Request: " + why) }
  static func forbidden(_ why: String) -> APIError { APIError(403, "Forbidden: " + why) }
  static func conflict(_ why: String) -> APIError { APIError(409, "Conflict: " + why) }
  static let unauthorized = APIError(401, "Unauthorized")
  static let notFound = APIError(404, "Not Found")

  /// 429.
  package static func tooManyRequests(_ seconds: Int) -> APIError { tooMany(seconds) }

  static func tooMany(_ seconds: Int) -> APIError {
    APIError(
      429, "Too Many Requests: retry after \(seconds)", parameters: .fields(["retry_after": seconds]))
  }

  static func migrated(to chat: Int) -> APIError {
    APIError(
      400, "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: .fields(["migrate_to_chat_id": chat]))
  }

  /// Another failure of the server's own making, for faults on demand.
  package static func server(_ code: Int, _ description: String) -> APIError { APIError(code, description) }

  /// The whole answer as JSON.
  package var answer: JSONValue {
    .fields(["ok": false, "error_code": code, "description": description, "parameters": parameters])
  }
}
