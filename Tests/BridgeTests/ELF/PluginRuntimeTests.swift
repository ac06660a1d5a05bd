import HostBridge
import Foundation
import RoostManifestFormat
import Testing

/// Whose Swift runtime a plugin uses, and whether that can be.
@Suite struct PluginRuntimeTests {
  private let shop: PluginWorkshop

  init() throws { shop = try PluginWorkshop() }

  /// A plugin with that head, which needs libswiftCore.so or not. The library is the one this
  /// process has loaded; only its name is linked to.
  private func plugin(
    _ runtime: ManifestContent.Runtime, toolchain: String? = nil, needsCore: Bool
  ) throws -> String {
    let content = ManifestContent(
      runtime: runtime, toolchain: toolchain, json: Array(PluginWorkshop.json.utf8))
    try shop.library("int nothing;", ["-Wl,-soname,libswiftCore.so"], named: "libcore.so")
    let flags = needsCore ? ["-Wl,--no-as-needed", "libcore.so"] : []
    return try shop.plugin(section: content.chunks().flatMap { $0 }, flags)
  }

  @Test func `the host's own toolchain is accepted`() throws {
    #expect(PluginWorkshop.refusal(try plugin(.shared, toolchain: "test-toolchain", needsCore: true)) == nil)
  }

  @Test func `another toolchain is refused and both are named`() throws {
    let refusal = PluginWorkshop.refusal(try plugin(.shared, toolchain: "swift-5.9-RELEASE", needsCore: true))
    #expect(refusal?.what == "another Swift runtime")
    #expect(refusal?.reason == "built with swift-5.9-RELEASE, the host with test-toolchain")
  }

  @Test func `a runtime said to be shared must be`() throws {
    let refusal = PluginWorkshop.refusal(try plugin(.shared, toolchain: "test-toolchain", needsCore: false))
    #expect(refusal?.what == "undeclared Swift runtime")
  }

  @Test func `a runtime of its own needs a worker`() throws {
    let own = try plugin(.private, toolchain: "swift-5.9-RELEASE", needsCore: false)
    #expect(try PluginInspection(path: own, host: PluginWorkshop.host).needsWorker)
    let shared = try plugin(.shared, toolchain: "test-toolchain", needsCore: true)
    #expect(try !PluginInspection(path: shared, host: PluginWorkshop.host).needsWorker)
  }

  @Test func `Swift that is not declared is refused`() throws {
    #expect(PluginWorkshop.refusal(try plugin(.none, needsCore: true))?.what == "undeclared Swift runtime")
    #expect(PluginWorkshop.refusal(try plugin(.none, needsCore: false)) == nil)
  }

  /// The whole way: the build tool writes Swift, the compiler makes a plugin of it, and it reads back
  /// like the same `plugin.json` in C.
  @Test func `Swift and C carry the same manifest`() throws {
    let json =
      PluginWorkshop.json.dropLast() + ", \"principal\": \"Shop\"}" + String(repeating: " ", count: 9000)
    let inC = try PluginInspection(path: try shop.plugin(json: String(json)), host: PluginWorkshop.host)
    let sdk = """
      public protocol Plugin {}
      public func pluginDescriptor<P: Plugin>(for: P.Type) -> UnsafeRawPointer {
        UnsafeRawPointer(UnsafeMutableRawPointer.allocate(byteCount: 8, alignment: 8))
      }

      """
    try shop.write(sdk.utf8, to: "Roost.swift")
    try shop.write("import Roost\nstruct Shop: Plugin {}\n".utf8, to: "Shop.swift")
    try shop.write("{global: roost_plugin_entry; local: *;};".utf8, to: "exports.map")
    try shop.run([try buildTool(), "swift", "plugin.json", "Manifest.swift", "--module", "shop"])
    try shop.run([
      "swiftc", "-parse-as-library", "-emit-library", "-static", "-emit-module", "-module-name", "Roost",
      "Roost.swift", "-o", "libRoost.a",
    ])
    try shop.run([
      "swiftc", "-parse-as-library", "-emit-library", "-module-name", "shop", "-strict-memory-safety",
      "-warnings-as-errors", "-swift-version", "6", "-I", ".", "-L", ".", "-lRoost", "Manifest.swift",
      "Shop.swift", "-o", "swift.so", "-Xlinker", "--version-script=exports.map", "-Xlinker", "--gc-sections",
    ])
    try shop.run([try buildTool(), "toolchain", "Toolchain.swift"])
    let constant = String(decoding: try shop.bytes(shop.path("Toolchain.swift")), as: UTF8.self)
    var host = PluginWorkshop.host
    host.toolchain = String(try #require(constant.split(separator: "\"").dropFirst().first))
    let inSwift = try PluginInspection(path: shop.path("swift.so"), host: host)
    #expect(inSwift.manifest == inC.manifest)
    #expect(inSwift.content.json == inC.content.json)
    #expect(inSwift.content.runtime == .shared)
    #expect(PluginWorkshop.refusal(shop.path("swift.so"))?.what == "another Swift runtime")
  }

  /// `roost-manifest`, which the build puts beside the tests, under one name or the other.
  private func buildTool() throws -> String {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let build = URL(fileURLWithPath: tests).deletingLastPathComponent()
    let candidates = ["roost-manifest", "roost-manifest-tool"].map { build.appending(path: $0).path }
    return try #require(
      candidates.first { FileManager.default.isExecutableFile(atPath: $0) }, "not built: \(candidates)")
  }
}
