import RoostJSON

/// Fills a schema's defaults into values.
struct SchemaDefaults {
  let nodes: [SchemaNode]
  private var added = 0
  private var depth = 0

  init(nodes: [SchemaNode]) { self.nodes = nodes }

  /// The value with what it lacks; nil when that is more than the limits allow.
  mutating func fill(_ value: JSONValue, _ index: Int) -> JSONValue? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= JSONSchema.Limits.applications else { return nil }
    let node = nodes[index]
    var value = value
    for other in [node.reference].compactMap({ $0 }) + node.allOf {
      guard let filled = fill(value, other) else { return nil }
      value = filled
    }
    switch value {
    case .array(let elements):
      guard let items = node.items else { return value }
      var filled: [JSONValue] = []
      for element in elements {
        guard let element = fill(element, items) else { return nil }
        filled.append(element)
      }
      return .array(filled)
    case .object(let members): return fill(members, node)
    default: return value
    }
  }

  private mutating func fill(_ members: [JSONMember], _ node: SchemaNode) -> JSONValue? {
    var result: [JSONMember] = []
    for member in members {
      var member = member
      if let schema = node.properties[Array(member.name.utf8)] ?? node.additional {
        guard let value = fill(member.value, schema) else { return nil }
        member.value = value
      }
      result.append(member)
    }
    let present = Set(members.map { Array($0.name.utf8) })
    for name in node.names where !present.contains(Array(name.utf8)) {
      guard let schema = node.properties[Array(name.utf8)], let fallback = fallback(schema) else { continue }
      added += fallback.weight
      guard added <= JSONSchema.Limits.defaults, let value = fill(fallback, schema) else { return nil }
      result.append(JSONMember(name, value))
    }
    return .object(result)
  }

  /// A schema's default, or that of the schema it refers to.
  private func fallback(_ index: Int) -> JSONValue? {
    var index = index
    while true {
      if let fallback = nodes[index].fallback { return fallback }
      guard let reference = nodes[index].reference else { return nil }
      index = reference
    }
  }
}
