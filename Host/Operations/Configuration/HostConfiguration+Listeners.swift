import RoostJSON

extension HostConfiguration.Listener {
  private static let fallback = "127.0.0.1:8080"

  /// The listeners of `listen`, addresses or maps of `address` and `tls`, each with its place there: what is
  /// refused leaves a gap.
  static func all(_ reader: inout SettingsReader) -> [(path: DataPath, listener: Self)] {
    let path = DataPath("listen")
    let folder = reader.folder
    guard let given = reader.value(at: path) else {
      reader.note(path, fallback, .default)
      return ListenAddress(fallback, folder: folder).map {
        [(path.index(0), Self(address: $0, tls: nil))]
      } ?? []
    }
    switch given.list {
    case .failure(let reason):
      reader.report(reason, at: path, given.origin)
      return []
    case .success(let elements):
      if elements.isEmpty {
        reader.report(
          Reason("names no address", "leave it out for \(fallback)"), at: path, given.origin)
      }
      return elements.enumerated().compactMap { index, element in
        one(element, at: path.index(index), &reader).map { (path.index(index), $0) }
      }
    }
  }

  private static func one(
    _ element: SettingValue, at path: DataPath, _ reader: inout SettingsReader
  ) -> Self? {
    let folder = reader.folder
    guard case .document(.object) = element.content else {
      let place = element.origin == .document ? path : path.parent
      switch element.text.flatMap({ ListenAddress.parse($0, folder: folder) }) {
      case .success(let address):
        reader.note(place, address.description, element.origin)
        return Self(address: address, tls: nil)
      case .failure(let reason):
        reader.report(reason, at: place, element.origin)
        return nil
      }
    }
    let tls = HostConfiguration.TLS(&reader, at: path.member("tls"))
    reader.expect(path.member("address"))
    guard element.has("address") else {
      reader.report(Reason("has no address", "add address: \(fallback)"), at: path)
      return nil
    }
    let address = reader.scalar(path.member("address"), default: fallback) {
      ListenAddress.parse($0, folder: folder)
    }
    return address.map { Self(address: $0, tls: tls) }
  }
}

extension HostConfiguration.TLS {
  /// The certificate of a listener; nil if it has none, or half of one, which is then reported.
  fileprivate init?(_ reader: inout SettingsReader, at path: DataPath) {
    reader.expectSection(path)
    var files: [String] = []
    let hint = "TLS needs certificate and key, both PEM files"
    if reader.document.value(at: path) == .null { reader.report(Reason("is empty", hint), at: path) }
    for name in ["certificate", "key"] {
      reader.expect(path.member(name), variable: false)
      guard let section = reader.document.value(at: path), case .object = section else { continue }
      guard section[name] != nil else {
        reader.report(Reason("has no \(name)", hint), at: path)
        continue
      }
      let folder = reader.folder
      let file = reader.scalar(path.member(name), default: "") { FilePath.resolve($0, in: folder) }
      if let file { files.append(file) }
    }
    guard files.count == 2 else { return nil }
    certificate = files[0]
    key = files[1]
  }
}

extension SettingValue {
  fileprivate func has(_ name: String) -> Bool {
    if case .document(let value) = content { value[name] != nil } else { false }
  }
}
