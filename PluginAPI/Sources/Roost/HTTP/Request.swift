import CRoostSDK
import RoostJSON

/// An HTTP request.
///
/// It reads the host's memory in place and is valid until the handler has returned (for a
/// streaming answer, until the stream has ended); using it later is a programming error and traps.
public struct Request: Sendable {
  let exchange: Exchange
  private let parameters: [String]

  init(exchange: Exchange, parameters: [String]) {
    self.exchange = exchange
    self.parameters = parameters
  }

  /// The method, such as `GET`.
  public var method: String { text(0) }
  /// The path as sent: percent-encoded, without the query.
  public var path: String { text(1) }
  /// The query as sent, without `?`.
  public var query: String { text(2) }
  /// The host the client asked for.
  public var authority: String { text(3) }
  /// The client's address, behind a trusted proxy the one it forwarded.
  public var client: String { text(4) }
  /// The id that is also in the log and in the answer's `X-Request-Id`.
  public var id: String { text(5) }
  /// Whether the client's side of the connection is encrypted.
  public var isSecure: Bool { unsafe exchange.withBlock { unsafe roost_sdk_request_flags($0) & 2 != 0 } }
  /// Whether it came by a durable route: the client has its answer, and the handler's tells only whether it succeeded.
  public var isKept: Bool { unsafe exchange.withBlock { unsafe roost_sdk_request_flags($0) & 4 != 0 } }
  /// The length the client announced for the body.
  public var contentLength: Int? {
    unsafe exchange.withBlock { unsafe Int(exactly: roost_sdk_request_length($0)) }
  }

  /// The value of a `{name}` in the route's pattern, percent-decoded. Traps for a name the pattern
  /// does not have.
  public subscript(name: String) -> String {
    guard let index = parameters.firstIndex(of: name) else {
      fatalError("the route's pattern has no {\(name)}; it has \(parameters)")
    }
    return unsafe exchange.withBlock { block in
      unsafe String(roost_sdk_request_parameter(block, UInt32(index)))
    }
  }

  /// The first header field of that name, in any case.
  public func header(_ name: String) -> String? {
    unsafe exchange.withBlock { block in
      for index in 0..<(unsafe roost_sdk_request_header_count(block))
      where unsafe roost_sdk_request_header_name(block, index).equalsIgnoringCase(name) {
        return unsafe String(roost_sdk_request_header_value(block, index))
      }
      return nil
    }
  }

  /// All header fields in the order sent.
  public var headers: [(name: String, value: String)] {
    unsafe exchange.withBlock { block in
      (0..<(unsafe roost_sdk_request_header_count(block))).map { index in
        unsafe (
          name: String(roost_sdk_request_header_name(block, index)),
          value: String(roost_sdk_request_header_value(block, index))
        )
      }
    }
  }

  /// The first value of a query parameter, decoded from `application/x-www-form-urlencoded`.
  public func queryValue(_ name: String) -> String? { FormFields(query).first(name) }

  /// The buffered body, without a copy.
  public func withBody<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    try unsafe exchange.withBody(body)
  }

  /// The buffered body.
  public var body: [UInt8] { unsafe exchange.withBody { unsafe Array($0) } }

  /// The body of an HTML form.
  public var form: FormFields { FormFields(String(decoding: body, as: UTF8.self)) }

  /// The body as JSON.
  ///
  /// - Throws: ``HTTPError`` 415 when the client says it is something else, 400 when it is malformed.
  public func json<T: Decodable>(as type: T.Type = T.self) throws -> T {
    if let contentType = header("Content-Type"), !contentType.lowercased().contains("json") {
      throw HTTPError(.unsupportedMediaType, "send application/json")
    }
    do {
      return try unsafe exchange.withBody { try unsafe JSONCoder.decode(type, from: $0) }
    } catch {
      throw HTTPError(.badRequest, "malformed JSON: \(describe(error))")
    }
  }

  /// The body piece by piece, on routes declared with `body: .streamed`. The client sends no faster
  /// than the pieces are taken. Read once.
  public var bodyPieces: BodyReader { BodyReader(exchange: exchange) }

  private func text(_ field: Int32) -> String {
    unsafe exchange.withBlock { unsafe String(roost_sdk_request_text($0, field)) }
  }

  private func describe(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      let path = context.codingPath.reduce("") { path, key in
        if let index = key.intValue { return "\(path)[\(index)]" }
        return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
      }
      return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    default: return "\(error)"
    }
  }
}
