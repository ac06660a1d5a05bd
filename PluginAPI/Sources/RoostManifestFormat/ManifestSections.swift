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

  /// `state: {writes, reads}`. What a plugin writes it must be able to read, or it could not be
  /// replaced by itself.
  mutating func state(in root: Object?) -> Manifest.State {
    let versions = 1...1_000_000_000
    guard let state = object("state", in: root, keys: ["writes", "reads"]) else { return Manifest.State() }
    let writes = integer("writes", in: state, versions) ?? 1
    guard state.has("reads") else { return Manifest.State(writes: writes, reads: [writes]) }
    let before = problems.count
    var reads: [Int] = []
    for (value, path) in elements("reads", in: state, atMost: 64) {
      if let version = integer(value, at: path, versions) { reads.append(version) }
    }
    if problems.count == before, !reads.contains(writes) {
      report(
        state.path.member("reads"), "\(writes), which it writes, is not among them",
        hint: "add \(writes) to the list")
    }
    return Manifest.State(writes: writes, reads: reads)
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
