internal import CRoost

/// A request's block as it was kept, to be given to a handler later, also by another host and to another generation,
/// whose pattern may have other parameters.
package struct KeptRequest: Sendable {
  private let bytes: [UInt8]
  private let method: Range<Int>
  /// Where the path lies in the block.
  private let path: Range<Int>

  /// Reads a block; nil when it is none, or that of a host with another form of it.
  package init?(_ bytes: [UInt8]) {
    guard let request = Self.request(bytes), Self.fits(request, bytes) else { return nil }
    self.bytes = bytes
    method = Self.range(request.method_name)
    path = Self.range(request.path)
  }

  /// The method's name.
  package var methodName: String { String(decoding: bytes[method], as: UTF8.self) }

  /// The path as sent.
  package func withPath<Result>(_ use: (UnsafeRawBufferPointer) -> Result) -> Result {
    unsafe bytes[path].withUnsafeBytes { unsafe use($0) }
  }

  /// The block again, with the parameters that the path has in a pattern of now.
  package func block(_ parameters: RouteParameters) -> EventBlock? {
    var block: EventBlock?
    unsafe bytes.withUnsafeBytes { all in
      let request = unsafe all.loadUnaligned(as: roost_http_request.self)
      func text(_ span: roost_span) -> String {
        unsafe String(decoding: all[Self.range(span)], as: UTF8.self)
      }
      func bytes(_ span: roost_span) -> UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(rebasing: all[Self.range(span)])
      }
      let head = unsafe HTTPBlockHead(
        method: request.method, methodName: text(request.method_name), flags: request.flags,
        path: bytes(request.path), query: bytes(request.query), authority: text(request.authority),
        client: text(request.client), requestID: text(request.request_id),
        contentLength: request.content_length == .max ? nil : request.content_length)
      block = HTTPBlock.make(head, parameters: parameters, headerCount: Int(request.header_count)) { index in
        let header = unsafe Self.header(index, request, all)
        return (text(header.name), text(header.value))
      }
    }
    return block
  }

  // MARK: Bounds

  private static func request(_ bytes: [UInt8]) -> roost_http_request? {
    guard bytes.count >= MemoryLayout<roost_http_request>.size else { return nil }
    return unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(as: roost_http_request.self) }
  }

  private static func fits(_ request: roost_http_request, _ bytes: [UInt8]) -> Bool {
    let texts = [
      request.method_name, request.path, request.query, request.authority, request.client, request.request_id,
    ]
    let headersEnd =
      Int(request.headers_offset) + Int(request.header_count) * MemoryLayout<roost_http_header>.stride
    guard Int(request.size) == MemoryLayout<roost_http_request>.size, Int(request.block_size) == bytes.count,
      headersEnd <= bytes.count, texts.allSatisfy({ range($0).upperBound <= bytes.count })
    else { return false }
    return unsafe bytes.withUnsafeBytes { all in
      (0..<Int(request.header_count)).allSatisfy { index in
        let header = unsafe header(index, request, all)
        return range(header.name).upperBound <= bytes.count && range(header.value).upperBound <= bytes.count
      }
    }
  }

  private static func header(
    _ index: Int, _ request: roost_http_request, _ all: UnsafeRawBufferPointer
  ) -> roost_http_header {
    unsafe all.loadUnaligned(
      fromByteOffset: Int(request.headers_offset) + index * MemoryLayout<roost_http_header>.stride,
      as: roost_http_header.self)
  }

  private static func range(_ span: roost_span) -> Range<Int> {
    Int(span.offset)..<Int(span.offset) + Int(span.length)
  }
}
