extension HostConfiguration {
  /// Where plugins' state is kept.
  package struct State: Sendable, Equatable {
    /// The folder of the state file, for the host's user alone.
    package var folder: String
    /// Most mebibytes of one plugin's state; 0 is no limit.
    package var quotaMiB: Int
    /// The server in the file's place; nil keeps the file.
    package var redis: HostConfiguration.Redis?
  }
}

extension HostConfiguration.State {
  init?(_ reader: inout SettingsReader, isPrivate: Bool) {
    let section = DataPath("state")
    let base = reader.folder
    let folder = reader.scalar(section.member("folder"), default: "var/state") { text in
      FilePath.resolve(text, in: base)
    }
    quotaMiB = reader.integer(section.member("quota_mb"), default: 256, in: 0...1_048_576)
    redis = HostConfiguration.Redis(&reader, isPrivate: isPrivate)
    if redis != nil, let given = reader.value(at: section.member("folder")) {
      reader.report(
        Reason("is the SQLite file's, and state.redis is set too", "keep one of them"),
        at: section.member("folder"), given.origin)
    }
    guard let folder else { return nil }
    self.folder = folder
  }
}
