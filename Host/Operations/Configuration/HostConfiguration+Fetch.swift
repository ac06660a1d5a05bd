import RoostJSON

extension HostConfiguration {
  /// Requests that plugins send to servers elsewhere.
  package struct Fetch: Sendable, Equatable {
    /// The PEM file of the authorities that sign servers' certificates; nil is the system's.
    package var authorities: String?
    /// Most connections at once, to public addresses, and as many to private ones.
    package var connections: Int
  }
}

extension HostConfiguration.Fetch {
  init(_ reader: inout SettingsReader) {
    let section = DataPath("fetch")
    let base = reader.folder
    let ca = section.member("ca")
    authorities =
      reader.value(at: ca) == nil
      ? nil : reader.scalar(ca, default: "none") { FilePath.resolve($0, in: base) }
    connections = reader.integer(section.member("connections"), default: 256, in: 1...65_536)
  }
}
