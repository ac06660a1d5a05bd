internal import Glibc
internal import HostOperations

/// One look at the names in the folder.
struct FolderScan {
  private static let maximumNames = 4096

  /// Names of plugins.
  var names: Set<String> = []
  /// Files that end like a plugin's and are none, with the reason.
  var ignored: [String: String] = [:]

  init(_ folder: String) throws(SystemFailure) {
    guard let handle = unsafe opendir(folder) else { throw SystemFailure("opendir", folder) }
    defer { unsafe closedir(handle) }
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      add(name)
    }
  }

  private mutating func add(_ fileName: String) {
    guard ignored.count < Self.maximumNames else { return }
    if let file = PluginFile(fileName) {
      if names.count < Self.maximumNames || names.contains(file.name) {
        names.insert(file.name)
      } else {
        ignored[fileName] = "the folder holds more than \(Self.maximumNames) plugins"
      }
    } else if fileName.hasSuffix(PluginFile.Role.library.rawValue), !fileName.hasPrefix(".") {
      ignored[fileName] =
        "a plugin's name has 1 to 64 of A-Z, a-z, 0-9, '.', '_', '-', first a letter or digit"
    }
  }
}
