internal import CRoost

/// Writes the block of an HTTP request, a `roost_http_request`.
package enum HTTPBlock {
  /// Most bytes in a block.
  package static let maxBytes = 16 << 20

  /// A request's block, or nil when it would be longer than `maxBytes`. `header` gives name and value of
  /// the header at an index; it is called once for each, in order. `parameters` belong to `head.path`.
  package static func make(
    _ head: HTTPBlockHead, parameters: RouteParameters = RouteParameters(), headerCount: Int,
    header: (Int) -> (String, String)
  ) -> EventBlock? {
    let headersOffset = MemoryLayout<roost_http_request>.size
    let parametersOffset = headersOffset + headerCount * MemoryLayout<roost_http_header>.stride
    let textOffset = parametersOffset + parameters.count * MemoryLayout<roost_span>.stride
    // Asking every header for its length first costs more than a guess that is sometimes too small.
    let capacity = textOffset + head.byteCount + parameters.byteCount + headerCount * guessedHeaderBytes
    guard capacity <= maxBytes else { return nil }

    var writer = BlockWriter(from: textOffset, capacity: capacity)
    var request = head.request(&writer)
    for index in 0..<parameters.count {
      let span = unsafe parameters.withBytes(index, in: head.path) { unsafe writer.append($0) }
      writer.store(span, at: parametersOffset + index * MemoryLayout<roost_span>.stride)
    }
    for index in 0..<headerCount where writer.offset <= maxBytes {
      let (name, value) = header(index)
      let entry = roost_http_header(name: writer.append(name), value: writer.append(value))
      writer.store(entry, at: headersOffset + index * MemoryLayout<roost_http_header>.stride)
    }
    request.block_size = UInt32(truncatingIfNeeded: writer.offset)
    request.header_count = UInt32(headerCount)
    request.headers_offset = UInt32(headersOffset)
    request.parameter_count = UInt32(parameters.count)
    request.parameters_offset = UInt32(parametersOffset)
    writer.store(request, at: 0)
    let block = writer.finish()
    guard writer.offset <= maxBytes else { return nil }
    return block
  }

  private static let guessedHeaderBytes = 64
}

extension HTTPBlockHead {
  fileprivate var byteCount: Int {
    let text = methodName.utf8.count + authority.utf8.count + client.utf8.count + requestID.utf8.count
    return unsafe text + path.count + query.count
  }

  fileprivate func request(_ writer: inout BlockWriter) -> roost_http_request {
    var request = roost_http_request()
    request.size = UInt32(MemoryLayout<roost_http_request>.size)
    request.method = method
    request.flags = flags
    request.method_name = writer.append(methodName)
    request.path = unsafe writer.append(path)
    request.query = unsafe writer.append(query)
    request.authority = writer.append(authority)
    request.client = writer.append(client)
    request.request_id = writer.append(requestID)
    request.content_length = contentLength ?? UInt64.max
    return request
  }
}
