import RoostJSON

extension HostConfiguration {
  /// Bots whose tokens the host keeps.
  package struct Telegram: Sendable, Equatable {
    /// Where the Bot API is; nil is Telegram's own server.
    package var api: String?
    /// What begins the URLs of webhooks, without a slash at its end; nil fetches updates instead.
    package var publicURL: String?
    /// The keys that tokens are sealed with; nil when there are none.
    package var keys: Secret?
    /// Whether updates must come from Telegram's own addresses.
    package var checksSources: Bool
    /// How often webhooks are looked at.
    package var check: Duration
  }
}

extension HostConfiguration.Telegram {
  init(_ reader: inout SettingsReader, isPrivate: Bool) {
    let section = DataPath("telegram")
    reader.expectSection(section)
    func text(_ name: String, _ path: DataPath) -> String? {
      reader.value(at: path) == nil ? nil : reader.scalar(path, default: "none", Self.url)
    }
    api = text("api_url", section.member("api_url"))
    publicURL = text("public_url", section.member("public_url"))
    keys = reader.secret(
      (inline: section.member("key"), file: section.member("key_file")), credential: "telegram_key",
      isRequired: false, isPrivate: isPrivate
    ) { bytes in
      bytes.count >= 64
        ? nil : Reason("must hold a key of 64 hexadecimal digits", "openssl rand -hex 32 makes one")
    }
    checksSources = reader.bool(section.member("check_sources"), default: false)
    check = .seconds(reader.integer(section.member("check_seconds"), default: 300, in: 1...86_400))
  }

  private static func url(_ text: String) -> Result<String, Reason> {
    guard text.hasPrefix("https://") || text.hasPrefix("http://"), !text.contains("?"), !text.contains("#")
    else {
      return .failure(
        Reason("is not the URL of a server: " + Problem.quote(text), "write https:// and a host"))
    }
    var text = text
    while text.hasSuffix("/") { text.removeLast() }
    return .success(text)
  }
}
