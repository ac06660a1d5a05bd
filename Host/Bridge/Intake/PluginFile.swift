/// A file of the plugins' folder, told by its name: `NAME.so`, `NAME.yaml` or `NAME.so.sig`.
package struct PluginFile: Sendable, Hashable {
  /// What a plugin's files are for.
  package enum Role: String, Sendable, CaseIterable {
    /// The plugin itself.
    case library = ".so"
    /// Its configuration and grants.
    case settings = ".yaml"
    /// A detached signature of the library.
    case signature = ".so.sig"
  }

  /// The plugin's name in the folder.
  package let name: String
  /// What the file is for.
  package let role: Role

  /// What a file name says; nil for every other file, such as an editor's or a half-copied one.
  package init?(_ fileName: String) {
    // The longest ending first: `.so.sig` is not a name that ends in `.so`.
    for role in [Role.signature, .library, .settings] where fileName.hasSuffix(role.rawValue) {
      let name = String(fileName.dropLast(role.rawValue.count))
      guard Self.isName(name) else { return nil }
      self.name = name
      self.role = role
      return
    }
    return nil
  }

  /// The file of that role of a plugin.
  package static func fileName(_ name: String, _ role: Role) -> String { name + role.rawValue }

  /// Whether it is a name a plugin's files can have: 1–64 of `A-Za-z0-9._-`, first a letter or digit.
  package static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= 64, isAlphanumeric(first) else { return false }
    return name.utf8.allSatisfy { byte in
      isAlphanumeric(byte) || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")].contains(byte)
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }
}
