/// Several ranges of one representation as multipart/byteranges (RFC 9110 §14.6).
struct MultipartRanges {
  /// More bytes than this in all are answered with the whole file, which needs no memory.
  static let most: Int64 = 1 << 20

  /// The Content-Type of the whole.
  var contentType: String
  var bytes: [UInt8]

  /// Nil when the ranges exceed the bound or cannot be read.
  init?(_ ranges: [Range<Int64>], of representation: Representation, type: MediaType) {
    // Summed with care: a sparse file can be as long as Int64 goes.
    let total = ranges.reduce(Int64(0)) { sum, range in
      min(sum, Self.most) + min(range.upperBound - range.lowerBound, Self.most + 1)
    }
    guard total <= Self.most else { return nil }
    // Unguessable, so that no content can be made to contain it.
    let boundary = (0..<2).map { _ in String(UInt64.random(in: UInt64.min...UInt64.max), radix: 36) }.joined()
    contentType = "multipart/byteranges; boundary=\(boundary)"
    bytes = []
    for range in ranges {
      guard let part = representation.read(range) else { return nil }
      let contentRange = contentRange(range, of: representation.length)
      bytes += "--\(boundary)\r\nContent-Type: \(type.value)\r\nContent-Range: \(contentRange)\r\n\r\n".utf8
      bytes += part
      bytes += "\r\n".utf8
    }
    bytes += "--\(boundary)--\r\n".utf8
  }
}

/// A Content-Range field's value (RFC 9110 §14.4).
func contentRange(_ range: Range<Int64>, of length: Int64) -> String {
  "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
}
