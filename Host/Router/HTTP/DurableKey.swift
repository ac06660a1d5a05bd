/// What tells two requests of a durable route apart: those with one key are one request.
package enum DurableKey: Sendable, Equatable {
  /// The value of the field of that name, together with the request's path.
  case field(String)
  /// Method, path, query and body.
  case body

  /// Longest name of a field, in bytes.
  private static let maxName = 128

  /// What a route declares.
  ///
  /// - Parameters:
  ///   - field: the name of a field; empty when the body is the key.
  ///   - isBody: whether the body is the key.
  ///   - subject: what names the route in an error.
  /// - Throws: ``RouteError`` for a route that cannot be durable, and for a key that is none.
  package init(
    field: String, isBody: Bool, method: String, streamsBody: Bool, subject: String
  ) throws(RouteError) {
    func refusal(_ reason: String) -> RouteError { RouteError(subject: subject, reason: reason) }
    if streamsBody {
      throw refusal(
        "a durable route keeps whole requests — hint: have its body buffered, or do without durable")
    }
    if method == "GET" || method == "HEAD" {
      throw refusal("a \(method) changes nothing that could be lost — hint: durable is for POST and the like")
    }
    guard isBody == field.isEmpty else {
      throw refusal(
        isBody
          ? "its key is both a field and the body — hint: declare one of them"
          : "it is durable and declares no key — hint: name a field such as Idempotency-Key, or have the body be the key"
      )
    }
    guard field.utf8.count <= Self.maxName, field.utf8.allSatisfy(Self.isTokenByte) else {
      throw refusal(
        "its key \(field.prefix(40)) is no name of a field — hint: write one as in \"Idempotency-Key\"")
    }
    self = isBody ? .body : .field(field)
  }

  /// The bytes of a token (RFC 9110, section 5.6.2).
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
