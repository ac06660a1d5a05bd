import RoostJSON
import Testing

@testable import HostOperations

@Suite struct JSONSchemaTests {
  private func problems(_ schema: String, _ instance: String) throws -> [String] {
    let compiled = try JSONSchema.compile(JSONValue(parsing: schema))
    return compiled.validate(try JSONValue(parsing: instance)).map(\.description)
  }

  private func refusals(_ schema: String) throws -> [String] {
    let value = try JSONValue(parsing: schema, maximumDepth: 512)
    return try #require(throws: SchemaError.self) { try JSONSchema.compile(value) }.problems.map(
      \.description)
  }

  @Test(arguments: [
    (#"{"type": "integer"}"#, "1.5", "(root): must be a whole number, is 1.5"),
    (#"{"type": ["string", "null"]}"#, "true", "(root): must be null or text, is true — hint: quote it"),
    (
      #"{"type": "integer"}"#, "\"7\"",
      "(root): must be a whole number, is \"7\" — hint: write it without quotes"
    ),
    (
      #"{"enum": ["red", "green"]}"#, "\"gren\"",
      "(root): must be one of \"red\", \"green\", is \"gren\" — hint: did you mean \"green\"?"
    ),
    (#"{"const": 1}"#, "2", "(root): must be 1, is 2"),
    (
      #"{"properties": {"a": {"items": {"minimum": 3}}}}"#, #"{"a": [3, 2]}"#,
      "/a/1: must be at least 3, is 2"
    ),
    (#"{"exclusiveMaximum": 1e2}"#, "100", "(root): must be less than 1e2, is 100"),
    (#"{"multipleOf": 0.01}"#, "0.075", "(root): must be a multiple of 0.01, is 0.075"),
    (#"{"maxLength": 1}"#, "\"é\u{301}\"", "(root): must have at most 1 characters, has 2"),
    (#"{"uniqueItems": true}"#, "[1, 2, 1.0]", "/2: is the same as element 0 — hint: keep one of them"),
    (#"{"minItems": 1}"#, "[]", "(root): must have at least 1 elements, has 0"),
    (#"{"maxProperties": 0}"#, #"{"a": 1}"#, "(root): must have at most 0 members, has 1"),
    (
      #"{"required": ["a"], "properties": {"a": {"description": "the A"}}}"#, "{}",
      "/a: is missing — hint: the A"
    ),
    (
      #"{"properties": {"key": true}, "additionalProperties": false}"#, #"{"kye": 1}"#,
      "/kye: there is no such setting — hint: did you mean key?"
    ),
    (#"{"properties": {"a": false}}"#, #"{"a": 1}"#, "/a: is not allowed — hint: remove it"),
    (
      #"{"not": {"const": 0}, "description": "never zero"}"#, "0",
      "(root): is a value that the schema excludes — hint: never zero"
    ),
    (
      #"{"oneOf": [{"minimum": 1}, {"minimum": 2}]}"#, "3",
      "(root): fits the alternatives 1, 2 — hint: it must fit exactly one"
    ),
    (
      #"{"anyOf": [{"type": "null"}, {"items": {"type": "string"}, "type": "array"}]}"#, "[1]",
      "(root): fits none of 2 alternatives — hint: the closest says: [0] must be text, is 1"
    ),
    (
      #"{"if": {"minimum": 1}, "then": {"maximum": 2}, "else": {"const": 0}}"#, "-1",
      "(root): must be 0, is -1"
    ),
    (
      ##"{"$defs": {"a~/b": {"type": "null"}}, "$ref": "#/$defs/a~0~1b"}"##, "1", "(root): must be null, is 1"
    ),
  ])
  func `each problem says what is wrong where`(schema: String, instance: String, problem: String) throws {
    let found = try #require(try problems(schema, instance).first)
    #expect(found == problem || found.hasPrefix(problem + " — hint: "))
    #expect(found.contains(" — hint: "))
    #expect(try problems(schema, instance).count == 1)
  }

  @Test(arguments: [
    (#"{"type": "integer"}"#, "1.0"), (#"{"type": "integer"}"#, "1e400"), (#"{"const": 1}"#, "1.00"),
    (#"{"enum": [-0.0]}"#, "0"),
    (#"{"multipleOf": 0.1}"#, "0.3"), (#"{"multipleOf": 0.0001}"#, "1e300"), (#"{"multipleOf": 3}"#, "3e50"),
    (#"{"maximum": 9007199254740993}"#, "9007199254740993"),
    (#"{"const": {"a": 1, "b": 2}}"#, #"{"b": 2, "a": 1}"#),
    (#"{"uniqueItems": true}"#, "[1, true, 0, false, \"1\", [1], [true], {}, null]"),
    (#"{"maxLength": 1}"#, "\"\u{1F600}\""), (#"{"format": "email"}"#, "\"x\""), ("true", "1"),
    (#"{"additionalProperties": false, "properties": {"\#u{e9}": true}}"#, "{\"\u{e9}\": 1}"),
    (#"{"then": false, "else": false}"#, "1"),
  ])
  func `what the standard admits is valid`(schema: String, instance: String) throws {
    #expect(try problems(schema, instance).isEmpty)
  }

  @Test func `names that only look alike are different`() throws {
    let composed = "{\"properties\": {\"\u{e9}\": true}, \"additionalProperties\": false}"
    #expect(try problems(composed, "{\"e\u{301}\": 1}").count == 1)
    #expect(try problems("{\"const\": \"\u{e9}\"}", "\"e\u{301}\"").count == 1)
  }

  @Test func `everything wrong with a schema is told at once`() throws {
    #expect(
      try refusals(
        ##"{"tpye": "string", "pattern": "^a", "minLength": -1, "properties": {"a": {"type": "int"}}, "$ref": "#/$defs/no"}"##
      ) == [
        "/tpye: is no keyword — hint: did you mean type?",
        "/pattern: is not among the keywords that are supported — hint: use enum, minLength and maxLength, or check it in the plugin",
        "/minLength: must be a whole number of at least 0, is -1",
        "/properties/a/type: \"int\" is no type — hint: one of array, boolean, integer, null, number, object, string",
        "/$ref: refers to no definition",
      ])
  }

  @Test(arguments: [
    "1", "null", #"{"type": []}"#, #"{"type": 1}"#, #"{"enum": []}"#, #"{"enum": 1}"#, #"{"required": "a"}"#,
    #"{"required": ["a", "a"]}"#, #"{"minimum": "1"}"#, #"{"multipleOf": 0}"#, #"{"multipleOf": -1}"#,
    #"{"multipleOf": 1234567890123456789}"#, #"{"allOf": []}"#, #"{"allOf": {}}"#, #"{"items": [true]}"#,
    ##"{"properties": []}"##, ##"{"uniqueItems": 1}"##, ##"{"$ref": "#"}"##, ##"{"$ref": "http://x/y"}"##,
    #"{"$schema": "http://json-schema.org/draft-07/schema#"}"#, #"{"items": {"$defs": {}}}"#,
    #"{"title": 1}"#,
    #"{"examples": 1}"#, #"{"deprecated": 1}"#, #"{"minimum": 1e999999}"#, #"{"$defs": {"a": {"x": 1}}}"#,
  ])
  func `a keyword's value of the wrong kind refuses the schema`(schema: String) throws {
    #expect(try refusals(schema).count == 1)
  }

  @Test(arguments: [
    "pattern", "patternProperties", "propertyNames", "prefixItems", "contains", "minContains", "maxContains",
    "unevaluatedProperties", "unevaluatedItems", "dependentRequired", "dependentSchemas", "$id", "$anchor",
    "$dynamicRef", "$dynamicAnchor", "$vocabulary", "contentEncoding", "contentMediaType", "contentSchema",
    "readOnly", "writeOnly", "definitions", "dependencies",
  ])
  func `a keyword that is left out refuses the schema by name`(keyword: String) throws {
    #expect(try refusals("{\"\(keyword)\": {}}")[0].hasPrefix("/\(keyword): is not among the keywords"))
  }

  @Test func `schemas may repeat below members, but not in place`() throws {
    let tree =
      ##"{"$defs": {"t": {"type": "object", "properties": {"next": {"$ref": "#/$defs/t"}}}}, "$ref": "#/$defs/t"}"##
    #expect(
      try problems(tree, #"{"next": {"next": {"next": 1}}}"#)
        == ["/next/next/next: must be a map, is 1 — hint: write a map"])
    #expect(try refusals(##"{"$defs": {"a": {"$ref": "#/$defs/a"}}}"##).count == 1)
    #expect(
      try refusals(
        ##"{"$defs": {"a": {"not": {"$ref": "#/$defs/b"}}, "b": {"allOf": [{"$ref": "#/$defs/a"}]}}}"##
      ).count == 1)
  }

  @Test func `depth, size and work are bounded`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: #"{"items": "#, count: depth) + "true" + String(repeating: "}", count: depth)
    }
    #expect(throws: Never.self) { try JSONSchema.compile(JSONValue(parsing: nested(31))) }
    #expect(try refusals(nested(32)).count == 1)
    #expect(try refusals(#"{"enum": [\#((0...70_000).map(String.init).joined(separator: ","))]}"#).count == 1)
    // Seven levels of eight references each would take more than 8⁷ steps.
    var definitions = [#""a7": {"type": "string"}"#]
    for level in 0..<7 {
      let reference = ##"{"$ref": "#/$defs/a\##(level + 1)"}"##
      definitions.append(
        #""a\#(level)": {"anyOf": [\#([String](repeating: reference, count: 8).joined(separator: ","))]}"#)
    }
    let costly = ##"{"$defs": {\##(definitions.joined(separator: ","))}, "items": {"$ref": "#/$defs/a0"}}"##
    #expect(
      try problems(costly, "[\((0..<8).map(String.init).joined(separator: ","))]")
        == ["(root): is too deep or too large to check against the schema"])
    let many = "[\([String](repeating: "1", count: 500).joined(separator: ","))]"
    #expect(try problems(#"{"items": {"type": "string"}}"#, many).count == JSONSchema.Limits.problems)
  }
}

@Suite struct SchemaDefaultsTests {
  private func complete(_ schema: String, _ instance: String) throws -> String {
    let compiled = try JSONSchema.compile(JSONValue(parsing: schema))
    return try compiled.complete(JSONValue(parsing: instance)).get().serializedString()
  }

  @Test(arguments: [
    (#"{"properties": {"a": {"default": 1}, "b": {}}}"#, "{}", #"{"a":1}"#),
    (#"{"properties": {"a": {"default": 1}}}"#, #"{"a":null}"#, #"{"a":null}"#),
    (
      #"{"properties": {"a": {"default": {}, "properties": {"b": {"default": 2}}}}}"#, "{}", #"{"a":{"b":2}}"#
    ),
    (#"{"properties": {"a": {"properties": {"b": {"default": 2}}}}}"#, "{}", "{}"),
    (#"{"items": {"properties": {"b": {"default": 2}}}}"#, "[{}]", #"[{"b":2}]"#),
    (#"{"additionalProperties": {"properties": {"b": {"default": 2}}}}"#, #"{"x":{}}"#, #"{"x":{"b":2}}"#),
    (##"{"$defs": {"d": {"default": 5}}, "properties": {"a": {"$ref": "#/$defs/d"}}}"##, "{}", ##"{"a":5}"##),
    (#"{"allOf": [{"properties": {"a": {"default": 1}}}]}"#, "{}", #"{"a":1}"#),
    (#"{"anyOf": [{"properties": {"a": {"default": 1}}}]}"#, "{}", "{}"),
    (#"{"required": ["a"], "properties": {"a": {"default": 1}}}"#, "{}", #"{"a":1}"#),
  ])
  func `defaults are filled in where the schema surely applies`(
    schema: String, instance: String, json: String
  ) throws {
    #expect(try complete(schema, instance) == json)
  }

  @Test(arguments: [
    #"{"default": 0, "minimum": 1}"#,
    #"{"properties": {"a": {"default": {}, "properties": {"b": {"default": "x", "type": "null"}}}}}"#,
    ##"{"$defs": {"t": {"properties": {"next": {"$ref": "#/$defs/t", "default": {}}}}}}"##,
  ])
  func `a default that is invalid or never ends refuses the schema`(schema: String) throws {
    let value = try JSONValue(parsing: schema)
    #expect(throws: SchemaError.self) { try JSONSchema.compile(value) }
  }
}
