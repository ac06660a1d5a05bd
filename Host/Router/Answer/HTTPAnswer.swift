package import CRoost

/// An HTTP answer as a plugin gave it, in the plugin's memory: valid only during the call it came
/// with.
@safe package struct HTTPAnswer {
  /// The status code, 200 to 599.
  package let status: UInt32
  /// The header fields, unchecked.
  package let fields: UnsafeBufferPointer<roost_http_field>
  /// The body, or a stream's first piece.
  package let body: UnsafeRawBufferPointer

  /// Reads the contract's struct; nil when it breaks the contract's bounds.
  package init?(_ response: UnsafePointer<roost_http_response>?) {
    guard let response = unsafe response?.pointee,
      unsafe Int(response.size) >= MemoryLayout<roost_http_response>.size,
      unsafe (200...599).contains(response.status), unsafe response.field_count <= 128
    else { return nil }
    unsafe self.init(
      status: response.status,
      fields: UnsafeBufferPointer(start: response.fields_borrowed, count: Int(response.field_count)),
      body: response.body_borrowed.buffer)
  }

  /// An answer from its parts.
  package init(
    status: UInt32, fields: UnsafeBufferPointer<roost_http_field> = unsafe .init(start: nil, count: 0),
    body: UnsafeRawBufferPointer = unsafe .init(start: nil, count: 0)
  ) {
    self.status = status
    unsafe self.fields = fields
    unsafe self.body = body
  }
}

extension roost_bytes {
  /// The bytes as a buffer; empty when the pointer is NULL.
  package var buffer: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : Int(clamping: size))
  }

  /// Points at bytes that outlive the use of the struct.
  package init(_ buffer: UnsafeRawBufferPointer) {
    unsafe self.init(
      data: buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), size: UInt64(buffer.count))
  }
}
