import Glibc
package import HostBridge
package import HostOperations
import RoostManifestFormat

/// Looks at a plugin folder as the host would when it starts, without executing anything of it.
package enum FolderCheck {
  /// What would be refused or cannot work, a line each. Blocks.
  package static func problems(_ loaded: HostConfiguration.Loaded, host: PluginHost) -> [String] {
    let folder = loaded.configuration.plugins.folder
    guard let names = names(in: folder) else {
      return [
        "\(folder) — the plugin folder cannot be read — hint: create it, or name another in plugins.folder"
      ]
    }
    do {
      // Unusable keys are told of by who reads them to start a host; the rest can be looked at without.
      let policy = (try? SignaturePolicy(loaded)) ?? .off
      return try withTemporaryFolder { cache in
        let intake = try PluginIntake(folder: folder, cache: cache, policy: policy)
        return problems(names, intake, loaded, host)
      }
    } catch {
      return ["\(error)"]
    }
  }

  /// The names of the plugins in a folder, in order; nil when it cannot be read.
  package static func names(in folder: String) -> [String]? {
    Folders.names(in: folder)?
      .filter { $0.hasSuffix(".so") && !$0.hasPrefix(".") }
      .map { String($0.dropLast(3)) }
  }

  private static func problems(
    _ names: [String], _ intake: PluginIntake, _ loaded: HostConfiguration.Loaded, _ host: PluginHost
  ) -> [String] {
    let folder = loaded.configuration.plugins.folder
    var problems: [String] = []
    var owners: [String: String] = [:]
    var manifests: [(name: String, manifest: Manifest)] = []
    for (number, name) in names.enumerated() {
      do {
        let prepared = try PreparedPlugin.prepare(
          name, generation: UInt64(number), intake: intake, folder: folder, host: host)
        problems += absentSecrets(of: prepared, loaded)
        if prepared.configuration.isEnabled { manifests.append((name, prepared.manifest)) }
        if let other = owners.updateValue(name, forKey: prepared.manifest.id) {
          problems.append("\(PluginRejection.sameID(prepared.manifest.id, name, other, folder: folder))")
        }
      } catch {
        problems.append("\(error)")
      }
    }
    let provided = manifests.flatMap { $0.manifest.services.provides }
    for (name, manifest) in manifests {
      let absent = manifest.services.absent(from: provided).joined(separator: ", ")
      guard !absent.isEmpty else { continue }
      problems.append(
        "\(folder)/\(name).so — it requires \(absent), which no plugin in the folder says that it provides — "
          + "hint: install the plugin that does")
    }
    return problems + absent(loaded, among: Set(owners.keys)).map(\.description)
  }

  /// Secrets that a plugin is granted and that there are not.
  private static func absentSecrets(
    of prepared: PreparedPlugin, _ loaded: HostConfiguration.Loaded
  ) -> [String] {
    let names = Set(loaded.configuration.secrets.map(\.name))
    return prepared.configuration.grants.compactMap { grant in
      guard case .secret(let name) = grant, !names.contains(name) else { return nil }
      return
        """
        \(loaded.configuration.plugins.folder)/\(prepared.copy.name).yaml — there is no secret \(name) to grant — \
        hint: name it below secrets: in roost.yaml
        """
    }
  }

  /// Plugins that bots name and that are not among the ids there are.
  package static func absent(_ loaded: HostConfiguration.Loaded, among ids: Set<String>) -> [Problem] {
    let folder = loaded.configuration.plugins.folder
    return loaded.configuration.bots.flatMap { bot in
      bot.plugins.enumerated().filter { !ids.contains($0.element) }.map { index, plugin in
        let near = suggestion(for: plugin, among: ids).flatMap { $0.hasPrefix("did") ? $0 : nil }
        return loaded.problem(
          at: DataPath("bots", bot.name, "plugins").index(index),
          "no plugin in \(folder) has the id \(plugin)", hint: near ?? "install it")
      }
    }
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
  /// - Throws: what is wrong with the keys' files.
  package init(_ loaded: HostConfiguration.Loaded) throws(ConfigurationError) {
    let plugins = loaded.configuration.plugins
    guard plugins.signatures == .required else {
      self = .off
      return
    }
    var keys: [Ed25519PublicKey] = []
    var problems: [Problem] = []
    for (index, file) in plugins.keys.enumerated() {
      do throws(SecurityError) {
        keys.append(try Ed25519PublicKey(pemFile: file))
      } catch {
        problems.append(
          loaded.problem(
            at: DataPath("plugins", "keys").index(index), "\(error.what) \(error.place): \(error.why)",
            hint: error.hint))
      }
    }
    guard problems.isEmpty else { throw ConfigurationError(problems) }
    self = .required(keys)
  }
}
