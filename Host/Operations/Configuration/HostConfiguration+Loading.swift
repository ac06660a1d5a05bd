extension HostConfiguration {
  /// A configuration and what there is to tell about it.
  package struct Loaded: Sendable {
    /// The configuration.
    package let configuration: HostConfiguration
    /// Where each value came from, in the order they are read. Secrets are redacted.
    package let sources: [SettingSource]
    /// What is accepted but probably a mistake.
    package let warnings: [Problem]
    let origins: SettingOrigins

    /// What has turned out to be wrong with the value at a path, told with the place that it came from.
    package func problem(at path: DataPath, _ message: String, hint: String?) -> Problem {
      origins.problem(Reason(message, hint), at: path, origins[path])
    }
  }

  /// The file that is read, when there is one, if none is named.
  package static let defaultFile = "roost.yaml"

  /// Reads the configuration: a flag wins over the environment, which wins over the file.
  ///
  /// A setting's variable is `ROOST_` and its path in capitals, joined by `_`; an empty one counts as
  /// absent; lists are separated by commas. `ROOST_LISTEN` replaces the file's listeners, their TLS included.
  ///
  /// - Parameters:
  ///   - file: The path of the file, which must exist; nil reads ``defaultFile`` of the current folder if
  ///     it is there.
  ///   - environment: The process's environment.
  ///   - flags: Values by dotted path, such as `log.level`.
  /// - Throws: Everything that is wrong.
  package static func load(
    file: String?, environment: [String: String] = [:], flags: [String: String] = [:]
  ) throws(ConfigurationError) -> Loaded {
    let path = file ?? defaultFile
    guard file != nil || ConfigurationFile.exists(path) else {
      return try load(bytes: [], file: path, environment: environment, flags: flags)
    }
    switch ConfigurationFile.read(path, limit: YAMLDocument.Limits.bytes) {
    case .failure(let reason):
      throw ConfigurationError([Problem(file: path, message: reason.message, hint: reason.hint)])
    case .success(let content):
      return try load(
        bytes: content.bytes, file: path, environment: environment, flags: flags,
        isPrivate: content.isPrivate)
    }
  }

  /// Reads the configuration from a file's bytes; see ``load(file:environment:flags:)``.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: The file's path, whose folder relative paths are relative to.
  ///   - environment: The process's environment.
  ///   - flags: Values by dotted path.
  ///   - isPrivate: Whether only the owner can read the file; if not, a secret in it is warned about.
  /// - Throws: Everything that is wrong.
  package static func load(
    bytes: [UInt8], file: String, environment: [String: String] = [:], flags: [String: String] = [:],
    isPrivate: Bool = true
  ) throws(ConfigurationError) -> Loaded {
    let document = try YAMLDocument(bytes, file: file)
    var folder = FilePath.folder(of: file)
    if !folder.hasPrefix("/") {
      let current = ConfigurationFile.currentFolder()
      folder = folder == "." ? current : FilePath.join(current, folder)
    }
    var reader = SettingsReader(
      document: document, environment: environment, flags: flags, folder: folder)
    let configuration = HostConfiguration(&reader, isPrivate: isPrivate)
    reader.finish()
    guard let configuration, reader.problems.isEmpty else {
      throw ConfigurationError(reader.problems, warnings: reader.warnings)
    }
    return Loaded(
      configuration: configuration, sources: reader.sources, warnings: reader.warnings,
      origins: reader.origins)
  }
}

extension HostConfiguration {
  /// Reads every setting; nil if one without a default is missing, which is then reported.
  private init?(_ reader: inout SettingsReader, isPrivate: Bool) {
    let folder = reader.folder
    let placed = Listener.all(&reader)
    listeners = placed.map(\.listener)
    admin =
      reader.scalar(DataPath("admin"), default: "127.0.0.1:9090") { text in
        text == "off" ? .success(nil) : ListenAddress.parse(text, folder: folder).map { $0 }
      } ?? nil
    let control = reader.scalar(DataPath("control"), default: "var/control.sock") { text in
      FilePath.resolve(text, in: folder).flatMap { path in ListenAddress.socket(path).map { _ in path } }
    }
    let plugins = Plugins(&reader)
    let workers = Workers(&reader)
    let state = State(&reader, isPrivate: isPrivate)
    files = Files(&reader)
    trustedProxies = reader.list(DataPath("proxies", "trusted"), CIDR.parse)
    http = HTTP(&reader)
    dispatch = Dispatch(&reader)
    events = Events(&reader)
    fetch = Fetch(&reader)
    drain = .seconds(reader.integer(DataPath("drain_seconds"), default: 30, in: 0...3600))
    let loops = reader.integer(DataPath("loops"), default: 0, in: 0...Self.maximumLoops)
    self.loops = loops == 0 ? nil : loops
    log = Log(
      level: reader.choice(DataPath("log", "level"), default: .info),
      format: reader.choice(DataPath("log", "format"), default: .console))
    bots = Bot.all(&reader, isPrivate: isPrivate)
    telegram = Telegram(&reader, isPrivate: isPrivate)
    secrets = NamedSecret.all(&reader, isPrivate: isPrivate)
    guard let control, let plugins, let workers, let state else { return nil }
    self.control = control
    self.plugins = plugins
    self.workers = workers
    self.state = state
    checkAddresses(&reader, placed)
  }

  /// Two listeners cannot share an address, except that port 0 is a different one each time.
  private func checkAddresses(
    _ reader: inout SettingsReader, _ placed: [(path: DataPath, listener: Listener)]
  ) {
    var names: [ListenAddress: String] = [.unix(path: control): "control"]
    let all =
      placed.map { ($0.path, $0.listener.address) } + (admin.map { [(DataPath("admin"), $0)] } ?? [])
    for (path, address) in all {
      if case .tcp(_, port: 0) = address { continue }
      if let other = names.updateValue(path.dotted, forKey: address) {
        reader.report(
          Reason("is \(address), which \(other) is too", "give each an address of its own"), at: path,
          reader.origins[path])
      }
    }
  }
}

extension HostConfiguration.Plugins {
  fileprivate init?(_ reader: inout SettingsReader) {
    let section = DataPath("plugins")
    let base = reader.folder
    let resolve = { (text: String) in FilePath.resolve(text, in: base) }
    let folder = reader.scalar(section.member("folder"), default: "plugins.d", resolve)
    let cache = reader.scalar(section.member("cache"), default: "var/generations", resolve)
    rescan = .seconds(reader.integer(section.member("rescan_seconds"), default: 30, in: 1...86_400))
    quiet = .milliseconds(reader.integer(section.member("quiet_ms"), default: 100, in: 0...60_000))
    signatures = reader.choice(section.member("signatures"), default: .off)
    keys = reader.list(section.member("keys"), resolve)
    if signatures == .required, keys.isEmpty {
      reader.report(
        Reason("is required, but plugins.keys names no key", "add the PEM file of the key that signs"),
        at: section.member("signatures"))
    }
    guard let folder, let cache else { return nil }
    self.folder = folder
    self.cache = cache
  }
}

extension HostConfiguration.HTTP {
  fileprivate init(_ reader: inout SettingsReader) {
    func number(_ name: String, _ fallback: Int, _ range: ClosedRange<Int>) -> Int {
      reader.integer(DataPath("http", name), default: fallback, in: range)
    }
    func timeout(_ name: String, _ fallback: Int) -> Duration {
      .milliseconds(number(name, fallback, 1...86_400_000))
    }
    maxLineBytes = number("max_line_bytes", 8192, 64...1_048_576)
    maxHeaderBytes = number("max_header_bytes", 32768, 256...16_777_216)
    maxHeaderCount = number("max_header_count", 100, 1...10_000)
    maxBodyBytes = number("max_body_bytes", 1_048_576, 1...1_073_741_824)
    headerTimeout = timeout("header_timeout_ms", 10_000)
    bodyTimeout = timeout("body_timeout_ms", 30_000)
    idleTimeout = timeout("idle_timeout_ms", 60_000)
    writeTimeout = timeout("write_timeout_ms", 30_000)
    maxConnections = number("max_connections", 10_000, 1...1_000_000)
  }
}

extension HostConfiguration.Dispatch {
  fileprivate init(_ reader: inout SettingsReader) {
    let section = DataPath("dispatch")
    deadline = .milliseconds(
      reader.integer(section.member("deadline_ms"), default: 30_000, in: 1...3_600_000))
    concurrency = reader.integer(section.member("concurrency"), default: 256, in: 1...65_536)
    queue = reader.integer(section.member("queue"), default: 1024, in: 0...1_000_000)
  }
}
