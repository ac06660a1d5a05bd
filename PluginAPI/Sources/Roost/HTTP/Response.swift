import RoostJSON

/// An answer to an HTTP request.
public struct Response: Sendable {
  /// What follows the head.
  enum Body: Sendable {
    case text(String)
    case bytes([UInt8])
    case stream(endsAtDrain: Bool, @Sendable (BodyWriter) async throws -> Void)
  }

  /// The status code.
  public var status: HTTPStatus
  /// The body's type, such as `application/json`.
  public var contentType: String?
  /// Further header fields in order. The host adds Content-Length, Date and the rest of the framing.
  public var headers: [(name: String, value: String)]
  var body: Body

  init(status: HTTPStatus, contentType: String?, headers: [(name: String, value: String)], body: Body) {
    self.status = status
    self.contentType = contentType
    self.headers = headers
    self.body = body
  }

  /// An answer of text, by default `text/plain; charset=utf-8`.
  public init(
    _ text: String, status: HTTPStatus = .ok, contentType: String = "text/plain; charset=utf-8",
    headers: [(name: String, value: String)] = []
  ) {
    self.init(status: status, contentType: contentType, headers: headers, body: .text(text))
  }

  /// An answer of bytes.
  public init(
    bytes: [UInt8], status: HTTPStatus = .ok, contentType: String = "application/octet-stream",
    headers: [(name: String, value: String)] = []
  ) {
    self.init(status: status, contentType: contentType, headers: headers, body: .bytes(bytes))
  }

  /// An answer without a body.
  public init(status: HTTPStatus, headers: [(name: String, value: String)] = []) {
    self.init(status: status, contentType: nil, headers: headers, body: .bytes([]))
  }

  /// An answer written piece by piece. The writer waits while the client reads slowly.
  ///
  /// When the host drains, `writer.isDraining` turns true; the stream may finish until the drain's
  /// deadline. Use ``events(_:)`` for streams without an end.
  public init(
    contentType: String, status: HTTPStatus = .ok, headers: [(name: String, value: String)] = [],
    stream: @escaping @Sendable (BodyWriter) async throws -> Void
  ) {
    self.init(
      status: status, contentType: contentType, headers: headers,
      body: .stream(endsAtDrain: false, stream))
  }

  /// A value as JSON.
  ///
  /// - Throws: `EncodingError`.
  public static func json(_ value: some Encodable, status: HTTPStatus = .ok) throws -> Response {
    Response(
      status: status, contentType: "application/json", headers: [],
      body: .bytes(try JSONCoder.encode(value)))
  }

  /// A redirect, 303 by default: the client follows it with GET.
  public static func redirect(to location: String, status: HTTPStatus = .seeOther) -> Response {
    Response(status: status, headers: [("Location", location)])
  }

  /// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). The task
  /// is cancelled when the client goes or the host drains; the client then reconnects by itself.
  public static func events(_ stream: @escaping @Sendable (EventWriter) async throws -> Void) -> Response {
    Response(
      status: .ok, contentType: "text/event-stream", headers: [("Cache-Control", "no-store")],
      body: .stream(endsAtDrain: true) { writer in try await stream(EventWriter(body: writer)) })
  }
}

/// What a route may return.
public protocol ResponseConvertible {
  /// The answer.
  ///
  /// - Throws: what encoding the value throws.
  func response() throws -> Response
}

extension Response: ResponseConvertible {
  /// Itself.
  public func response() -> Response { self }
}

extension String: ResponseConvertible {
  /// The text as `text/plain; charset=utf-8`.
  public func response() -> Response { Response(self) }
}

extension HTTPStatus: ResponseConvertible {
  /// The status without a body.
  public func response() -> Response { Response(status: self) }
}

/// An `Encodable` answered as JSON: `GET("/order") { _ in JSON(order) }`.
public struct JSON<Value: Encodable>: ResponseConvertible {
  /// The value.
  public let value: Value
  /// The status.
  public let status: HTTPStatus

  /// Wraps a value.
  public init(_ value: Value, status: HTTPStatus = .ok) {
    self.value = value
    self.status = status
  }

  /// The value as `application/json`.
  public func response() throws -> Response { try .json(value, status: status) }
}
