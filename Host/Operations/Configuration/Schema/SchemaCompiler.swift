import RoostJSON

/// Compiles a schema, collecting everything that is wrong with it.
struct SchemaCompiler {
  private(set) var problems: [SchemaProblem] = []
  private var nodes: [SchemaNode] = []
  /// The schemas of `$defs`, by name.
  private var definitions: [[UInt8]: Int] = [:]
  /// Where each schema stands, for problems that are found when all are known.
  private var places: [DataPath] = []

  mutating func compile(_ schema: JSONValue) throws(SchemaError) -> JSONSchema {
    guard schema.weight <= JSONSchema.Limits.weight else {
      throw SchemaError(problems: [SchemaProblem(DataPath(), "is too large", hint: "split it, or drop texts")]
      )
    }
    let root = reserve(DataPath())
    // Definitions first, so that references to them can be told from mistakes.
    for member in schema["$defs"]?.object ?? [] {
      definitions[Array(member.name.utf8)] = reserve(DataPath("$defs", member.name))
    }
    for member in schema["$defs"]?.object ?? [] {
      guard let index = definitions[Array(member.name.utf8)] else { continue }
      fill(index, member.value, depth: 2)
    }
    fill(root, schema, depth: 1)
    if problems.isEmpty { checkChains() }
    if problems.isEmpty { checkDefaults() }
    guard problems.isEmpty else { throw SchemaError(problems: problems) }
    return JSONSchema(nodes: nodes)
  }

  /// Records a problem, unless there are enough.
  mutating func report(_ path: DataPath, _ message: String, hint: String? = nil) {
    guard problems.count < JSONSchema.Limits.problems else { return }
    problems.append(SchemaProblem(path, message, hint: hint))
  }

  /// The schema that `#/$defs/NAME` means.
  func definition(_ name: [UInt8]) -> Int? { definitions[name] }

  /// The names of all definitions.
  var definitionNames: [String] { definitions.keys.map { String(decoding: $0, as: UTF8.self) } }

  /// Compiles a schema below another one and tells its index.
  mutating func add(_ schema: JSONValue, at path: DataPath, depth: Int) -> Int {
    let index = reserve(path)
    fill(index, schema, depth: depth)
    return index
  }

  private mutating func reserve(_ path: DataPath) -> Int {
    nodes.append(SchemaNode())
    places.append(path)
    return nodes.count - 1
  }

  private mutating func fill(_ index: Int, _ schema: JSONValue, depth: Int) {
    let path = places[index]
    guard depth <= JSONSchema.Limits.depth else {
      return report(path, "is nested deeper than \(JSONSchema.Limits.depth) schemas")
    }
    guard nodes.count <= JSONSchema.Limits.schemas else {
      return report(path, "is one of more than \(JSONSchema.Limits.schemas) schemas")
    }
    switch schema {
    case .bool(let admits): nodes[index].refusesAll = !admits
    case .object(let members):
      var node = SchemaNode()
      for member in members {
        compileKeyword(member.name, member.value, at: path.member(member.name), depth: depth, into: &node)
      }
      nodes[index] = node
    default: report(path, "must be a schema, is " + schema.summary, hint: "a schema is a map, true or false")
    }
  }

  /// Refuses schemas that lead back to themselves without going into the value, and ones that come close.
  private mutating func checkChains() {
    var lengths = [Int?](repeating: nil, count: nodes.count)
    for index in nodes.indices where chain(from: index, &lengths, depth: 1) == nil {
      report(
        places[index], "applies more than \(JSONSchema.Limits.chain) schemas to one value through each other",
        hint: "a $ref must not lead back to itself except below properties or items")
      return
    }
  }

  private func chain(from index: Int, _ lengths: inout [Int?], depth: Int) -> Int? {
    if let length = lengths[index] { return length }
    guard depth <= JSONSchema.Limits.chain else { return nil }
    var length = 1
    for next in nodes[index].inPlace {
      guard let below = chain(from: next, &lengths, depth: depth + 1) else { return nil }
      length = max(length, below + 1)
    }
    guard length <= JSONSchema.Limits.chain else { return nil }
    lengths[index] = length
    return length
  }

  private mutating func checkDefaults() {
    for index in nodes.indices {
      guard let fallback = nodes[index].fallback else { continue }
      let path = places[index].member("default")
      var defaults = SchemaDefaults(nodes: nodes)
      guard let filled = defaults.fill(fallback, index) else {
        report(path, "fills in more than \(JSONSchema.Limits.defaults) values", hint: "defaults must end")
        continue
      }
      var validator = SchemaValidator(nodes: nodes)
      if let problem = validator.validate(filled, index).first {
        report(path, "is refused by its own schema: " + problem.description)
      }
    }
  }
}
