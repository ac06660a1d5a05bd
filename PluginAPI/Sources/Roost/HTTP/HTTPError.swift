/// An answer in the form of an error: throw it from a route.
///
/// ```swift
/// guard let order = orders[id] else { throw HTTPError(.notFound, "no such order") }
/// ```
public struct HTTPError: Error, Sendable {
  /// The status, usually 4xx.
  public let status: HTTPStatus
  /// Shown to the client as plain text.
  public let message: String

  /// Makes an error.
  public init(_ status: HTTPStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
