extension HostConfiguration {
  /// Where plugins' state is kept.
  package struct State: Sendable, Equatable {
    /// The folder of the state file, for the host's user alone.
    package var folder: String
    /// Most mebibytes of one plugin's state; 0 is no limit.
    package var quotaMiB: Int
  }
}

extension HostConfiguration.State {
  init?(_ reader: inout SettingsReader) {
    let section = DataPath("state")
    let base = reader.folder
    let folder = reader.scalar(section.member("folder"), default: "var/state") { text in
      FilePath.resolve(text, in: base)
    }
    quotaMiB = reader.integer(section.member("quota_mb"), default: 256, in: 0...1_048_576)
    guard let folder else { return nil }
    self.folder = folder
  }
}
