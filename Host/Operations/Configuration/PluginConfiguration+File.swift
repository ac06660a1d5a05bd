extension PluginConfiguration {
  /// Reads `NAME.yaml` from the disk; one that does not exist means all defaults.
  ///
  /// - Throws: Everything that is wrong.
  package static func load(file: String, schema: JSONSchema?) throws(ConfigurationError)
    -> PluginConfiguration
  {
    guard ConfigurationFile.exists(file) else { return try load(bytes: nil, file: file, schema: schema) }
    switch ConfigurationFile.read(file, limit: YAMLDocument.Limits.bytes) {
    case .failure(let reason):
      throw ConfigurationError([Problem(file: file, message: reason.message, hint: reason.hint)])
    case .success(let content): return try load(bytes: content.bytes, file: file, schema: schema)
    }
  }
}
