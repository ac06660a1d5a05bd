package import RoostJSON

extension MethodTable {
  /// All methods with their parameters, and those known by name only.
  package static var description: JSONValue {
    .fields([
      "methods": methods.map { method in
        JSONValue.fields([
          "name": method.name,
          "parameters": method.parameters.map {
            JSONValue.fields(["name": $0.name, "kind": $0.kind.rawValue, "required": $0.isRequired])
          },
        ])
      }, "refused": refused,
    ])
  }
}
