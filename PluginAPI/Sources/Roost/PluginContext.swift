import RoostJSON

/// What a plugin is made with.
public struct PluginContext: Sendable {
  /// The configuration as JSON, checked against the manifest's schema, defaults filled in.
  public let configurationJSON: [UInt8]

  /// Writes to the host's log, with this plugin's id and generation.
  public let log = Log()

  /// Numbers for the operator.
  public let metrics = Metrics()

  /// What outlives the plugin, its worker, the host and the machine's power.
  public let state = State()

  /// Passwords, keys and tokens that the operator keeps for the plugin.
  public let secrets = Secrets()

  /// Requests to servers elsewhere.
  public let fetch = Fetch()

  /// The plugin's own folder.
  public let files = Files()

  /// What other plugins provide.
  public let services = Services()

  /// Reads the configuration.
  ///
  /// - Throws: `DecodingError` when the schema allows what the type does not.
  public func configuration<T: Decodable>(as type: T.Type = T.self) throws -> T {
    try JSONCoder.decode(type, from: configurationJSON)
  }
}
