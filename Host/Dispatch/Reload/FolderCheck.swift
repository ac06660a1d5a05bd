import Glibc
package import HostBridge
package import HostOperations
import RoostManifestFormat

/// Looks at a plugin folder as the host would when it starts, without executing anything of it.
package enum FolderCheck {
  /// What would be refused or cannot work, a line each. Blocks.
  package static func problems(_ configuration: HostConfiguration, host: PluginHost) -> [String] {
    let folder = configuration.plugins.folder
    guard let files = Folders.names(in: folder) else {
      return [
        "\(folder) — the plugin folder cannot be read — hint: create it, or name another in plugins.folder"
      ]
    }
    let names = files.filter { $0.hasSuffix(".so") && !$0.hasPrefix(".") }.map { String($0.dropLast(3)) }
    do {
      return try withTemporaryFolder { cache in
        let intake = try PluginIntake(
          folder: folder, cache: cache, policy: try SignaturePolicy(configuration.plugins))
        return problems(names, intake, folder, configuration.bots, host)
      }
    } catch {
      return ["\(error)"]
    }
  }

  private static func problems(
    _ names: [String], _ intake: PluginIntake, _ folder: String, _ bots: [HostConfiguration.Bot],
    _ host: PluginHost
  ) -> [String] {
    var problems: [String] = []
    var owners: [String: String] = [:]
    for (number, name) in names.enumerated() {
      do {
        let prepared = try PreparedPlugin.prepare(
          name, generation: UInt64(number), intake: intake, folder: folder, host: host)
        if let other = owners.updateValue(name, forKey: prepared.manifest.id) {
          problems.append("\(PluginRejection.sameID(prepared.manifest.id, name, other, folder: folder))")
        }
      } catch {
        problems.append("\(error)")
      }
    }
    for bot in bots {
      for plugin in bot.plugins where owners[plugin] == nil {
        problems.append(
          "bots.\(bot.name).plugins — no plugin in \(folder) has the id \(plugin) — hint: install it")
      }
    }
    return problems
  }

  private static func withTemporaryFolder<R>(_ use: (String) throws -> R) throws -> R {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/roost-check-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw SystemFailure("mkdtemp", parent) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { Folders.remove(folder) }
    return try use(folder)
  }
}

extension SignaturePolicy {
  /// The policy of a configuration.
  ///
  /// - Throws: what is wrong with a key's file.
  package init(_ plugins: HostConfiguration.Plugins) throws {
    self =
      switch plugins.signatures {
      case .off: .off
      case .required: .required(try plugins.keys.map { try Ed25519PublicKey(pemFile: $0) })
      }
  }
}
