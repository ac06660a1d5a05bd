import HostBridge
import Foundation
import RoostManifestFormat
import Testing

/// Builds plugins for a test, in a folder that goes away with it.
final class PluginWorkshop {
  /// The folder; its path holds no symbolic links.
  let folder: String

  /// Where the contract's headers are.
  static let headers = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "PluginAPI/Sources/CRoost/include").path

  /// A host like this process, whose toolchain is called `test-toolchain`.
  static let host = PluginHost(version: SemanticVersion(0, 1, 0), toolchain: "test-toolchain")

  /// The entry function, in C.
  static let entry = """
    #include "roost/abi.h"
    #include "roost/manifest.h"
    ROOST_EXPORT const roost_plugin *roost_plugin_entry(void) {
      static const roost_plugin plugin = {sizeof(roost_plugin)};
      return &plugin;
    }

    """

  /// The smallest manifest.
  static let json = #"{"id": "shop", "version": "1.0.0"}"#

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "roost-elf-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A file's path.
  func path(_ name: String) -> String { folder + "/" + name }

  /// Writes a file and returns its path.
  @discardableResult func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  /// A file's bytes.
  func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

  /// Runs a program, looked up on PATH; returns what it prints. It must succeed.
  @discardableResult func run(_ words: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let printed = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(words.joined(separator: " ")): \(printed)")
    return printed
  }

  /// Compiles C into a shared object; the manifest's macro finds files of the folder.
  @discardableResult func library(
    _ source: String, _ flags: [String] = [], named name: String = "shop.so"
  ) throws -> String {
    try write(source.utf8, to: name + ".c")
    try run(
      [
        "cc", "-shared", "-fPIC", "-fvisibility=hidden", "-I", Self.headers, "-Wa,-I,.", name + ".c", "-o",
        name,
      ]
        + flags)
    return path(name)
  }

  /// A plugin in C whose manifest is written by ROOST_MANIFEST.
  func plugin(json: String = json, source: String = "", _ flags: [String] = []) throws -> String {
    try write(json.utf8, to: "plugin.json")
    return try library(Self.entry + "ROOST_MANIFEST(\"plugin.json\");\n" + source, flags)
  }

  /// A plugin whose manifest section holds these bytes.
  func plugin(section: [UInt8], source: String = entry, _ flags: [String] = []) throws -> String {
    try write(section, to: "section.bin")
    let assembly = [
      #".pushsection .roost.manifest,\"a\",@progbits\n"#, #".balign 8\n"#, #".incbin \"section.bin\"\n"#,
      #".popsection\n"#,
    ].map { "\"\($0)\"" }.joined(separator: " ")
    return try library(source + "__asm__(\(assembly));\n", flags)
  }

  /// Why a file is refused; nil when it is not.
  static func refusal(_ path: String, host: PluginHost = host) -> PluginRefusal? {
    do throws(PluginRefusal) {
      _ = try PluginInspection(path: path, host: host)
      return nil
    } catch {
      return error
    }
  }
}
