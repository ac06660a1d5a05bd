internal import Glibc

/// A plugin's files in the folder, as they were at one moment; nil for one that is not there.
package struct FolderEntry: Sendable, Equatable {
  /// The plugin's name in the folder.
  package let name: String
  /// `NAME.so`.
  package var library: FileStamp?
  /// `NAME.yaml`.
  package var settings: FileStamp?
  /// `NAME.so.sig`.
  package var signature: FileStamp?

  var isEmpty: Bool { library == nil && settings == nil && signature == nil }

  /// How long ago the youngest of its files changed.
  var age: Duration { [library, settings, signature].compactMap { $0?.age }.min() ?? .seconds(86_400) }

  /// Looks the files of a name up.
  init(name: String, in folder: String) {
    self.name = name
    library = Self.stamp(folder, name, .library)
    settings = Self.stamp(folder, name, .settings)
    signature = Self.stamp(folder, name, .signature)
  }

  /// Links are stamped themselves: that they are refused is decided where a file is opened.
  private static func stamp(_ folder: String, _ name: String, _ role: PluginFile.Role) -> FileStamp? {
    var status = stat()
    guard unsafe lstat(folder + "/" + PluginFile.fileName(name, role), &status) == 0 else { return nil }
    return FileStamp(status)
  }
}

/// What happens in the plugins' folder.
package enum FolderEvent: Sendable, Equatable {
  /// A plugin's files changed and then were quiet. No library: it was removed.
  case settled(FolderEntry)
  /// A scan ended; every name present. It comes after the settled events of what had long been quiet, and
  /// before those of the rest.
  case scanned([String])
  /// The folder cannot be watched, with the reason. It is tried again, and nothing counts as removed meanwhile.
  case unavailable(String)
  /// A file that ends like a plugin's is left alone, with the reason. Told once.
  case ignored(String, String)
}
