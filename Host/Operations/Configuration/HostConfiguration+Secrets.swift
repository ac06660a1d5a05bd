import RoostJSON

extension HostConfiguration {
  /// A secret that plugins may be granted.
  package struct NamedSecret: Sendable, Equatable {
    /// Its name: `[a-z][a-z0-9_-]{0,31}`.
    package var name: String
    /// The secret: ``bytes`` many bytes.
    package var value: Secret

    /// How many bytes it may have. A shorter one would be found in a log by chance, and be masked there.
    package static let bytes = 8...4096

    /// Puts a name to a secret.
    package init(name: String, value: Secret) {
      self.name = name
      self.value = value
    }
  }
}

extension HostConfiguration.NamedSecret {
  private static let most = 256

  /// The secrets of `secrets`, in the file's order.
  static func all(_ reader: inout SettingsReader, isPrivate: Bool) -> [Self] {
    let section = DataPath("secrets")
    reader.expectSection(section)
    var secrets: [Self] = []
    var variables: [String: String] = [:]
    let names = reader.document.value(at: section)?.object?.map(\.name) ?? []
    if names.count > most {
      reader.report(Reason("has more than \(most) secrets", "keep those that plugins use"), at: section)
      for name in names.dropFirst(most) { reader.expect(section.member(name), variable: false) }
    }
    for name in names.prefix(most) {
      let path = section.member(name)
      reader.expectSection(path)
      guard isName(name) else {
        reader.report(
          Reason(
            "is not a secret's name",
            "begin with a letter; use at most 32 of a to z, 0 to 9, _ and -"), at: path, ofKey: true)
        for key in reader.document.value(at: path)?.object ?? [] {
          reader.expect(path.member(key.name), variable: false)
        }
        continue
      }
      for part in ["value", "file"] {
        let variable = SettingsReader.variable(for: path.member(part))
        if let other = variables.updateValue(name, forKey: variable) {
          reader.report(
            Reason("has a variable that secret \(other) has too, \(variable)", "choose another name"),
            at: path, ofKey: true)
        }
      }
      let value = reader.secret(
        (inline: path.member("value"), file: path.member("file")), credential: "secret_\(name)",
        isPrivate: isPrivate, refusal)
      if let value { secrets.append(Self(name: name, value: value)) }
    }
    return secrets
  }

  /// Whether a text may be a secret's name.
  static func isName(_ text: String) -> Bool { HostConfiguration.isIdentifier(text, besides: "_-") }

  private static func refusal(_ bytes: [UInt8]) -> Reason? {
    guard !Self.bytes.contains(bytes.count) else { return nil }
    return Reason(
      "must have \(Self.bytes.lowerBound) to \(Self.bytes.upperBound) bytes, has \(bytes.count)",
      "what is shorter is no secret; a setting of the plugin's may be the place for it")
  }
}

extension HostConfiguration {
  /// Every secret in it, for logs to mask.
  package var allSecrets: [Secret] {
    bots.map(\.secret) + (telegram.keys.map { [$0] } ?? []) + secrets.map(\.value)
  }
}
