import RoostJSON

/// Validates one value, collecting everything that is wrong with it.
struct SchemaValidator {
  let nodes: [SchemaNode]
  private var steps = 0
  private var depth = 0
  private var isExhausted = false

  init(nodes: [SchemaNode]) { self.nodes = nodes }

  /// What is wrong with a value by the schema of that index.
  mutating func validate(_ value: JSONValue, _ index: Int = 0) -> [SchemaProblem] {
    var problems: [SchemaProblem] = []
    apply(index, to: value, at: DataPath(), &problems)
    if isExhausted {
      return [SchemaProblem(DataPath(), "is too deep or too large to check against the schema")]
    }
    return problems
  }

  /// Spends steps; false when there are none left.
  private mutating func spend(_ count: Int) -> Bool {
    steps += count
    if steps > JSONSchema.Limits.steps { isExhausted = true }
    return !isExhausted
  }

  private mutating func apply(
    _ index: Int, to value: JSONValue, at path: DataPath, _ problems: inout [SchemaProblem]
  ) {
    depth += 1
    defer { depth -= 1 }
    if depth > JSONSchema.Limits.applications { isExhausted = true }
    guard spend(1), problems.count < JSONSchema.Limits.problems else { return }
    let node = nodes[index]
    if node.refusesAll {
      problems.append(SchemaProblem(path, "is not allowed", hint: "remove it", isKey: path.name != nil))
      return
    }
    checkType(value, node, at: path, &problems)
    checkChoices(value, node, at: path, &problems)
    switch value {
    case .number(let number): check(number, node, at: path, &problems)
    case .string(let text): check(text, node, at: path, &problems)
    case .array(let elements): check(elements, node, at: path, &problems)
    case .object(let members): check(members, node, at: path, &problems)
    default: break
    }
    if let reference = node.reference { apply(reference, to: value, at: path, &problems) }
    for other in node.allOf { apply(other, to: value, at: path, &problems) }
    checkAlternatives(value, node, at: path, &problems)
  }

  /// What is wrong by another schema, apart from the problems so far.
  private mutating func trial(_ index: Int, _ value: JSONValue, at path: DataPath) -> [SchemaProblem] {
    var problems: [SchemaProblem] = []
    apply(index, to: value, at: path, &problems)
    return problems
  }

  private mutating func checkAlternatives(
    _ value: JSONValue, _ node: SchemaNode, at path: DataPath, _ problems: inout [SchemaProblem]
  ) {
    if !node.anyOf.isEmpty {
      let trials = node.anyOf.map { trial($0, value, at: path) }
      if trials.allSatisfy({ !$0.isEmpty }) { problems.append(Self.noneOf(trials, at: path)) }
    }
    if !node.oneOf.isEmpty {
      let trials = node.oneOf.map { trial($0, value, at: path) }
      let fitting = trials.indices.filter { trials[$0].isEmpty }.map { String($0 + 1) }
      if fitting.isEmpty { problems.append(Self.noneOf(trials, at: path)) }
      if fitting.count > 1 {
        problems.append(
          SchemaProblem(
            path, "fits the alternatives " + fitting.prefix(5).joined(separator: ", "),
            hint: "it must fit exactly one"))
      }
    }
    if let not = node.not, trial(not, value, at: path).isEmpty {
      problems.append(
        SchemaProblem(
          path, "is a value that the schema excludes", hint: node.description ?? nodes[not].description))
    }
    if let condition = node.condition {
      let branch = trial(condition, value, at: path).isEmpty ? node.consequence : node.alternative
      if let branch { apply(branch, to: value, at: path, &problems) }
    }
  }

  /// The problem of a value that fits no alternative. The one whose first problem lies deepest was
  /// probably meant.
  private static func noneOf(_ trials: [[SchemaProblem]], at path: DataPath) -> SchemaProblem {
    let closest = trials.max { left, right in
      (left.first?.path.steps.count ?? 0, -left.count) < (right.first?.path.steps.count ?? 0, -right.count)
    }?.first
    let hint = closest.map { problem in
      let inner = DataPath(Array(problem.path.steps.dropFirst(path.steps.count))).dotted
      return "the closest says: " + (inner.isEmpty ? "" : inner + " ") + problem.message
    }
    return SchemaProblem(path, "fits none of \(trials.count) alternatives", hint: hint)
  }

  private func show(_ value: JSONValue, _ node: SchemaNode) -> String {
    node.isSecret ? Secret.redacted : value.summary
  }
}

extension SchemaValidator {
  private func checkType(
    _ value: JSONValue, _ node: SchemaNode, at path: DataPath, _ problems: inout [SchemaProblem]
  ) {
    guard let types = node.types else { return }
    let fits: Bool
    switch value {
    case .null: fits = types.contains(.null)
    case .bool: fits = types.contains(.boolean)
    case .string: fits = types.contains(.string)
    case .array: fits = types.contains(.array)
    case .object: fits = types.contains(.object)
    case .number(let number):
      fits =
        types.contains(.number)
        || types.contains(.integer) && ExactNumber(number)?.isInteger == true
    }
    guard !fits else { return }
    var hint: String?
    switch value {
    case .number, .bool: hint = types.contains(.string) ? "quote it" : nil
    case .string(let text):
      // Quotes make text of what would be a number or truth value without them.
      if case .success(let plain) = YAMLScalar.resolve(text), plain != value, plain != .null {
        hint = "write it without quotes"
      }
    default: break
    }
    problems.append(
      SchemaProblem(
        path, "must be \(types.words), is \(show(value, node))", hint: hint ?? "write \(types.words)"))
  }

  private mutating func checkChoices(
    _ value: JSONValue, _ node: SchemaNode, at path: DataPath, _ problems: inout [SchemaProblem]
  ) {
    guard let choices = node.choices, spend(value.weight + choices.count) else { return }
    if let exact = ExactValue(value), choices.contains(exact) { return }
    let texts = node.choiceTexts.prefix(16).joined(separator: ", ")
    let more = node.choiceTexts.count > 16 ? ", …" : ""
    var hint: String?
    if !node.isSecret, case .string = value {
      hint = suggestion(for: value.summary, among: node.choiceTexts).flatMap {
        $0.hasPrefix("did") ? $0 : nil
      }
    }
    problems.append(
      SchemaProblem(
        path,
        (choices.count == 1 ? "must be " : "must be one of ") + texts + more
          + ", is \(show(value, node))",
        hint: hint ?? "choose \(choices.count == 1 ? "it" : "one of these")"))
  }

  private mutating func check(
    _ number: JSONNumber, _ node: SchemaNode, at path: DataPath, _ problems: inout [SchemaProblem]
  ) {
    guard let exact = ExactNumber(number) else {
      problems.append(SchemaProblem(path, "is a number out of bounds", hint: "write fewer digits"))
      return
    }
    let shown = show(.number(number), node)
    for bound in node.bounds where !bound.admits(exact) {
      problems.append(
        SchemaProblem(path, "must be \(bound.words), is \(shown)", hint: "choose another number"))
    }
    guard let divisor = node.multipleOf, spend(number.text.utf8.count) else { return }
    if !exact.isMultiple(of: divisor.number) {
      problems.append(
        SchemaProblem(
          path, "must be a multiple of \(divisor.text), is \(shown)", hint: "choose another number"))
    }
  }

  private mutating func check(
    _ text: String, _ node: SchemaNode, at path: DataPath, _ problems: inout [SchemaProblem]
  ) {
    guard node.length.least > 0 || node.length.most < .max, spend(1 + text.utf8.count / 64) else { return }
    check(text.unicodeScalars.count, node.length, "characters", at: path, &problems)
  }

  private func check(
    _ count: Int, _ range: CountRange, _ things: String, at path: DataPath,
    _ problems: inout [SchemaProblem]
  ) {
    if count < range.least {
      problems.append(
        SchemaProblem(path, "must have at least \(range.least) \(things), has \(count)", hint: "add some"))
    }
    if count > range.most {
      problems.append(
        SchemaProblem(
          path, "must have at most \(range.most) \(things), has \(count)", hint: "leave some out"))
    }
  }

  private mutating func check(
    _ elements: [JSONValue], _ node: SchemaNode, at path: DataPath, _ problems: inout [SchemaProblem]
  ) {
    check(elements.count, node.itemCount, "elements", at: path, &problems)
    if node.hasUniqueItems, spend(JSONValue.array(elements).weight) {
      var seen: [ExactValue: Int] = [:]
      for (index, element) in elements.enumerated() {
        guard let exact = ExactValue(element), let other = seen.updateValue(index, forKey: exact) else {
          continue
        }
        problems.append(
          SchemaProblem(path.index(index), "is the same as element \(other)", hint: "keep one of them"))
        break
      }
    }
    guard let items = node.items else { return }
    for (index, element) in elements.enumerated() {
      apply(items, to: element, at: path.index(index), &problems)
    }
  }

  private mutating func check(
    _ members: [JSONMember], _ node: SchemaNode, at path: DataPath, _ problems: inout [SchemaProblem]
  ) {
    check(members.count, node.propertyCount, "members", at: path, &problems)
    guard spend(members.count + node.required.count) else { return }
    let present = Set(members.map { Array($0.name.utf8) })
    for name in node.required where !present.contains(Array(name.utf8)) {
      let schema = node.properties[Array(name.utf8)]
      problems.append(
        SchemaProblem(
          path.member(name), "is missing", hint: schema.flatMap { nodes[$0].description } ?? "add it"))
    }
    for member in members {
      let below = path.member(member.name)
      if let schema = node.properties[Array(member.name.utf8)] {
        apply(schema, to: member.value, at: below, &problems)
      } else if let additional = node.additional {
        guard nodes[additional].refusesAll else {
          apply(additional, to: member.value, at: below, &problems)
          continue
        }
        problems.append(
          SchemaProblem(
            below, "there is no such setting",
            hint: suggestion(for: member.name, among: node.names), isKey: true))
      }
    }
  }
}
