package import HostRouter

extension UpdateEnvelope {
  /// The envelope of an update's JSON.
  package static func of(_ json: String) throws -> UpdateEnvelope {
    var json = json
    var envelope: UpdateEnvelope?
    try json.withUTF8 { envelope = try unsafe UpdateEnvelope(scanning: UnsafeRawBufferPointer($0)) }
    return envelope.take()!
  }
}
