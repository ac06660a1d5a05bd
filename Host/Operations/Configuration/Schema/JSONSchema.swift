package import RoostJSON

/// A compiled schema of a plugin's configuration: a named subset of JSON Schema 2020-12.
///
/// `SUBSET.md` beside this file lists the keywords. Every other keyword refuses the schema, as does a
/// keyword's value of the wrong kind and a default that the schema itself would refuse. What is taken means
/// exactly what the standard says, numbers being compared as the decimals they are written as.
package struct JSONSchema: Sendable {
  /// Bounds of a schema and of the work it may cause.
  package enum Limits {
    /// Schemas within each other.
    package static let depth = 32
    /// Schemas in all.
    package static let schemas = 4096
    /// Weight of the schema's JSON: about one for each value, and for each 64 bytes of text.
    package static let weight = 65_536
    /// Schemas applied to the same value through each other.
    package static let chain = 16
    /// Schemas applied within each other while a value is validated.
    package static let applications = 512
    /// Steps of one validation.
    package static let steps = 1_000_000
    /// Values that defaults may add to one value.
    package static let defaults = 10_000
    /// Problems that are reported.
    package static let problems = 64
  }

  /// The root first.
  let nodes: [SchemaNode]

  /// Compiles a schema.
  ///
  /// - Throws: Everything that is wrong with it; paths are those of the schema.
  package static func compile(_ schema: JSONValue) throws(SchemaError) -> JSONSchema {
    var compiler = SchemaCompiler()
    return try compiler.compile(schema)
  }

  /// What is wrong with a value by this schema, at most ``Limits/problems``; nothing if it is valid.
  package func validate(_ value: JSONValue) -> [SchemaProblem] {
    var validator = SchemaValidator(nodes: nodes)
    return validator.validate(value)
  }

  /// A value with the schema's defaults for what it lacks, if it is valid then.
  ///
  /// Defaults are filled in through `properties`, `additionalProperties`, `items`, `allOf` and `$ref`, also
  /// inside other defaults; not through `anyOf`, `oneOf`, `not` and `if`, which may not apply.
  package func complete(_ value: JSONValue) -> Result<JSONValue, SchemaError> {
    var defaults = SchemaDefaults(nodes: nodes)
    guard let filled = defaults.fill(value, 0) else {
      return .failure(
        SchemaError(problems: [
          SchemaProblem(DataPath(), "would get more than \(Limits.defaults) values by default")
        ]))
    }
    let problems = validate(filled)
    return problems.isEmpty ? .success(filled) : .failure(SchemaError(problems: problems))
  }
}
