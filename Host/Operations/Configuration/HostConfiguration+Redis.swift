import RoostJSON

extension HostConfiguration {
  /// The Redis server that plugins' state is kept on.
  package struct Redis: Sendable, Equatable {
    /// The server, or the Sentinels.
    package var addresses: [RedisAddress]
    /// Whether connections to them are encrypted.
    package var isEncrypted: Bool
    /// The PEM file of the authorities that sign the servers' certificates; nil is the system's.
    package var authorities: String?
    /// The name that Sentinels know the primary by; nil when the address is the primary's.
    package var sentinel: String?
    /// Whom to connect as; nil is the server's default user.
    package var user: String?
    /// The user's password; nil is none.
    package var password: Secret?
    /// The number of the database.
    package var database: Int
    /// What all keys begin with.
    package var prefix: String
    /// How long a host that does not answer keeps its partitions: another takes them within twice the time.
    package var lease: Duration
  }
}

extension HostConfiguration.Redis {
  /// Reads `state.redis`; nil when nobody gave an address, or after problems were reported.
  init?(_ reader: inout SettingsReader, isPrivate: Bool) {
    let section = DataPath("state", "redis")
    reader.expectSection(section)
    let base = reader.folder
    func text(_ name: String, default fallback: String = "none", _ most: Int) -> String? {
      reader.value(at: section.member(name)) == nil
        ? nil : reader.scalar(section.member(name), default: fallback) { Self.plain($0, most: most) }
    }
    let isGiven = reader.value(at: section.member("url")) != nil
    let url =
      isGiven
      ? reader.scalar(section.member("url"), default: "none") { RedisURL.parse($0, folder: base) } : nil
    sentinel = text("sentinel", 128)
    user = text("user", 128)
    let problems = reader.problems.count
    password = reader.secret(
      (inline: section.member("password"), file: section.member("password_file")),
      credential: "state_redis_password", isRequired: false, isPrivate: isPrivate
    ) { bytes in
      bytes.isEmpty || bytes.count > 512
        ? Reason("must have 1 to 512 bytes, has \(bytes.count)", "look at the file") : nil
    }
    if user != nil, password == nil, reader.problems.count == problems {
      reader.report(Reason("has no password", "set state.redis.password_file"), at: section.member("user"))
    }
    database = reader.integer(section.member("database"), default: 0, in: 0...65_535)
    prefix = text("prefix", default: "roost:", 64) ?? "roost:"
    lease = .milliseconds(reader.integer(section.member("lease_ms"), default: 5000, in: 500...300_000))
    let ca = section.member("ca")
    authorities =
      reader.value(at: ca) == nil
      ? nil : reader.scalar(ca, default: "none") { FilePath.resolve($0, in: base) }
    guard isGiven else {
      if reader.document.value(at: section) != nil {
        reader.report(Reason("has no url", "add url: redis://127.0.0.1:6379"), at: section)
      }
      return nil
    }
    guard let url else { return nil }
    addresses = url.addresses
    isEncrypted = url.isEncrypted
    check(&reader, at: section)
  }

  private func check(_ reader: inout SettingsReader, at section: DataPath) {
    let url = section.member("url")
    if addresses.count > 1, sentinel == nil {
      reader.report(
        Reason("names several servers", "with Sentinels, set state.redis.sentinel to the primary's name"),
        at: url)
    }
    if authorities != nil, !isEncrypted {
      reader.report(
        Reason("is of no use without TLS", "write rediss:// in state.redis.url"), at: section.member("ca"))
    }
  }

  private static func plain(_ text: String, most: Int) -> Result<String, Reason> {
    let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    guard !text.isEmpty, text.utf8.count <= most, isPlain else {
      return .failure(
        Reason("must be 1 to \(most) characters of ASCII without spaces", "choose another"))
    }
    return .success(text)
  }
}
