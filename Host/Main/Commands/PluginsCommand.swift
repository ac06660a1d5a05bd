import ArgumentParser
import HostBridge
import HostOperations
import RoostJSON
import RoostManifestFormat

/// `roost plugins`: what serves, and what a file would.
struct PluginsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugins", abstract: "Look at plugins and steer them.",
    subcommands: [
      List.self, Inspect.self, Reload.self, Unload.self, Logs.self, Crashes.self, Grant.self,
      Purge.self,
    ])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the running host's plugins.")
    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
      let answer = try Control.call(options, "plugins.list")
      if json { return Terminal.out(String(decoding: answer.serialized(), as: UTF8.self)) }
      PluginTable.print(answer.array ?? [])
    }
  }

  struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what a file says about itself, and whether this host would load it.",
      discussion: "Nothing of the file is executed.")
    @Argument(help: "The library, NAME.so.") var file: String

    func run() async throws {
      do {
        InspectionText.print(try PluginInspection(path: file, host: .this))
      } catch {
        throw Exit.failing("\(error)")
      }
    }
  }

  struct Reload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Load a plugin's files again, or look at the whole folder.")
    @Argument(help: "The plugin's file name without .so. Without it the folder is looked at.") var name:
      String?
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      guard let name else {
        _ = try Control.call(options, "plugins.rescan")
        return
      }
      let answer = try Control.call(options, "plugins.reload", .object([JSONMember("name", .string(name))]))
      PluginTable.print([answer])
      if answer["reason"]?.string?.isEmpty == false { throw Exit.failure }
    }
  }

  struct Unload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End a plugin until its files change or it is reloaded.")
    @Argument(help: "The plugin's file name without .so.") var name: String
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let answer = try Control.call(options, "plugins.unload", .object([JSONMember("name", .string(name))]))
      PluginTable.print([answer])
    }
  }
}

/// The table of `roost plugins list`.
enum PluginTable {
  static func print(_ plugins: [JSONValue]) {
    let header = [
      "NAME", "ID", "VERSION", "GENERATION", "STATE", "RUNS", "MEMORY", "FILES", "CALLS", "CRASHES",
      "IN HAND",
      "WAITING",
      "LATE/TWICE/NEVER",
    ]
    let rows = plugins.map { plugin in
      [
        plugin["name"]?.string ?? "", plugin["id"]?.string ?? "", plugin["version"]?.string ?? "",
        "\(plugin["generation"]?.int ?? 0)", plugin["state"]?.string ?? "", place(of: plugin),
        plugin["memory"]?.int.map(megabytes) ?? "", plugin["files"]?.int.map(megabytes) ?? "",
        "\(plugin["calls"]?.int ?? 0)",
        "\(plugin["crashes"]?.int ?? 0)", "\(plugin["in_hand"]?.int ?? 0)",
        "\(plugin["waiting"]?.int ?? 0)",
        "\(plugin["late"]?.int ?? 0)/\(plugin["twice"]?.int ?? 0)/\(plugin["never"]?.int ?? 0)",
      ]
    }
    TextTable.print(header, rows)
    for plugin in plugins {
      guard let reason = plugin["reason"]?.string, !reason.isEmpty else { continue }
      Terminal.out("\n\(plugin["name"]?.string ?? ""): \(reason)")
    }
    for plugin in plugins {
      let missing = (plugin["missing"]?.array ?? []).compactMap(\.string)
      guard !missing.isEmpty else { continue }
      let name = plugin["name"]?.string ?? ""
      Terminal.out("\n\(name): no plugin provides \(missing.joined(separator: ", ")), which it requires")
    }
  }
}

extension PluginTable {
  /// With one decimal: `3.4 MB`.
  private static func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes * 10 + (1 << 19)) >> 20
    return "\(tenths / 10).\(tenths % 10) MB"
  }

  /// Where its code runs: `worker 4711`, `inline`.
  private static func place(of plugin: JSONValue) -> String {
    let isolation = plugin["isolation"]?.string ?? ""
    return plugin["pid"]?.int.map { "\(isolation) \($0)" } ?? isolation
  }
}

/// What `roost plugins inspect` shows.
enum InspectionText {
  static func print(_ inspection: PluginInspection) {
    let manifest = inspection.manifest
    Terminal.out("\(manifest.id) \(manifest.version)\(manifest.summary.map { " — \($0)" } ?? "")")
    line("authors", manifest.authors.joined(separator: ", "))
    line("licence", manifest.license ?? "")
    line("abi", "\(inspection.content.abi)")
    line("runtime", "\(inspection.content.runtime)")
    line("toolchain", inspection.content.toolchain ?? "")
    for capability in manifest.capabilities { line("asks for", "\(capability.name): \(capability.reason)") }
    line("provides", manifest.services.provides.joined(separator: ", "))
    line("requires", manifest.services.requires.joined(separator: ", "))
    line("hand-over", manifest.handover.rawValue)
    let returns = manifest.state.returns.isEmpty ? "" : ", returns to \(manifest.state.returns)"
    line("state", "writes \(manifest.state.writes), reads \(manifest.state.reads)\(returns)")
    line("needs", inspection.image.needed.joined(separator: ", "))
  }

  private static func line(_ name: String, _ value: String) {
    guard !value.isEmpty else { return }
    Terminal.out("  \(name): \(value)")
  }
}
