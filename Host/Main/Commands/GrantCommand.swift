import ArgumentParser
import Foundation
import HostBridge
import HostDispatch
import HostOperations
import RoostManifestFormat

extension PluginsCommand {
  /// `roost plugins grant`: shows what a plugin asks for, and gives it.
  struct Grant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what a plugin asks for and why, and grant it.",
      discussion: """
        Writes the grants into plugins.d/NAME.yaml, which a running host takes over at once. Nothing of the \
        plugin is executed.
        """)
    @Argument(help: "The plugin's file name without .so.") var name: String
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let folder = try options.load().configuration.plugins.folder
      let inspection: PluginInspection
      do {
        inspection = try PluginInspection(path: "\(folder)/\(name).so", host: .this)
      } catch {
        throw Exit.failing("\(error)")
      }
      let file = GrantFile("\(folder)/\(name).yaml")
      let granted = try file.grants(schema: inspection.schema)
      let requests = inspection.manifest.requests
      let missing = requests.filter { !$0.isGranted(by: granted) }
      Terminal.out("\(inspection.manifest.id) \(inspection.manifest.version) asks for")
      for request in requests {
        let mark = missing.contains(request) ? "" : "  (granted)"
        Terminal.out("  \(request.name)\(mark) — \(request.reason)")
      }
      if requests.isEmpty { Terminal.out("  nothing beyond what every plugin has") }
      guard !missing.isEmpty else { return }
      for request in missing where HostOperations.Grant(request.name) == nil {
        throw Exit.failing(
          "\(request.name) — this host knows no such grant — hint: it may be a newer one's; update the host")
      }
      guard yes || confirmed(file.path) else { throw Exit.failing("nothing was granted") }
      try file.add(missing.map(\.name), schema: inspection.schema)
      Terminal.out("granted in \(file.path)")
    }

    private func confirmed(_ path: String) -> Bool {
      guard isatty(0) == 1 else {
        Terminal.error("this is no terminal to ask on — hint: --yes grants it")
        return false
      }
      print("grant it in \(path)? [y/N] ", terminator: "")
      return ["y", "yes"].contains((readLine() ?? "").lowercased())
    }
  }
}

/// The `NAME.yaml` of a plugin, in which only the grants are changed.
struct GrantFile {
  let path: String

  init(_ path: String) { self.path = path }

  /// The grants it gives now.
  ///
  /// - Throws: the exit code, after saying what is wrong with the file.
  func grants(schema: JSONSchema?) throws -> [Grant] {
    do throws(ConfigurationError) {
      return try PluginConfiguration.load(file: path, schema: schema).grants
    } catch {
      throw Exit.failing(error)
    }
  }

  /// Adds grants, leaving the rest of the text as it is, and puts the file in place by renaming.
  func add(_ names: [String], schema: JSONSchema?) throws {
    let old = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let all = try grants(schema: schema).map(\.description) + names
    let text = Self.replacing(old, with: all)
    do throws(ConfigurationError) {
      _ = try PluginConfiguration.load(bytes: Array(text.utf8), file: path, schema: schema)
    } catch {
      throw Exit.failing(
        "\(path) — its form is not one this command can change (\(error)) — hint: write grants: [\(all.joined(separator: ", "))]"
      )
    }
    do throws(SystemFailure) {
      try SmallFile.replace(path, with: Array(text.utf8), mode: 0o644)
    } catch {
      throw Exit.failing(
        "\(path) — cannot be written — \(error) — hint: run this as root or as the file's owner")
    }
  }

  /// The text with one line `grants: […]` in place of the key and what belongs to it, or at its end.
  static func replacing(_ text: String, with grants: [String]) -> String {
    let line = "grants: [\(grants.joined(separator: ", "))]"
    var lines = text.isEmpty ? [] : text.components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    guard let start = lines.firstIndex(where: { $0.hasPrefix("grants:") }) else {
      return (lines + [line]).joined(separator: "\n") + "\n"
    }
    var end = start + 1
    while end < lines.count, lines[end].hasPrefix(" ") || lines[end].hasPrefix("-") { end += 1 }
    lines.replaceSubrange(start..<end, with: [line])
    return lines.joined(separator: "\n") + "\n"
  }
}
