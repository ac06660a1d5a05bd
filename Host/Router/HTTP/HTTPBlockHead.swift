internal import CRoost

/// What a request's block holds besides its headers and parameters. All text is UTF-8.
@safe
package struct HTTPBlockHead {
  let method: UInt32
  let methodName: String
  let flags: UInt32
  let path: UnsafeRawBufferPointer
  let query: UnsafeRawBufferPointer
  let authority: String
  let client: String
  let requestID: String
  let contentLength: UInt64?

  /// `method` is what `method(_:)` says of `methodName`, `flags` are `ROOST_HTTP_…`; `path` and `query`
  /// are as sent, without the "?"; `contentLength` is nil when it is not announced.
  package init(
    method: UInt32, methodName: String, flags: UInt32, path: UnsafeRawBufferPointer,
    query: UnsafeRawBufferPointer, authority: String, client: String, requestID: String,
    contentLength: UInt64?
  ) {
    self.method = method
    self.methodName = methodName
    self.flags = flags
    unsafe self.path = unsafe path
    unsafe self.query = unsafe query
    self.authority = authority
    self.client = client
    self.requestID = requestID
    self.contentLength = contentLength
  }

  /// The number of a method, `ROOST_HTTP_…`.
  package static func method(_ name: String) -> UInt32 {
    let number =
      switch name {
      case "GET": ROOST_HTTP_GET
      case "HEAD": ROOST_HTTP_HEAD
      case "POST": ROOST_HTTP_POST
      case "PUT": ROOST_HTTP_PUT
      case "DELETE": ROOST_HTTP_DELETE
      case "PATCH": ROOST_HTTP_PATCH
      case "OPTIONS": ROOST_HTTP_OPTIONS
      default: ROOST_HTTP_OTHER
      }
    return UInt32(number)
  }
}
