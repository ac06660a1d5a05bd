import Glibc
import HostBridge
import HostOperations
import RoostManifestFormat

/// Looks at the plugins of a folder without executing them.
enum PluginCheck {
  /// What keeps plugins from being served, a line each.
  static func problems(_ configuration: HostConfiguration) -> [String] {
    let folder = configuration.plugins.folder
    guard let names = libraries(in: folder) else {
      return ["\(folder) — the plugin folder cannot be read — hint: create it, or name another in plugins.folder"]
    }
    return names.compactMap { name in
      do {
        let inspection = try PluginInspection(path: "\(folder)/\(name).so", host: .this)
        let settings = "\(folder)/\(name).yaml"
        let schema = try inspection.manifest.configuration.map { try JSONSchema.compile($0) }
        _ = try PluginConfiguration.load(file: settings, schema: schema)
        return nil
      } catch {
        return "\(error)"
      }
    }
  }

  /// The names of `NAME.so` in a folder, in order; nil when it cannot be read.
  static func libraries(in folder: String) -> [String]? {
    guard let directory = unsafe opendir(folder) else { return nil }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name.hasSuffix(".so"), !name.hasPrefix(".") { names.append(String(name.dropLast(3))) }
    }
    return names.sorted()
  }
}

extension PluginHost {
  /// What plugins must fit here.
  static let this = PluginHost(version: HostVersion.semantic, toolchain: toolchainID)
}
