internal import RoostJSON

/// The form of a health answer.
package enum HealthFormat: Sendable {
  case text, json

  /// What an `Accept` header asks for: JSON when it names it, else text.
  package init(accept: String?) {
    let wantsJSON = accept?.lowercased().split(separator: ",").contains { part in
      part.split(separator: ";").first?.trimmingSpaces == "application/json"
    }
    self = wantsJSON == true ? .json : .text
  }
}

/// An answer of `/livez` or `/readyz`, ready to send.
package struct HealthAnswer: Sendable, Equatable {
  /// The HTTP status: 200 or 503.
  package let status: Int
  /// The media type of the body.
  package let contentType: String
  /// The body.
  package let body: String

  init(isGood: Bool, word: String, conditions: [HealthCondition], _ format: HealthFormat) {
    status = isGood ? 200 : 503
    switch format {
    case .text:
      contentType = "text/plain; charset=utf-8"
      let lines = conditions.map { condition in
        let reason = condition.reason.isEmpty ? "" : " — \(condition.reason)"
        return "\(condition.isReady ? "ok     " : "not ok ") \(condition.name)\(reason)\n"
      }
      body = "\(word)\n" + lines.joined()
    case .json:
      contentType = "application/json"
      let members = conditions.map { condition in
        JSONMember(
          condition.name,
          .object([.init("ready", .bool(condition.isReady)), .init("reason", .string(condition.reason))]))
      }
      let value = JSONValue.object([.init("status", .string(word)), .init("conditions", .object(members))])
      body = value.serializedString() + "\n"
    }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
