import RoostJSON

/// Reads typed settings out of flags, the environment and a document, in this order, collecting problems.
///
/// What it is asked for is what is known: in the end, ``finish()`` reports everything else as unknown, so
/// that no second list of names can fall behind.
struct SettingsReader {
  let environment: [String: String]
  let flags: [String: String]
  /// What relative paths are relative to.
  let folder: String

  /// Past this many, a file is beyond repair by reading messages.
  private static let maxProblems = 64

  private(set) var problems: [Problem] = []
  private(set) var warnings: [Problem] = []
  private(set) var sources: [SettingSource] = []
  private(set) var origins: SettingOrigins
  private var known: Set<DataPath> = []
  private var sections: Set<DataPath> = [DataPath()]
  private var variables: Set<String> = []

  init(
    document: YAMLDocument, environment: [String: String] = [:], flags: [String: String] = [:],
    folder: String
  ) {
    origins = SettingOrigins(document)
    self.environment = environment
    self.flags = flags
    self.folder = folder
  }

  var document: YAMLDocument { origins.document }

  /// The variable that sets a path: `bots.demo.path` is `ROOST_BOT_DEMO_PATH`, and `secrets.pay.value` is
  /// `ROOST_SECRET_PAY`.
  static func variable(for path: DataPath) -> String {
    var words = path.steps.map { step in
      switch step {
      case .member(let name): name.uppercased()
      case .index(let index): String(index)
      }
    }
    if words.first == "BOTS", words.count > 1 { words[0] = "BOT" }
    if words.first == "SECRETS", words.count == 3 {
      words = words[2] == "VALUE" ? ["SECRET", words[1]] : ["SECRET"] + words[1...]
    }
    return (["ROOST"] + words).joined(separator: "_").replacing("-", with: "_")
  }

  /// Makes a path known without reading it.
  mutating func expect(_ path: DataPath, variable: Bool = true) {
    known.insert(path)
    if variable { variables.insert(Self.variable(for: path)) }
    var parent = path.parent
    while case .member = parent.steps.last {
      known.insert(parent)
      sections.insert(parent)
      parent = parent.parent
    }
    if !parent.steps.isEmpty { sections.insert(parent) }
  }

  /// Makes a path known whose value is a map of settings.
  mutating func expectSection(_ path: DataPath) {
    expect(path, variable: false)
    sections.insert(path)
  }

  /// The value for a path from the first source that has one.
  mutating func value(at path: DataPath) -> SettingValue? {
    expect(path)
    if let text = flags[path.dotted] { return SettingValue(.text(text), .flag(path.dotted)) }
    let variable = Self.variable(for: path)
    if let text = environment[variable], !text.isEmpty {
      return SettingValue(.text(text), .environment(variable))
    }
    return document.value(at: path).map { SettingValue(.document($0), .document) }
  }

  /// A scalar, parsed; `fallback` is the text of its default.
  mutating func scalar<Value>(
    _ path: DataPath, default fallback: String, _ parse: (String) -> Result<Value, Reason>
  ) -> Value? {
    guard let given = value(at: path) else {
      note(path, fallback, .default)
      return try? parse(fallback).get()
    }
    return accept(given, at: path, given.text.flatMap(parse))
  }

  /// An integer within bounds.
  mutating func integer(_ path: DataPath, default fallback: Int, in range: ClosedRange<Int>) -> Int {
    guard let given = value(at: path) else {
      note(path, String(fallback), .default)
      return fallback
    }
    let checked = given.integer.flatMap { value -> Result<Int, Reason> in
      if value < range.lowerBound {
        return .failure(Reason("must be at least \(range.lowerBound), is \(value)", "choose a larger number"))
      }
      if value > range.upperBound {
        return .failure(Reason("must be at most \(range.upperBound), is \(value)", "choose a smaller number"))
      }
      return .success(value)
    }
    return accept(given, at: path, checked) ?? fallback
  }

  /// An integer within bounds, or nil if nobody gave one.
  mutating func optionalInteger(_ path: DataPath, in range: ClosedRange<Int>) -> Int? {
    value(at: path) == nil ? nil : integer(path, default: range.lowerBound, in: range)
  }

  /// A truth value.
  mutating func bool(_ path: DataPath, default fallback: Bool) -> Bool {
    guard let given = value(at: path) else {
      note(path, String(fallback), .default)
      return fallback
    }
    return accept(given, at: path, given.bool) ?? fallback
  }

  /// One of a type's raw values.
  mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ path: DataPath, default fallback: Value
  ) -> Value {
    scalar(path, default: fallback.rawValue) { text in
      Value(rawValue: text).map { .success($0) }
        ?? .failure(
          Reason(
            "must be one of \(Value.allCases.map(\.rawValue).joined(separator: ", ")), is \(Problem.quote(text))",
            suggestion(for: text, among: Value.allCases.map(\.rawValue)).flatMap {
              $0.hasPrefix("did") ? $0 : nil
            } ?? "choose one of these"))
    } ?? fallback
  }

  /// A list of texts, each parsed; separated by commas outside the document.
  mutating func list<Value>(
    _ path: DataPath, _ parse: (String) -> Result<Value, Reason>
  ) -> [Value] {
    guard let given = value(at: path) else {
      note(path, "none", .default)
      return []
    }
    guard let elements = accept(given, at: path, given.list) else { return [] }
    return elements.enumerated().compactMap { index, element in
      switch element.text.flatMap(parse) {
      case .success(let value): return value
      case .failure(let reason):
        report(reason, at: element.origin == .document ? path.index(index) : path, element.origin)
        return nil
      }
    }
  }

  /// The value of a result, noted as the setting's source, or nil after its reason was reported.
  private mutating func accept<Value>(
    _ given: SettingValue, at path: DataPath, _ result: Result<Value, Reason>
  ) -> Value? {
    switch result {
    case .success(let value):
      note(path, given.summary, given.origin)
      return value
    case .failure(let reason):
      report(reason, at: path, given.origin)
      return nil
    }
  }
}

extension SettingsReader {
  /// Records where a setting's value came from.
  mutating func note(_ path: DataPath, _ value: String, _ origin: SettingOrigin) {
    origins.note(origin, at: path)
    let source = origins.name(of: origin, at: path)
    sources.append(SettingSource(path: path.dotted, value: value, source: source))
  }

  /// Records that the value at a path was refused.
  mutating func report(
    _ reason: Reason, at path: DataPath, _ origin: SettingOrigin = .document, ofKey: Bool = false
  ) {
    guard problems.count < Self.maxProblems else { return }
    problems.append(origins.problem(reason, at: path, origin, ofKey: ofKey))
  }

  /// Records that the value at a path is accepted but unwise.
  mutating func warn(_ reason: Reason, at path: DataPath) {
    warnings.append(origins.problem(reason, at: path, .document))
  }

  /// Reports what nobody asked for: unknown keys and flags as problems, unknown variables as warnings,
  /// since other programs of the same name may have variables too.
  mutating func finish() {
    visit(document.value, at: DataPath())
    let names = known.subtracting(sections).map(\.dotted)
    for flag in flags.keys.sorted() where !names.contains(flag) {
      problems.append(
        Problem(
          file: "flag " + flag, message: "there is no such setting",
          hint: suggestion(for: flag, among: names)))
    }
    for variable in environment.keys.sorted() where variable.hasPrefix("ROOST_") {
      guard !variables.contains(variable) else { continue }
      guard let reason = refusal(ofVariable: variable) else { continue }
      warnings.append(
        Problem(file: "environment " + variable, message: reason.message, hint: reason.hint))
    }
  }

  /// Why a variable sets nothing; nil if it is probably not meant for the host.
  private func refusal(ofVariable variable: String) -> Reason? {
    let unknown = "there is no such setting"
    if variable.hasPrefix("ROOST_SECRET_") {
      return Reason(
        "there is no such secret in \(document.file)",
        "name it below secrets:, so that plugins can be granted it")
    }
    let section = DataPath("bots")
    // A bot that is not in the file has no settings that a name could be near to.
    guard variable.hasPrefix("ROOST_BOT_") else {
      return suggestion(for: variable, among: variables).map { Reason(unknown, $0) }
    }
    let bots = document.value(at: section)?.object?.map(\.name) ?? []
    let prefixes = bots.map { Self.variable(for: section.member($0)) + "_" }
    if let prefix = prefixes.filter(variable.hasPrefix).max(by: { $0.count < $1.count }) {
      return Reason(unknown, suggestion(for: variable, among: variables.filter { $0.hasPrefix(prefix) }))
    }
    let known = bots.isEmpty ? "it has none" : "it has \(bots.sorted().joined(separator: ", "))"
    return Reason(
      "there is no such bot in \(document.file)", "a variable sets what a bot in the file lacks; \(known)")
  }

  private mutating func visit(_ value: JSONValue, at path: DataPath) {
    guard problems.count < Self.maxProblems else { return }
    guard sections.contains(path) else {
      for (index, element) in (value.array ?? []).enumerated() { visit(element, at: path.index(index)) }
      return
    }
    guard case .object(let members) = value else {
      // A key with nothing below it is a section of defaults.
      guard value != .null else { return }
      report(Reason("must be a map, is " + value.summary, "indent its settings below it"), at: path)
      return
    }
    for member in members {
      let below = path.member(member.name)
      guard known.contains(below) else {
        guard problems.count < Self.maxProblems else { return }
        let siblings = known.filter { $0.parent == path && !$0.steps.isEmpty }.compactMap(\.name)
        report(
          Reason("there is no such setting", suggestion(for: member.name, among: siblings)),
          at: below, ofKey: true)
        continue
      }
      visit(member.value, at: below)
    }
  }
}
