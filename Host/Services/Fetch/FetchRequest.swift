/// A request to a server elsewhere.
package struct FetchRequest: Sendable, Equatable {
  /// A field of a head.
  package struct Field: Sendable, Equatable {
    /// Its name, as it was written.
    package var name: String
    /// Its value.
    package var value: String

    /// Makes a field.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Such as `POST`.
  package var method: String
  /// Where it goes.
  package var url: FetchURL
  /// The head's fields, in order.
  package var fields: [Field]
  /// The body; empty is none.
  package var body: [UInt8]
  /// The body of a POST where it is read as it is sent; then ``body`` is none.
  package var upload: FetchUpload?
  /// For how long it may take in all, in milliseconds.
  package var timeout: Int
  /// Most bytes of the answer's body; what is behind them is cut off.
  package var answerLimit: Int
  /// Most redirects that are followed; 0 gives a redirect back as the answer.
  package var redirects: Int
  /// Whether it may be sent twice: the server takes two for one, or they come to the same.
  package var isRepeatable: Bool

  /// Makes a request.
  ///
  /// - Throws: why it cannot be sent: a method or a field that is none, or one that is not the plugin's to set.
  package init(
    method: String, url: FetchURL, fields: [Field] = [], body: [UInt8] = [], timeout: Int = 30_000,
    answerLimit: Int = 1 << 20, redirects: Int = 0, isRepeatable: Bool = false
  ) throws(FetchFailure) {
    guard (1...32).contains(method.utf8.count), method.utf8.allSatisfy(Self.isToken) else {
      throw .invalid("the method is none — hint: write GET, POST, PUT, PATCH, DELETE, HEAD or another token")
    }
    guard method != "CONNECT", method != "TRACE" else { throw .invalid("\(method) is not sent") }
    for field in fields {
      guard !field.name.isEmpty, field.name.utf8.allSatisfy(Self.isToken) else {
        throw .invalid("a field's name is none")
      }
      guard field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
        throw .invalid("the field \(field.name) holds a line end or another control character")
      }
      guard !Self.ours.contains(field.name.lowercased()) else {
        throw .invalid("the field \(field.name) is set by the host, not by the plugin")
      }
    }
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
    self.timeout = timeout
    self.answerLimit = answerLimit
    self.redirects = redirects
    // RFC 9110, 9.2.2
    self.isRepeatable = isRepeatable || ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"].contains(method)
  }

  /// Those that say how a message is framed, or would lead it elsewhere than the URL.
  private static let ours: Set<String> = [
    "host", "connection", "content-length", "transfer-encoding", "te", "trailer", "upgrade", "expect",
    "keep-alive", "proxy-authorization", "proxy-connection",
  ]

  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  /// Whether it has a field of a name, in whichever letters.
  package func has(_ name: String) -> Bool { fields.contains { $0.name.lowercased() == name } }

  /// The request that follows a redirect (RFC 9110, 15.4).
  func redirected(_ status: Int, to url: FetchURL) -> FetchRequest {
    var next = self
    next.url = url
    next.redirects -= 1
    if status == 303 && method != "HEAD" || (status == 301 || status == 302) && method == "POST" {
      next.method = "GET"
      next.body = []
      next.fields.removeAll { $0.name.lowercased().hasPrefix("content-") }
    }
    if !url.hasOrigin(of: self.url) {
      next.fields.removeAll { ["authorization", "cookie"].contains($0.name.lowercased()) }
    }
    return next
  }
}

/// What a server answered.
package struct FetchResponse: Sendable, Equatable {
  /// From 200 to 999.
  package var status: Int
  /// The head's fields, in order.
  package var fields: [FetchRequest.Field]
  /// The body, as it came.
  package var body: [UInt8]
  /// Whether the body is longer than was asked for, and cut off.
  package var isCut: Bool

  /// Makes an answer.
  package init(status: Int, fields: [FetchRequest.Field], body: [UInt8], isCut: Bool = false) {
    self.status = status
    self.fields = fields
    self.body = body
    self.isCut = isCut
  }

  /// The value of the first field of a name in small letters; nil for none.
  package func value(of name: String) -> String? {
    fields.first { $0.name.lowercased() == name }?.value
  }
}
