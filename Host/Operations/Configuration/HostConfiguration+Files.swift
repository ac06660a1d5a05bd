extension HostConfiguration {
  /// How much plugins keep in their folders, which are beneath ``Workers/data``.
  package struct Files: Sendable, Equatable {
    /// Most mebibytes of one plugin's files; 0 is no limit.
    package var quotaMiB: Int
    /// Most files and folders of one plugin.
    package var maximum: Int
    /// How often what plugins have written themselves is counted.
    package var recount: Duration
  }
}

extension HostConfiguration.Files {
  init(_ reader: inout SettingsReader) {
    let section = DataPath("files")
    quotaMiB = reader.integer(section.member("quota_mb"), default: 256, in: 0...1_048_576)
    maximum = reader.integer(section.member("max_files"), default: 10_000, in: 1...200_000)
    recount = .seconds(reader.integer(section.member("recount_seconds"), default: 60, in: 1...86_400))
  }
}
