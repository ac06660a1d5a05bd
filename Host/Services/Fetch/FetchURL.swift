import CCurl

/// An absolute http or https URL, read by libcurl: what is looked at is what is connected to.
package struct FetchURL: Sendable, Equatable {
  /// Whether the connection is encrypted.
  package let isEncrypted: Bool
  /// The host in small letters: a name, or an address without brackets.
  package let host: String
  /// The port, also where the URL names none.
  package let port: Int
  /// The whole, normalised, without a fragment.
  package let text: String

  /// Longest URL, in bytes.
  package static let maxBytes = 8192

  /// Reads a URL.
  ///
  /// - Throws: why it is none, without the URL in it, which may hold a secret.
  package init(_ text: String) throws(FetchFailure) {
    guard (1...Self.maxBytes).contains(text.utf8.count),
      !text.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F })
    else {
      throw .invalid("the URL is empty, longer than \(Self.maxBytes) bytes, or holds bytes to be encoded")
    }
    let url = unsafe curl_url()
    defer { unsafe curl_url_cleanup(url) }
    // Whoever gives a name and a password in it would see them in logs.
    let flags = UInt32(CURLU_DISALLOW_USER)
    let code = unsafe curl_url_set(url, CURLUPART_URL, text, flags)
    guard code == CURLUE_OK else {
      throw .invalid(
        code == CURLUE_USER_NOT_ALLOWED
          ? "the URL names a user — hint: send an Authorization field" : "the URL cannot be read")
    }
    _ = unsafe curl_url_set(url, CURLUPART_FRAGMENT, nil, 0)
    func part(_ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
      var text: UnsafeMutablePointer<CChar>?
      guard unsafe curl_url_get(url, part, &text, flags) == CURLUE_OK, let found = unsafe text else {
        return nil
      }
      defer { unsafe curl_free(found) }
      return unsafe String(cString: found)
    }
    guard let scheme = part(CURLUPART_SCHEME), scheme == "https" || scheme == "http",
      let host = part(CURLUPART_HOST), !host.isEmpty, !host.hasSuffix("."), !host.contains("%"),
      let port = part(CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)).flatMap({ Int($0) }),
      (1...65_535).contains(port),
      let whole = part(CURLUPART_URL)
    else { throw .invalid("the URL does not begin with https:// or http:// and a host") }
    isEncrypted = scheme == "https"
    self.host = String(decoding: Self.bare(host).utf8.map(Self.lowercased), as: UTF8.self)
    self.port = port
    self.text = whole
  }

  /// Whether requests to another go to the same server.
  package func hasOrigin(of other: FetchURL) -> Bool {
    isEncrypted == other.isEncrypted && host == other.host && port == other.port
  }

  private static func bare(_ host: String) -> Substring {
    host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host[...]
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
