import Foundation
import PackagePlugin

/// Puts a target's `plugin.json` into its binary, with the entry function the host calls.
@main
struct RoostManifest: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let manifest = target.directoryURL.appending(path: "plugin.json")
    guard FileManager.default.fileExists(atPath: manifest.path) else {
      Diagnostics.error(
        "\(target.directoryURL.path): no plugin.json in target \(target.name) — RoostManifest needs one "
          + "beside the sources — write {\"id\": \"…\", \"version\": \"0.1.0\", \"principal\": \"…\"}")
      return []
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "RoostManifest.swift")
    let compiler = try? context.tool(named: "swiftc").url
    // How it is linked only who builds it knows: -static-stdlib needs "private".
    let runtime = ProcessInfo.processInfo.environment["ROOST_PLUGIN_RUNTIME"].map { ["--runtime", $0] } ?? []
    return [
      .buildCommand(
        displayName: "Writing the manifest of \(target.name)",
        executable: try context.tool(named: "roost-manifest").url,
        arguments: ["swift", manifest.path, output.path, "--module", moduleName(target)]
          + runtime + (compiler.map { ["--swiftc", $0.path] } ?? []),
        // The compiler is an input because its tag is written into the output.
        inputFiles: [manifest] + (compiler.map { [$0] } ?? []),
        outputFiles: [output])
    ]
  }

  private func moduleName(_ target: any Target) -> String {
    (target as? any SourceModuleTarget)?.moduleName ?? target.name
  }
}
