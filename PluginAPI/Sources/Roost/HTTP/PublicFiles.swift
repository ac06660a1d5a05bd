import CRoostSDK

/// Serves the plugin's public folder, `plugins.d/NAME.public`, under a prefix. The host answers by
/// itself, with ETag, ranges and compression.
public struct PublicFiles: Handler {
  let prefix: String

  /// Serves the folder under a prefix, such as `/hello/assets`.
  public init(_ prefix: String) { self.prefix = prefix }

  /// Registers with the host.
  public func register() throws {
    var prefix = prefix
    let code = prefix.withUTF8 { unsafe roost_sdk_files($0.baseAddress, UInt64($0.count)) }
    try refusal(code, "public files under \(self.prefix)")
  }
}

/// Lets scripts of other origins call the plugin's routes
/// (https://fetch.spec.whatwg.org/#http-cors-protocol).
public struct CORS: Handler {
  let origins: [String]
  let headers: [String]
  let expose: [String]
  let credentials: Bool
  let maxAge: UInt32

  /// - Parameters:
  ///   - origins: such as `https://a.example`, or `*` for any.
  ///   - headers: request headers allowed besides the safelisted ones.
  ///   - expose: response headers a script may read.
  ///   - credentials: whether cookies may come along; not with `*`.
  ///   - maxAge: seconds a browser may remember the answer to a preflight.
  public init(
    origins: [String], headers: [String] = [], expose: [String] = [], credentials: Bool = false,
    maxAge: UInt32 = 600
  ) {
    self.origins = origins
    self.headers = headers
    self.expose = expose
    self.credentials = credentials
    self.maxAge = maxAge
  }

  /// Registers with the host.
  public func register() throws {
    var text = FlatText()
    for list in [origins, headers, expose] { text.append(list.joined(separator: ", ")) }
    let code = unsafe text.withPointers { bytes, lengths in
      unsafe roost_sdk_cors(bytes, lengths, credentials ? 1 : 0, maxAge)
    }
    try refusal(code, "cross-origin rules")
  }
}
