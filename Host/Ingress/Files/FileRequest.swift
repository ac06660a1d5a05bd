/// What a request for a public file asks: its method and the header fields that choose the answer, each as it
/// came, or nil when the request has none. A field that came in several lines is joined by ", ".
package struct FileRequest: Sendable {
  /// The methods that a file answers; others are refused before a file is looked for.
  package enum Method: Sendable {
    /// The content is wanted.
    case get
    /// Only the header fields are wanted.
    case head
  }

  /// The request's method.
  package var method: Method
  /// If-Match (RFC 9110 §13.1.1).
  package var ifMatch: String?
  /// If-Unmodified-Since (RFC 9110 §13.1.4).
  package var ifUnmodifiedSince: String?
  /// If-None-Match (RFC 9110 §13.1.2).
  package var ifNoneMatch: String?
  /// If-Modified-Since (RFC 9110 §13.1.3).
  package var ifModifiedSince: String?
  /// If-Range (RFC 9110 §13.1.5).
  package var ifRange: String?
  /// Range (RFC 9110 §14.2).
  package var range: String?
  /// Accept-Encoding (RFC 9110 §12.5.3).
  package var acceptEncoding: String?

  /// A request with the given fields.
  package init(
    method: Method, ifMatch: String? = nil, ifUnmodifiedSince: String? = nil, ifNoneMatch: String? = nil,
    ifModifiedSince: String? = nil, ifRange: String? = nil, range: String? = nil,
    acceptEncoding: String? = nil
  ) {
    self.method = method
    self.ifMatch = ifMatch
    self.ifUnmodifiedSince = ifUnmodifiedSince
    self.ifNoneMatch = ifNoneMatch
    self.ifModifiedSince = ifModifiedSince
    self.ifRange = ifRange
    self.range = range
    self.acceptEncoding = acceptEncoding
  }
}
