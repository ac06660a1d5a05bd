package import RoostJSON

/// What the operator says about one plugin, in the `NAME.yaml` beside its `NAME.so`.
package struct PluginConfiguration: Sendable, Equatable {
  /// Whether the plugin is to be loaded.
  package var isEnabled: Bool
  /// Where its code runs.
  package var isolation: Isolation
  /// Whether it may be replaced in the host's process although it uses C types of its own.
  package var replacesInline: Bool
  /// The plugin's own configuration: `config`, valid by its schema and with the schema's defaults.
  package var values: JSONValue
  /// What it may do beyond the defaults.
  package var grants: [Grant]
  /// What the operator puts in place of the manifest's limits.
  package var limits: Limits

  /// Where a plugin's code runs.
  package enum Isolation: String, Sendable, CaseIterable {
    /// In a process of its own.
    case worker
    /// In the host's own process: for plugins the operator trusts.
    case inline
  }

  /// Limits in place of the manifest's; nil leaves the manifest's.
  package struct Limits: Sendable, Equatable {
    /// Handlers running at once.
    package var concurrency: Int?
    /// Events waiting.
    package var queue: Int?
    /// A handler's deadline.
    package var deadline: Duration?
    /// Mebibytes of memory of its own.
    package var memoryMiB: Int?
  }

  /// ``values`` as the JSON text that the plugin gets.
  package var json: [UInt8] { values.serialized() }

  /// Reads a plugin's configuration.
  ///
  /// - Parameters:
  ///   - bytes: The content of `NAME.yaml`; nil if there is none, which means all defaults.
  ///   - file: Its path, for messages.
  ///   - schema: The schema of the plugin's manifest; nil if the plugin takes no configuration, and then a
  ///     `config` that is not empty is refused.
  /// - Throws: Everything that is wrong, also with values that the schema requires and nobody gave.
  package static func load(
    bytes: [UInt8]?, file: String, schema: JSONSchema?
  ) throws(ConfigurationError) -> PluginConfiguration {
    try read(bytes, file) { reader in
      var configuration = PluginConfiguration(&reader)
      // A plugin that is switched off may have been left half configured.
      if configuration.isEnabled { configuration.values = values(&reader, schema: schema) }
      return configuration
    }
  }

  /// What a plugin's configuration grants, whichever schema its `config` is meant for.
  ///
  /// - Throws: Everything that is wrong, but with `config`.
  package static func grants(bytes: [UInt8]?, file: String) throws(ConfigurationError) -> [Grant] {
    try read(bytes, file) { PluginConfiguration(&$0).grants }
  }

  private static func read<R>(
    _ bytes: [UInt8]?, _ file: String, _ read: (inout SettingsReader) -> R
  ) throws(ConfigurationError) -> R {
    let document = try YAMLDocument(bytes ?? [], file: file)
    var reader = SettingsReader(document: document, folder: FilePath.folder(of: file))
    let result = read(&reader)
    reader.finish()
    guard reader.problems.isEmpty else { throw ConfigurationError(reader.problems) }
    return result
  }
}

extension PluginConfiguration {
  /// All but ``values``.
  private init(_ reader: inout SettingsReader) {
    isEnabled = reader.bool(DataPath("enabled"), default: true)
    isolation = reader.choice(DataPath("isolation"), default: .worker)
    replacesInline = reader.bool(DataPath("replace_inline"), default: false)
    grants = reader.list(DataPath("grants"), Grant.parse)
    limits = Limits(
      concurrency: reader.optionalInteger(DataPath("limits", "concurrency"), in: 1...65_536),
      queue: reader.optionalInteger(DataPath("limits", "queue"), in: 0...1_000_000),
      deadline: reader.optionalInteger(DataPath("limits", "deadline_ms"), in: 1...3_600_000)
        .map { .milliseconds($0) },
      memoryMiB: reader.optionalInteger(DataPath("limits", "memory_mb"), in: 1...1_048_576))
    values = .object([])
    reader.expect(Self.config)
  }

  private static let config = DataPath("config")

  private static func values(_ reader: inout SettingsReader, schema: JSONSchema?) -> JSONValue {
    let path = config
    var given = reader.document.value(at: path) ?? .object([])
    if given == .null { given = .object([]) }
    guard case .object(let members) = given else {
      reader.report(
        Reason("must be a map, is " + given.summary, "indent the plugin's settings below it"), at: path)
      return .object([])
    }
    guard let schema else {
      if !members.isEmpty {
        reader.report(
          Reason("is not empty, but the plugin takes no configuration", "remove it"), at: path)
      }
      return .object([])
    }
    switch schema.complete(given) {
    case .success(let value): return value
    case .failure(let error):
      for problem in error.problems {
        reader.report(
          Reason(problem.message, problem.hint), at: DataPath(path.steps + problem.path.steps),
          ofKey: problem.isKey)
      }
      return .object([])
    }
  }
}
