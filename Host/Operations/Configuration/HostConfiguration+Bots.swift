import RoostJSON

extension HostConfiguration.Bot {
  private static let maxBots = 1000

  /// The bots of `bots`, in the file's order.
  static func all(_ reader: inout SettingsReader, isPrivate: Bool) -> [Self] {
    let section = DataPath("bots")
    reader.expectSection(section)
    var bots: [Self] = []
    var paths: [String: String] = [:]
    var variables: [String: String] = [:]
    let names = reader.document.value(at: section)?.object?.map(\.name) ?? []
    if names.count > maxBots {
      reader.report(Reason("has more than \(maxBots) bots", "run a second host"), at: section)
      for name in names.dropFirst(maxBots) { reader.expect(section.member(name), variable: false) }
    }
    for name in names.prefix(maxBots) {
      let path = section.member(name)
      reader.expectSection(path)
      guard isName(name) else {
        reader.report(
          Reason(
            "is not a bot's name",
            "begin with a letter; use at most 32 of a to z, 0 to 9, _ and -"), at: path, ofKey: true)
        // Its keys may be right: only the name is told.
        for key in reader.document.value(at: path)?.object ?? [] {
          reader.expect(path.member(key.name), variable: false)
        }
        continue
      }
      if let other = variables.updateValue(name, forKey: SettingsReader.variable(for: path)) {
        reader.report(
          Reason("has the same environment variables as bot \(other)", "choose another name"), at: path,
          ofKey: true)
      }
      guard let bot = Self(&reader, name: name, at: path, isPrivate: isPrivate) else { continue }
      if let other = paths.updateValue(name, forKey: bot.path) {
        reader.report(
          Reason("is the path of bot \(other) too", "give each bot a path of its own"),
          at: path.member("path"))
      }
      bots.append(bot)
    }
    return bots
  }

  private init?(
    _ reader: inout SettingsReader, name: String, at section: DataPath, isPrivate: Bool
  ) {
    let path = Self.require(&reader, section.member("path"), "add path: /telegram/ and random letters") {
      reader, path in reader.scalar(path, default: "", Self.webhookPath)
    }
    let secret = reader.secret(
      (inline: section.member("secret"), file: section.member("secret_file")),
      credential: "bot_\(name)_secret", isPrivate: isPrivate, Self.isSecret)
    let plugins = reader.list(section.member("plugins"), Self.pluginID)
    Self.check(plugins, &reader, at: section.member("plugins"))
    delivery = reader.choice(section.member("delivery"), default: .direct)
    guard let path, let secret else { return nil }
    self.name = name
    self.path = path
    self.secret = secret
    self.plugins = plugins
  }

  private static func require<Value>(
    _ reader: inout SettingsReader, _ path: DataPath, _ hint: String,
    _ read: (inout SettingsReader, DataPath) -> Value?
  ) -> Value? {
    guard reader.value(at: path) != nil else {
      reader.report(Reason("is missing", hint), at: path)
      return nil
    }
    return read(&reader, path)
  }

  private static func check(_ plugins: [String], _ reader: inout SettingsReader, at path: DataPath) {
    let given = reader.value(at: path)
    if given == nil || (try? given?.list.get())?.isEmpty == true {
      reader.report(
        Reason("names no plugin", "list the ids of the plugins that serve this bot: [hello]"), at: path)
    }
    var seen: Set<String> = []
    for plugin in plugins where !seen.insert(plugin).inserted {
      reader.report(Reason("names \(plugin) twice", "keep the first"), at: path)
    }
  }
}

extension HostConfiguration.Bot {
  /// Whether a text may be a bot's name.
  package static func isName(_ text: String) -> Bool {
    HostConfiguration.isIdentifier(text, besides: "_-")
  }

  /// Whether a text may be a plugin's id.
  package static func isPluginID(_ text: String) -> Bool {
    HostConfiguration.isIdentifier(text, besides: "-")
  }

  private static func pluginID(_ text: String) -> Result<String, Reason> {
    guard HostConfiguration.isIdentifier(text, besides: "-") else {
      return .failure(
        Reason(
          "is not a plugin's id: " + Problem.quote(text),
          "an id begins with a letter and has at most 32 of a to z, 0 to 9 and -"))
    }
    return .success(text)
  }

  private static func webhookPath(_ text: String) -> Result<String, Reason> {
    let prefix = "/telegram/"
    let hint = "write \(prefix) and at least 8 random letters, digits, _ or -"
    guard text.hasPrefix(prefix) else {
      return .failure(Reason("must begin with \(prefix), is \(Problem.quote(text))", hint))
    }
    let rest = text.utf8.dropFirst(prefix.utf8.count)
    guard (8...256).contains(rest.count), rest.allSatisfy(isTokenByte) else {
      return .failure(Reason("must go on with 8 to 256 letters, digits, _ or - after \(prefix)", hint))
    }
    return .success(text)
  }

  /// 1 to 256 of `A-Za-z0-9_-` (Bot API, setWebhook, `secret_token`).
  private static func isSecret(_ bytes: [UInt8]) -> Reason? {
    guard (1...256).contains(bytes.count), bytes.allSatisfy(isTokenByte) else {
      return Reason(
        "must be 1 to 256 letters, digits, _ or -, has \(bytes.count) bytes",
        "Telegram takes no other characters; try openssl rand -hex 32")
    }
    return nil
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension HostConfiguration {
  /// Whether a text is a letter and then at most 31 of a to z, 0 to 9 and some more.
  static func isIdentifier(_ text: String, besides more: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 32 else { return false }
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return letters.contains(first)
      && text.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || more.utf8.contains($0) }
  }
}
