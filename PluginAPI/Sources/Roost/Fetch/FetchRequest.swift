import CRoostSDK
import RoostJSON

/// A request to a server elsewhere.
///
///     var request = FetchRequest("https://api.example.org/orders", method: "POST")
///     try request.setJSON(order)
public struct FetchRequest: Sendable {
  /// Such as `GET`.
  public var method: String
  /// An absolute URL of https, or of http where that is granted.
  public var url: String
  /// The head's fields in order. Host, Content-Length and the rest of the framing are the host's.
  public var headers: [(name: String, value: String)]
  /// The body; empty is none.
  public var body: [UInt8]
  /// For how long it may take in all; at most ten minutes, a stream an hour.
  public var timeout: Duration
  /// Most bytes of the answer's body: at most 16 MiB, of an effect's 256 KiB, of a stream's as many as come.
  public var limit: Int
  /// Most redirects that are followed, at most 10; a redirect beyond them is the answer.
  public var redirects: Int
  /// It may be sent twice: the server takes two for one, or two come to the same. GET, HEAD, OPTIONS, PUT and DELETE
  /// are so without it.
  public var isRepeatable: Bool

  /// Makes a request.
  public init(
    _ url: String, method: String = "GET", headers: [(name: String, value: String)] = [], body: [UInt8] = [],
    timeout: Duration = .seconds(30), limit: Int = 1 << 20, redirects: Int = 0, isRepeatable: Bool = false
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.limit = limit
    self.redirects = redirects
    self.isRepeatable = isRepeatable
  }

  /// Gives it a value as its body, as JSON, and the type of that.
  ///
  /// - Throws: `EncodingError`.
  public mutating func setJSON(_ value: some Encodable) throws {
    body = try JSONCoder.encode(value)
    headers.append(("Content-Type", "application/json"))
  }

  /// The block of `fetch.h`.
  func block(tag: [UInt8] = []) -> [UInt8] {
    var block = BlockWriter()
    let milliseconds =
      timeout.components.seconds * 1000 + timeout.components.attoseconds / 1_000_000_000_000_000
    block.append(UInt32(40))
    block.append(isRepeatable ? UInt32(ROOST_FETCH_REPEATABLE) : 0)
    block.append(UInt32(clamping: max(1, milliseconds)))
    block.append(UInt32(clamping: max(1, limit)))
    block.append(UInt32(clamping: redirects))
    block.append(UInt32(headers.count))
    block.append(UInt32(method.utf8.count))
    block.append(UInt32(url.utf8.count))
    block.append(UInt32(tag.count))
    block.append(UInt32(0))
    for header in headers {
      block.append(UInt32(header.name.utf8.count))
      block.append(UInt32(header.value.utf8.count))
    }
    block.append(Array(method.utf8))
    block.append(Array(url.utf8))
    block.append(tag)
    for header in headers {
      block.append(Array(header.name.utf8))
      block.append(Array(header.value.utf8))
    }
    block.append(body)
    return block.bytes
  }
}
