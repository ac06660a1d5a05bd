import RoostJSON

/// The manifest's parts that have parts of their own.
extension ManifestReader {
  /// `capabilities: [{name, reason}]`.
  mutating func capabilities(in root: Object?) -> [Manifest.Capability] {
    var found: [Manifest.Capability] = []
    for (value, path) in elements("capabilities", in: root, atMost: 64) {
      guard let entry = object(value, at: path, keys: ["name", "reason"]) else { continue }
      let name = required("name", in: entry, rule: .capability, default: "")
      let reason = required("reason", in: entry, rule: .line(500), default: "")
      if !name.isEmpty, found.contains(where: { $0.name == name }) {
        report(path.member("name"), "\"\(name)\" is asked for twice", hint: "remove one")
      }
      found.append(Manifest.Capability(name: name, reason: reason))
    }
    return found
  }

  /// `topics: {publishes, subscribes}`.
  mutating func topics(in root: Object?) -> Manifest.Topics {
    let topics = object("topics", in: root, keys: ["publishes", "subscribes"])
    return Manifest.Topics(
      publishes: texts("publishes", in: topics, atMost: 64, rule: .name),
      subscribes: texts("subscribes", in: topics, atMost: 64, rule: .name))
  }

  /// `services: {provides, requires}`.
  mutating func services(in root: Object?) -> Manifest.Services {
    let services = object("services", in: root, keys: ["provides", "requires"])
    return Manifest.Services(
      provides: texts("provides", in: services, atMost: 64, rule: .name),
      requires: texts("requires", in: services, atMost: 64, rule: .name))
  }

  /// `configuration`, a schema, kept as it is.
  mutating func schema(in root: Object?) -> JSONValue? {
    guard let (value, path) = root?.member("configuration") else { return nil }
    if value.object == nil {
      report(path, "the schema is not an object", hint: "write {\"type\": \"object\", \"properties\": {…}}")
    }
    return value
  }

  /// `state: {writes, reads, returns}`. What a plugin writes it must be able to read, or it could not be
  /// replaced by itself; and what it returns to, or it could not serve on when the older cannot.
  mutating func state(in root: Object?) -> Manifest.State {
    guard let state = object("state", in: root, keys: ["writes", "reads", "returns"]) else {
      return Manifest.State()
    }
    let writes = integer("writes", in: state, Self.stateVersions) ?? 1
    let before = problems.count
    let reads = state.has("reads") ? versions("reads", in: state) : [writes]
    let returns = versions("returns", in: state)
    guard problems.count == before else { return Manifest.State(writes: writes, reads: reads) }
    if !reads.contains(writes) {
      report(
        state.path.member("reads"), "\(writes), which it writes, is not among them",
        hint: "add \(writes) to the list")
    }
    for version in returns where version >= writes || !reads.contains(version) {
      report(
        state.path.member("returns"), "\(version) is not an older version that it reads",
        hint: "name versions below \(writes) that are in reads")
    }
    return Manifest.State(writes: writes, reads: reads, returns: returns)
  }

  private static let stateVersions = 1...1_000_000_000

  private mutating func versions(_ name: String, in state: Object) -> [Int] {
    elements(name, in: state, atMost: 64).compactMap { integer($0.0, at: $0.1, Self.stateVersions) }
  }

  /// `handover: "none" | "exclusive"`.
  mutating func handover(in root: Object?) -> Manifest.Handover {
    guard let (value, path) = root?.member("handover") else { return .none }
    guard let handover = Manifest.Handover(rawValue: value.string ?? "") else {
      report(path, "it is neither", hint: "write \"none\" or \"exclusive\"")
      return .none
    }
    return handover
  }

  /// `limits: {concurrency, queue, memory_mb, deadline_ms}`.
  mutating func limits(in root: Object?) -> Manifest.Limits {
    let limits = object("limits", in: root, keys: ["concurrency", "queue", "memory_mb", "deadline_ms"])
    return Manifest.Limits(
      concurrency: integer("concurrency", in: limits, 1...65_536),
      queue: integer("queue", in: limits, 0...1_000_000),
      memoryMB: integer("memory_mb", in: limits, 1...1_048_576),
      deadlineMS: integer("deadline_ms", in: limits, 1...86_400_000))
  }
}
