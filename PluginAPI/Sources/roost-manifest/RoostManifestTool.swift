import Glibc
import RoostManifestFormat

/// Turns `plugin.json` into what a plugin carries, at build time.
@main
enum RoostManifestTool {
  static func main() {
    do throws(ToolError) {
      try run(Arguments(Array(CommandLine.arguments.dropFirst())))
    } catch {
      File.standardError(error.lines.map { $0 + "\n" }.joined())
      exit(error.isUsage ? 64 : 1)
    }
  }

  private static func run(_ arguments: consuming Arguments) throws(ToolError) {
    switch arguments.command {
    case "swift": try swift(&arguments)
    case "toolchain": try toolchain(&arguments)
    case "encode": try encode(&arguments)
    default: throw ToolError.usage("unknown command \"\(arguments.command)\"")
    }
  }

  /// `swift PLUGIN_JSON OUTPUT.swift --module NAME [--runtime private|shared] [--swiftc PATH]`
  private static func swift(_ arguments: inout Arguments) throws(ToolError) {
    let module = try arguments.option("--module")
    let runtime = try arguments.option("--runtime") ?? "shared"
    let compiler = try arguments.option("--swiftc")
    let (input, output) = try arguments.files()
    guard let runtime = ManifestContent.Runtime(rawValue: runtime), runtime != .none else {
      throw ToolError.usage("--runtime is private or shared")
    }
    guard let module else { throw ToolError.usage("swift needs --module NAME") }
    let source = try ManifestFile(input)
    guard let principal = source.manifest.principal else {
      throw source.error(
        line: 1, "principal is missing",
        hint: "add \"principal\": \"TYPE\", the type in \(module) that conforms to Plugin")
    }
    let toolchain = try Toolchain.id(compiler: compiler)
    let chunks = try source.chunks(runtime: runtime, toolchain: toolchain)
    try File.write(SwiftSource.plugin(chunks: chunks, principal: principal), to: output)
  }

  /// `toolchain OUTPUT.swift [--access internal|package|public] [--swiftc PATH]`
  private static func toolchain(_ arguments: inout Arguments) throws(ToolError) {
    let access = try arguments.option("--access") ?? "internal"
    let compiler = try arguments.option("--swiftc")
    let output = try arguments.file()
    guard ["internal", "package", "public"].contains(access) else {
      throw ToolError.usage("--access is internal, package or public")
    }
    let id = try Toolchain.id(compiler: compiler)
    try File.write(SwiftSource.toolchain(id, access: access), to: output)
  }

  /// `encode PLUGIN_JSON OUTPUT.bin --runtime none|private|shared [--toolchain ID]`
  private static func encode(_ arguments: inout Arguments) throws(ToolError) {
    let runtime = try arguments.option("--runtime")
    let toolchain = try arguments.option("--toolchain")
    let (input, output) = try arguments.files()
    guard let runtime = ManifestContent.Runtime(rawValue: runtime ?? "") else {
      throw ToolError.usage("encode needs --runtime none, private or shared")
    }
    let chunks = try ManifestFile(input).chunks(runtime: runtime, toolchain: toolchain)
    var bytes: [UInt8] = []
    for chunk in chunks {
      bytes += chunk
      while bytes.count % 8 != 0 { bytes.append(0) }
    }
    try File.write(bytes, to: output)
  }
}
