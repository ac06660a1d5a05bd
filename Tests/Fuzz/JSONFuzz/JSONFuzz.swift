import RoostJSON

/// What a plugin might decode: every kind of value, and containers of them.
private struct Sample: Codable {
  var id: Int64?
  var small: UInt8?
  var ratio: Double?
  var name: String?
  var flag: Bool?
  var list: [Sample]?
  var table: [String: Sample]?
  var numbers: [Int: Float]?
  var any: JSONValue?
}

/// Parses, writes and parses again; decodes, encodes and decodes again. Disagreement traps.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
  guard let value = try? unsafe JSONValue(parsing: bytes) else {
    precondition((try? unsafe JSONCoder.decode(JSONValue.self, from: bytes)) == nil)
    return 0
  }
  let text = value.serialized()
  precondition((try? JSONValue(parsing: text)) == value)
  precondition((try? JSONValue(parsing: value.serialized(pretty: true))) == value)
  precondition((try? JSONCoder.decode(JSONValue.self, from: text)) == value)

  guard let sample = try? unsafe JSONCoder.decode(Sample.self, from: bytes) else { return 0 }
  guard let encoded = try? JSONCoder.encode(sample),
    let again = try? JSONCoder.decode(Sample.self, from: encoded)
  else { preconditionFailure("what was decoded cannot be encoded and decoded again") }
  // Dictionaries have no order, so texts are compared by their lengths.
  precondition((try? JSONCoder.encode(again).count) == encoded.count)
  return 0
}
