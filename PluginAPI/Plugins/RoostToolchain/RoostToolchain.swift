import Foundation
import PackagePlugin

/// Gives a target the constant `toolchainID`: the tag of the compiler that builds it.
@main
struct RoostToolchain: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let output = context.pluginWorkDirectoryURL.appending(path: "RoostToolchain.swift")
    let compiler = try? context.tool(named: "swiftc").url
    return [
      .buildCommand(
        displayName: "Writing the toolchain's id for \(target.name)",
        executable: try context.tool(named: "roost-manifest").url,
        arguments: ["toolchain", output.path] + (compiler.map { ["--swiftc", $0.path] } ?? []),
        // The compiler is an input because its tag is what is written.
        inputFiles: compiler.map { [$0] } ?? [],
        outputFiles: [output])
    ]
  }
}
