import CRoostSDK
import RoostJSON

/// What a server answered.
public struct FetchResponse: Sendable {
  /// From 200 to 999.
  public let status: Int
  /// The head's fields in order.
  public let headers: [(name: String, value: String)]
  /// The body as it came.
  public let body: [UInt8]
  /// Whether the body is longer than ``FetchRequest/limit``, and cut off there.
  public let isCut: Bool

  /// Whether the status is one of success, 200 to 299.
  public var isSuccess: Bool { (200..<300).contains(status) }
  /// The body as text, damaged UTF-8 replaced.
  public var text: String { String(decoding: body, as: UTF8.self) }

  /// The value of the first field of a name, in whichever letters.
  public func header(_ name: String) -> String? {
    let name = name.lowercased()
    return headers.first { $0.name.lowercased() == name }?.value
  }

  /// The body, read as JSON.
  ///
  /// - Throws: `DecodingError`.
  public func json<T: Decodable>(as type: T.Type = T.self) throws -> T {
    try JSONCoder.decode(type, from: body)
  }

  /// Reads the answer that a block has from a place on.
  ///
  /// - Returns: it, and the number of its stream.
  static func read(_ bytes: ArraySlice<UInt8>) -> (FetchResponse, stream: UInt64) {
    var reply = BlockReader(Array(bytes))
    _ = reply.take(UInt32.self)
    let flags = reply.take(UInt32.self)
    let status = reply.take(UInt32.self)
    let count = reply.take(UInt32.self)
    let stream = reply.take(UInt64.self)
    let sizes = (0..<count).map { _ in (Int(reply.take(UInt32.self)), Int(reply.take(UInt32.self))) }
    let headers = sizes.map { name, value in
      (
        name: String(decoding: reply.take(name), as: UTF8.self),
        value: String(decoding: reply.take(value), as: UTF8.self)
      )
    }
    let response = FetchResponse(
      status: Int(status), headers: headers, body: reply.rest(),
      isCut: flags & UInt32(ROOST_FETCH_CUT) != 0)
    return (response, stream)
  }
}
