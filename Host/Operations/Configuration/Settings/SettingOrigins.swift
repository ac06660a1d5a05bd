/// Where the values of a configuration came from, to tell the place of what is wrong with one.
struct SettingOrigins: Sendable {
  let document: YAMLDocument
  private var origins: [DataPath: SettingOrigin] = [:]

  init(_ document: YAMLDocument) { self.document = document }

  /// Remembers the origin of the value at a path.
  mutating func note(_ origin: SettingOrigin, at path: DataPath) { origins[path] = origin }

  /// The origin of the value at a path, or else of the nearest one that contains it.
  subscript(path: DataPath) -> SettingOrigin {
    if let origin = origins[path] { return origin }
    return path.steps.isEmpty ? .document : self[path.parent]
  }

  /// What is wrong with the value at a path that came from an origin.
  func problem(_ reason: Reason, at path: DataPath, _ origin: SettingOrigin, ofKey: Bool = false) -> Problem {
    switch origin {
    case .document, .default: document.problem(at: path, ofKey: ofKey, reason.message, hint: reason.hint)
    case .flag, .environment, .credential:
      Problem(
        file: name(of: origin, at: path), path: path.dotted, message: reason.message, hint: reason.hint)
    }
  }

  /// An origin as people read it.
  func name(of origin: SettingOrigin, at path: DataPath) -> String {
    switch origin {
    case .flag(let name): return "flag " + name
    case .environment(let name): return "environment " + name
    case .credential(let name): return "credential " + name
    case .default: return "default"
    case .document:
      let position = document.position(of: path)
      return "\(document.file):\(position.line):\(position.column)"
    }
  }
}
