/// An HTTP status code. Reason phrases are the host's.
public struct HTTPStatus: Sendable, Hashable, ExpressibleByIntegerLiteral {
  /// The code, 200 to 599.
  public let code: UInt32

  /// Wraps a code.
  public init(integerLiteral value: UInt32) { code = value }

  /// 200
  public static let ok: HTTPStatus = 200
  /// 201
  public static let created: HTTPStatus = 201
  /// 202
  public static let accepted: HTTPStatus = 202
  /// 204
  public static let noContent: HTTPStatus = 204
  /// 303
  public static let seeOther: HTTPStatus = 303
  /// 400
  public static let badRequest: HTTPStatus = 400
  /// 401
  public static let unauthorized: HTTPStatus = 401
  /// 403
  public static let forbidden: HTTPStatus = 403
  /// 404
  public static let notFound: HTTPStatus = 404
  /// 409
  public static let conflict: HTTPStatus = 409
  /// 410
  public static let gone: HTTPStatus = 410
  /// 413
  public static let contentTooLarge: HTTPStatus = 413
  /// 415
  public static let unsupportedMediaType: HTTPStatus = 415
  /// 422
  public static let unprocessableContent: HTTPStatus = 422
  /// 429
  public static let tooManyRequests: HTTPStatus = 429
  /// 500
  public static let internalServerError: HTTPStatus = 500
  /// 503
  public static let serviceUnavailable: HTTPStatus = 503
}
