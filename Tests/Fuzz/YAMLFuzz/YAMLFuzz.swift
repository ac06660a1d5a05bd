import HostOperations
import RoostJSON

/// A schema that uses every keyword of the subset.
private let schema: JSONSchema? = try? JSONSchema.compile(
  JSONValue(
    parsing: ##"""
      {"$defs": {"tree": {"type": "object", "maxProperties": 4,
                          "properties": {"next": {"$ref": "#/$defs/tree"}, "leaf": {"default": {}}}}},
       "type": "object", "required": ["name"], "additionalProperties": {"type": ["string", "number"]},
       "properties": {
         "name": {"type": "string", "minLength": 1, "maxLength": 9, "default": "x"},
         "price": {"type": "number", "multipleOf": 0.01, "minimum": 0, "exclusiveMaximum": 100},
         "colour": {"enum": ["red", "green", 1, null], "format": "password"},
         "list": {"type": "array", "uniqueItems": true, "minItems": 1, "maxItems": 9,
                  "items": {"anyOf": [{"type": "integer"}, {"const": [true]}, {"$ref": "#/$defs/tree"}]}},
         "tree": {"$ref": "#/$defs/tree"},
         "one": {"oneOf": [{"minimum": 1}, {"maximum": 3}], "not": {"const": 2}},
         "branch": {"if": {"type": "string"}, "then": {"maxLength": 3}, "else": {"minProperties": 1}}}}
      """##))

/// Reads any bytes as `roost.yaml` and as a plugin's `NAME.yaml`, and what problems they have as text.
///
/// Beyond not crashing: the same bytes have the same outcome twice, every problem is one line, and a
/// configuration that is accepted stays accepted, with the same values, when it is written as JSON.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  do throws(ConfigurationError) {
    let loaded = try HostConfiguration.load(bytes: bytes, file: "/f/roost.yaml")
    let again = try HostConfiguration.load(bytes: bytes, file: "/f/roost.yaml")
    precondition(loaded.configuration == again.configuration)
    precondition(loaded.sources.allSatisfy { !$0.description.isEmpty })
  } catch {
    check(error)
  }
  do throws(ConfigurationError) {
    let loaded = try PluginConfiguration.load(bytes: bytes, file: "/f/hello.yaml", schema: schema)
    guard loaded.isEnabled else { return 0 }
    // JSON is YAML, and defaults that are there are not filled in again. A comment's NEL or a tab may
    // be JSON but not YAML, so only what YAML reads back is compared.
    let json = Array("{\"config\":".utf8) + loaded.json + Array("}".utf8)
    if let again = try? PluginConfiguration.load(bytes: json, file: "/f/hello.yaml", schema: schema) {
      precondition(again.json == loaded.json)
    }
  } catch {
    check(error)
  }
  return 0
}

private func check(_ error: ConfigurationError) {
  precondition(!error.problems.isEmpty)
  for problem in error.problems {
    precondition(!problem.description.unicodeScalars.contains { $0.value < 0x20 }, problem.description)
  }
}
