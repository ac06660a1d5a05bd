import RoostJSON

extension SchemaCompiler {
  /// Keywords that annotate and change no verdict.
  private static let annotations = ["title", "description", "$comment", "format"]
  private static let applicators = [
    "properties", "required", "additionalProperties", "items", "allOf", "anyOf", "oneOf", "not", "if",
    "then", "else",
  ]
  private static let assertions = [
    "type", "enum", "const", "minProperties", "maxProperties", "minItems", "maxItems", "uniqueItems",
    "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
  ]
  private static let others = ["default", "examples", "deprecated", "$schema", "$defs", "$ref"]
  private static let known = annotations + applicators + assertions + others

  /// Keywords of the standard that are left out, and what to do without them.
  private static let refused: [String: String] = [
    "pattern": "use enum, minLength and maxLength, or check it in the plugin",
    "patternProperties": "use additionalProperties",
    "propertyNames": "use properties with additionalProperties: false",
    "prefixItems": "use an object with properties",
    "contains": "check it in the plugin", "minContains": "check it in the plugin",
    "maxContains": "check it in the plugin",
    "unevaluatedProperties": "use additionalProperties", "unevaluatedItems": "use items",
    "dependentRequired": "use if, then and required", "dependentSchemas": "use if and then",
    "definitions": "use $defs", "dependencies": "use if and then", "$id": "leave it out",
    "$anchor": "use $ref: #/$defs/NAME", "$dynamicRef": "use $ref: #/$defs/NAME",
    "$dynamicAnchor": "use $ref: #/$defs/NAME", "$vocabulary": "leave it out",
    "contentEncoding": "leave it out", "contentMediaType": "leave it out",
    "contentSchema": "leave it out", "readOnly": "leave it out",
    "writeOnly": "use format: password for what messages must not show",
  ]

  /// Compiles one keyword of a schema.
  mutating func compileKeyword(
    _ name: String, _ value: JSONValue, at path: DataPath, depth: Int, into node: inout SchemaNode
  ) {
    switch name {
    case _ where Self.applicators.contains(name):
      compileApplicator(name, value, at: path, depth: depth, into: &node)
    case _ where Self.assertions.contains(name): compileAssertion(name, value, at: path, into: &node)
    case _ where Self.annotations.contains(name):
      guard let text = value.string else { return report(path, "must be text, is " + value.summary) }
      if name == "description" { node.description = text }
      if name == "format", text == "password" { node.isSecret = true }
    case "default": node.fallback = value
    case "examples":
      if value.array == nil { report(path, "must be a list, is " + value.summary) }
    case "deprecated":
      if value.bool == nil { report(path, "must be true or false, is " + value.summary) }
    case "$schema", "$defs": checkRootKeyword(name, value, at: path)
    case "$ref": node.reference = reference(value, at: path)
    default:
      if let hint = Self.refused[name] {
        report(path, "is not among the keywords that are supported", hint: hint)
      } else {
        report(path, "is no keyword", hint: suggestion(for: name, among: Self.known))
      }
    }
  }

  private mutating func checkRootKeyword(_ name: String, _ value: JSONValue, at path: DataPath) {
    guard path.steps.count == 1 else {
      return report(path, "is allowed in the root only", hint: "move it there")
    }
    let draft = "https://json-schema.org/draft/2020-12/schema"
    if name == "$schema", value.string != draft, value.string != draft + "#" {
      report(path, "must be \(draft), is " + value.summary)
    }
    if name == "$defs", value.object == nil { report(path, "must be a map, is " + value.summary) }
  }

  private mutating func reference(_ value: JSONValue, at path: DataPath) -> Int? {
    let prefix = "#/$defs/"
    guard let text = value.string, text.hasPrefix(prefix), !text.dropFirst(prefix.count).contains("/") else {
      report(path, "must be \(prefix)NAME, is " + value.summary, hint: "put the schema into the root's $defs")
      return nil
    }
    // RFC 6901, section 4: ~1 first, or ~01 would become a slash. Nothing is percent-encoded here.
    let name = String(text.dropFirst(prefix.count)).replacing("~1", with: "/").replacing("~0", with: "~")
    if name.contains("%") {
      report(path, "has a percent sign", hint: "name the definition with letters and digits")
      return nil
    }
    guard let index = definition(Array(name.utf8)) else {
      report(path, "refers to no definition", hint: suggestion(for: name, among: definitionNames))
      return nil
    }
    return index
  }

  private mutating func compileApplicator(
    _ name: String, _ value: JSONValue, at path: DataPath, depth: Int, into node: inout SchemaNode
  ) {
    switch name {
    case "properties":
      guard let members = value.object else { return report(path, "must be a map, is " + value.summary) }
      for member in members {
        node.names.append(member.name)
        node.properties[Array(member.name.utf8)] = add(
          member.value, at: path.member(member.name), depth: depth + 1)
      }
    case "required": node.required = texts(value, at: path)
    case "allOf": node.allOf = schemas(value, at: path, depth: depth)
    case "anyOf": node.anyOf = schemas(value, at: path, depth: depth)
    case "oneOf": node.oneOf = schemas(value, at: path, depth: depth)
    default:
      let index = add(value, at: path, depth: depth + 1)
      switch name {
      case "additionalProperties": node.additional = index
      case "items": node.items = index
      case "not": node.not = index
      case "if": node.condition = index
      case "then": node.consequence = index
      default: node.alternative = index
      }
    }
  }

  private mutating func schemas(_ value: JSONValue, at path: DataPath, depth: Int) -> [Int] {
    guard let elements = value.array, !elements.isEmpty else {
      report(path, "must be a list of at least one schema, is " + value.summary)
      return []
    }
    return elements.enumerated().map { add($1, at: path.index($0), depth: depth + 1) }
  }

  private mutating func texts(_ value: JSONValue, at path: DataPath) -> [String] {
    let texts = value.array?.compactMap(\.string)
    guard let texts, texts.count == value.array?.count, Set(texts.map { Array($0.utf8) }).count == texts.count
    else {
      report(path, "must be a list of different texts, is " + value.summary)
      return []
    }
    return texts
  }
}

extension SchemaCompiler {
  private mutating func compileAssertion(
    _ name: String, _ value: JSONValue, at path: DataPath, into node: inout SchemaNode
  ) {
    switch name {
    case "type": node.types = types(value, at: path)
    case "enum":
      guard let values = value.array, !values.isEmpty else {
        return report(path, "must be a list of at least one value, is " + value.summary)
      }
      restrict(&node, to: values, at: path)
    case "const": restrict(&node, to: [value], at: path)
    case "uniqueItems":
      guard let flag = value.bool else {
        return report(path, "must be true or false, is " + value.summary)
      }
      node.hasUniqueItems = flag
    case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum":
      guard let (number, text) = number(value, at: path) else { return }
      if let kind = SchemaBound.Kind(rawValue: name) {
        node.bounds.append(SchemaBound(kind: kind, number: number, text: text))
      }
    case "multipleOf":
      guard let (number, text) = number(value, at: path) else { return }
      guard number.isDivisor else {
        return report(path, "must be above 0 and have at most 18 digits, is " + text)
      }
      node.multipleOf = (number, text)
    default: compileCount(name, value, at: path, into: &node)
    }
  }

  private mutating func compileCount(
    _ name: String, _ value: JSONValue, at path: DataPath, into node: inout SchemaNode
  ) {
    guard let count = value.int, count >= 0 else {
      return report(path, "must be a whole number of at least 0, is " + value.summary)
    }
    switch name {
    case "minProperties": node.propertyCount.least = count
    case "maxProperties": node.propertyCount.most = count
    case "minItems": node.itemCount.least = count
    case "maxItems": node.itemCount.most = count
    case "minLength": node.length.least = count
    default: node.length.most = count
    }
  }

  /// `enum` and `const` together admit what both name.
  private mutating func restrict(_ node: inout SchemaNode, to values: [JSONValue], at path: DataPath) {
    let exact = values.compactMap(ExactValue.init)
    guard exact.count == values.count else { return report(path, "has a number out of bounds") }
    let pairs = zip(exact, values.map(\.summary)).filter { node.choices?.contains($0.0) ?? true }
    node.choices = pairs.map(\.0)
    node.choiceTexts = pairs.map(\.1)
  }

  private mutating func types(_ value: JSONValue, at path: DataPath) -> SchemaTypes? {
    let names = value.string.map { [$0] } ?? texts(value, at: path)
    guard !names.isEmpty else {
      if value.array == [] { report(path, "is a list of no types") }
      return nil
    }
    var types: SchemaTypes = []
    for name in names {
      guard let known = SchemaTypes.all.first(where: { $0.name == name }) else {
        report(
          path, Problem.quote(name) + " is no type",
          hint: suggestion(for: name, among: SchemaTypes.all.map(\.name)))
        continue
      }
      types.insert(known.type)
    }
    return types
  }

  private mutating func number(_ value: JSONValue, at path: DataPath) -> (ExactNumber, String)? {
    guard case .number(let number) = value, let exact = ExactNumber(number) else {
      report(path, "must be a number within bounds, is " + value.summary)
      return nil
    }
    return (exact, value.summary)
  }
}
