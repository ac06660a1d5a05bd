/// An answer to a request for a public file, ready to be written.
package struct FileAnswer: Sendable {
  /// Where the content comes from.
  package enum Body: Sendable {
    /// None: a refusal, a redirect, 304, or the answer to HEAD.
    case empty
    /// The content itself.
    case bytes([UInt8])
    /// `length` bytes of the file from `offset` on. A file that is rewritten in place can end earlier: the
    /// writer must then close the connection, since the length was already announced.
    case file(descriptor: OpenedFile, offset: Int64, length: Int64)
  }

  /// 200, 206, 304, 308, 403 (unreadable), 404, 412, 416, 500 (the disk failed) or 503 (out of descriptors).
  package var status: Int
  /// Every header field but Content-Length and Date.
  package var headers: [(String, String)]
  /// The content.
  package var body: Body
  /// The Content-Length in bytes, which for HEAD is that of the content not sent. With 304 no Content-Length
  /// may be written (RFC 9110 §8.6): it would have to be that of the content that is not looked at.
  package var contentLength: Int64

  init(status: Int, headers: [(String, String)] = [], body: Body = .empty, contentLength: Int64 = 0) {
    self.status = status
    self.headers = headers
    self.body = body
    self.contentLength = contentLength
  }
}
