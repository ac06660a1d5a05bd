import RoostJSON
import Yams

extension YAMLDocument {
  /// Reads a document.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8, at most ``Limits/bytes``.
  ///   - file: The file's name, for messages.
  /// - Throws: What the text breaks: one problem if it is not YAML, all of them if its values are at fault.
  package init(_ bytes: [UInt8], file: String) throws(ConfigurationError) {
    let node = try Self.compose(bytes, file: file)
    self.file = file
    guard let node else {
      value = .object([])
      map = SourceMap(value: SourcePosition(line: 1, column: 1))
      return
    }
    var converter = YAMLConverter(file: file)
    let (value, map) = converter.convert(node, at: DataPath(), key: nil)
    guard converter.problems.isEmpty else { throw ConfigurationError(converter.problems) }
    // A file of comments and a marker, or one that says null, configures nothing.
    self.value = value == .null ? .object([]) : value
    self.map = map
  }

  private static func compose(_ bytes: [UInt8], file: String) throws(ConfigurationError) -> Node? {
    func refuse(_ message: String, at position: SourcePosition? = nil, hint: String? = nil)
      -> ConfigurationError
    {
      ConfigurationError([Problem(file: file, position: position, message: message, hint: hint)])
    }
    guard bytes.count <= Limits.bytes else {
      throw refuse("is larger than \(Limits.bytes) bytes", hint: "move data out of the configuration")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw refuse("is not UTF-8 text", hint: "save the file as UTF-8")
    }
    if let offset = YAMLGuard.firstAlias(in: bytes) {
      throw refuse(
        "uses an alias", at: position(of: offset, in: bytes), hint: "repeat the value; quote it if it is text"
      )
    }
    guard !YAMLGuard.hasCostlyKeys(bytes) else {
      throw refuse("has too many keys that are not text", hint: "write keys as plain or quoted text")
    }
    do {
      // The basic resolver leaves scalars alone, so that keys are compared as texts; the default one runs
      // eight regular expressions on each. Yams itself refuses duplicate keys.
      return try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch let error as YamlError {
      throw refuse(error.reason.message, at: position(of: error, in: bytes), hint: error.reason.hint)
    } catch {
      throw refuse("cannot be read as YAML")
    }
  }

  private static func position(of error: YamlError, in bytes: [UInt8]) -> SourcePosition? {
    switch error {
    case .reader(_, let offset?, _, _) where offset <= bytes.count: position(of: offset, in: bytes)
    case .duplicatedKeysInMapping(let names, let context):
      names.first.flatMap { second($0, from: context.mark, in: bytes) } ?? SourcePosition(context.mark)
    default: error.position
    }
  }

  /// Where a key stands for the second time in a block mapping, whose place is all that Yams tells.
  private static func second(_ key: String, from mark: Mark, in bytes: [UInt8]) -> SourcePosition? {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let hits = lines.indices.dropFirst(mark.line - 1).filter { index in
      guard lines[index].prefix(while: { $0 == " " }).count == mark.column - 1 else { return false }
      let text = lines[index].dropFirst(mark.column - 1)
      return ["\(key):", "\"\(key)\":", "'\(key)':"].contains { text.hasPrefix($0) }
    }
    return hits.count > 1 ? SourcePosition(line: hits[1] + 1, column: mark.column) : nil
  }

  private static func position(of offset: Int, in bytes: [UInt8]) -> SourcePosition {
    let before = bytes[..<offset]
    let line = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let column = String(decoding: line.last ?? [], as: UTF8.self).unicodeScalars.count + 1
    return SourcePosition(line: line.count, column: column)
  }
}

extension YamlError {
  fileprivate var position: SourcePosition? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      SourcePosition(mark)
    default: nil
    }
  }

  fileprivate var reason: Reason {
    switch self {
    case .scanner(let context, let problem, _, _), .parser(let context, let problem, _, _):
      let around = context.map { $0.text + " that begins in line \($0.mark.line): " } ?? ""
      return Reason("is not YAML: " + around + problem, "check indentation, quotes and colons")
    case .composer(_, let problem, _, _):
      return problem.contains("document")
        ? Reason("has a second document", "keep one; a line of --- begins another")
        : Reason("is not YAML: " + problem, "check anchors and aliases")
    case .reader(let problem, _, let value, _):
      let character = value >= 0 ? " (U+" + String(value, radix: 16, uppercase: true) + ")" : ""
      return Reason(
        "has a character that YAML does not allow\(character): \(problem)",
        "save the file as plain UTF-8 text")
    case .duplicatedKeysInMapping(let names, _):
      let list = names.prefix(3).map(Problem.quote).joined(separator: ", ")
      return Reason("has a key twice: " + list, "keep one of them")
    default: return Reason("cannot be read as YAML", "write it anew as plain YAML")
    }
  }
}

extension SourcePosition {
  fileprivate init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
}

/// Turns nodes into JSON, collecting what JSON has no place for.
private struct YAMLConverter {
  let file: String
  var problems: [Problem] = []
  private var nodes = 0

  init(file: String) { self.file = file }

  /// Past this many problems a document is beyond repair by reading messages.
  private static let maxProblems = 64

  private mutating func report(_ message: String, hint: String?, at path: DataPath, _ mark: SourcePosition) {
    guard problems.count < Self.maxProblems else { return }
    problems.append(
      Problem(file: file, position: mark, path: path.dotted, message: message, hint: hint))
  }

  mutating func convert(
    _ node: Node, at path: DataPath, key: SourcePosition?
  ) -> (JSONValue, SourceMap) {
    let position = node.mark.map(SourcePosition.init) ?? key ?? SourcePosition(line: 1, column: 1)
    var map = SourceMap(key: key, value: position)
    nodes += 1
    guard nodes <= YAMLDocument.Limits.nodes else {
      if nodes == YAMLDocument.Limits.nodes + 1 {
        report(
          "is one value too many: a document has at most \(YAMLDocument.Limits.nodes)", hint: nil, at: path,
          position)
      }
      return (.null, map)
    }
    switch node {
    case .scalar(let scalar): return (convert(scalar, at: path, position), map)
    case .alias:
      report("is an alias", hint: "repeat the value", at: path, position)
      return (.null, map)
    case .sequence, .mapping:
      // Arrays count as one level, like objects, so the root is the first.
      guard path.steps.count < YAMLDocument.Limits.depth else {
        report("is nested deeper than \(YAMLDocument.Limits.depth) levels", hint: nil, at: path, position)
        return (.null, map)
      }
    }
    let value: JSONValue
    switch node {
    case .sequence(let sequence): value = convert(sequence, at: path, &map)
    case .mapping(let mapping): value = convert(mapping, at: path, &map)
    default: value = .null
    }
    return (value, map)
  }

  private mutating func convert(
    _ sequence: Node.Sequence, at path: DataPath, _ map: inout SourceMap
  ) -> JSONValue {
    refuseTag(sequence.tag, besides: .seq, at: path, map.value)
    var elements: [JSONValue] = []
    for (index, node) in sequence.enumerated() {
      let (value, child) = convert(node, at: path.index(index), key: nil)
      elements.append(value)
      map.children.append(child)
    }
    return .array(elements)
  }

  private mutating func convert(
    _ mapping: Node.Mapping, at path: DataPath, _ map: inout SourceMap
  ) -> JSONValue {
    refuseTag(mapping.tag, besides: .map, at: path, map.value)
    var members: [JSONMember] = []
    for (key, node) in mapping {
      let position = key.mark.map(SourcePosition.init) ?? map.value
      guard case .scalar(let scalar) = key else {
        report("has a key that is not text", hint: "write keys as plain or quoted text", at: path, position)
        continue
      }
      let name = scalar.string
      nodes += 1
      let (value, child) = convert(node, at: path.member(name), key: position)
      members.append(JSONMember(name, value))
      map.children.append(child)
    }
    return .object(members)
  }

  private mutating func convert(
    _ scalar: Node.Scalar, at path: DataPath, _ position: SourcePosition
  ) -> JSONValue {
    let tag = scalar.tag.rawValue
    if tag == Tag.Name.str.rawValue { return .string(scalar.string) }
    guard tag.isEmpty else {
      report("has the tag " + Problem.quote(tag), hint: "leave it out", at: path, position)
      return .null
    }
    guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
    switch YAMLScalar.resolve(scalar.string) {
    case .success(let value): return value
    case .failure(let reason):
      report(reason.message, hint: reason.hint, at: path, position)
      return .null
    }
  }

  private mutating func refuseTag(
    _ tag: Tag, besides allowed: Tag.Name, at path: DataPath, _ position: SourcePosition
  ) {
    guard !tag.rawValue.isEmpty, tag.rawValue != allowed.rawValue else { return }
    report("has the tag " + Problem.quote(tag.rawValue), hint: "leave it out", at: path, position)
  }
}
