import RoostJSON

extension SettingsReader {
  /// The most bytes that a file of a secret may have.
  private static let maxSecretBytes = 4096

  /// Reads a secret: from `KEY`, from the file that `KEY_FILE` names, from a file of its name in
  /// `$CREDENTIALS_DIRECTORY`, else from the document. One line end behind the secret in a file does not belong
  /// to it.
  ///
  /// - Parameters:
  ///   - paths: Where the document has the secret itself, and the name of its file.
  ///   - credential: The name of the file in `$CREDENTIALS_DIRECTORY`.
  ///   - isRequired: Whether it is a problem that there is none.
  ///   - isPrivate: Whether only the owner can read the document.
  ///   - refuse: Why these bytes are no such secret; nil accepts them.
  /// - Returns: Nil after the problem was reported, or when there is none.
  mutating func secret(
    _ paths: (inline: DataPath, file: DataPath), credential: String, isRequired: Bool = true,
    isPrivate: Bool, _ refuse: ([UInt8]) -> Reason?
  ) -> Secret? {
    let key = Self.variable(for: paths.inline)
    expect(paths.inline)
    expect(paths.file)
    for path in [paths.inline, paths.file] where flags[path.dotted] != nil && path == paths.inline {
      report(
        Reason("every user of this machine can read it on a command line", "set \(key)_FILE instead"),
        at: path, .flag(path.dotted))
      return nil
    }
    guard let found = source(paths, key: key, credential: credential, isRequired: isRequired) else {
      return nil
    }
    switch found.bytes {
    case .failure(let reason):
      report(reason, at: found.path, found.origin)
      return nil
    case .success(let bytes):
      if let reason = refuse(bytes) {
        report(reason, at: found.path, found.origin)
        return nil
      }
      if found.origin == .document, found.path == paths.inline, !isPrivate {
        warn(
          Reason("is in a file that others may read", "chmod 600, or use \(paths.file.name ?? "")"),
          at: found.path)
      }
      note(paths.inline, Secret.redacted, found.origin)
      return Secret(bytes)
    }
  }

  private struct FoundSecret {
    var path: DataPath
    var origin: SettingOrigin
    var bytes: Result<[UInt8], Reason>
  }

  private mutating func source(
    _ paths: (inline: DataPath, file: DataPath), key: String, credential: String, isRequired: Bool
  ) -> FoundSecret? {
    if let file = flags[paths.file.dotted] {
      return FoundSecret(
        path: paths.file, origin: .flag(paths.file.dotted), bytes: read(file, .ownerOnly))
    }
    let text = environment[key].flatMap { $0.isEmpty ? nil : $0 }
    let file = environment[key + "_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    switch (text, file) {
    case (let text?, nil):
      return FoundSecret(path: paths.inline, origin: .environment(key), bytes: .success(Array(text.utf8)))
    case (nil, let file?):
      return FoundSecret(
        path: paths.inline, origin: .environment(key + "_FILE"), bytes: read(file, .ownerOnly))
    case (_?, _?):
      report(Reason("\(key)_FILE is set too", "unset one of them"), at: paths.inline, .environment(key))
      return nil
    case (nil, nil): break
    }
    if let folder = environment["CREDENTIALS_DIRECTORY"], folder.hasPrefix("/") {
      let file = FilePath.join(folder, credential)
      if ConfigurationFile.exists(file) {
        return FoundSecret(
          path: paths.inline, origin: .credential(credential), bytes: read(file, .ownerAndGroup))
      }
    }
    return documentSource(paths, key: key, isRequired: isRequired)
  }

  private mutating func documentSource(
    _ paths: (inline: DataPath, file: DataPath), key: String, isRequired: Bool
  ) -> FoundSecret? {
    switch (document.value(at: paths.inline), document.value(at: paths.file)) {
    case (let value?, nil):
      // The message must not show the value, as messages about settings do.
      let bytes = value.string.map { Array($0.utf8) }
      return FoundSecret(
        path: paths.inline, origin: .document,
        bytes: bytes.map { .success($0) } ?? .failure(Reason("must be text", "quote it")))
    case (nil, let value?):
      let text = SettingValue(.document(value), .document).text
      return FoundSecret(
        path: paths.file, origin: .document, bytes: text.flatMap { read($0, .ownerOnly) })
    case (_?, _?):
      report(Reason("is given beside \(paths.inline.name ?? "")", "keep one of them"), at: paths.file)
    case (nil, nil) where !isRequired: break
    case (nil, nil):
      report(
        Reason(
          "is missing",
          "add \(paths.inline.name ?? "") or \(paths.file.name ?? ""), or set \(key) or \(key)_FILE"),
        at: paths.inline)
    }
    return nil
  }

  private func read(_ file: String, _ privacy: ConfigurationFile.Privacy) -> Result<[UInt8], Reason> {
    FilePath.resolve(file, in: folder).flatMap { path in
      ConfigurationFile.read(path, limit: Self.maxSecretBytes, privacy: privacy)
    }.map { content in
      var bytes = content.bytes
      if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
      if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
      return bytes
    }
  }
}
