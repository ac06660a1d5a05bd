import HostBridge
import Foundation
import RoostManifestFormat
import Testing

/// What is known about a plugin before anything of it is executed.
@Suite struct PluginInspectionTests {
  private let shop: PluginWorkshop

  init() throws { shop = try PluginWorkshop() }

  /// The refusal, which is one line of four parts, the second of which names the file.
  private func refusal(_ path: String, host: PluginHost = PluginWorkshop.host) throws -> PluginRefusal {
    let refusal = try #require(PluginWorkshop.refusal(path, host: host), "it was accepted")
    let parts = refusal.description.components(separatedBy: " — ")
    #expect(parts.count == 4 && parts[1].hasPrefix(path), "\(refusal)")
    #expect(!refusal.description.contains("\n") && parts.allSatisfy { !$0.isEmpty })
    return refusal
  }

  private func section(_ content: ManifestContent) throws -> [UInt8] {
    try content.chunks().flatMap { $0 + Array(repeating: 0, count: (8 - $0.count % 8) % 8) }
  }

  private var json: [UInt8] { Array(PluginWorkshop.json.utf8) }

  @Test func `a plugin in C is understood`() throws {
    let plugin = try PluginInspection(path: try shop.plugin(), host: PluginWorkshop.host)
    #expect(plugin.manifest.id == "shop")
    #expect(plugin.content == ManifestContent(runtime: .none, json: json))
    #expect(plugin.image.exports.otherCount == 0)
  }

  /// The head in front of the JSON has 34 bytes, so these are the sizes of the whole content.
  @Test(arguments: [4095, 4096, 4097, 65_536, 262_144])
  func `a manifest of any size up to the limit is read`(size: Int) throws {
    let head = "abi=0.1\nhost=0.1.0\nruntime=none\n\n"
    let text =
      PluginWorkshop.json + String(repeating: " ", count: size - head.count - PluginWorkshop.json.count)
    let plugin = try PluginInspection(path: try shop.plugin(json: text), host: PluginWorkshop.host)
    #expect(plugin.content.json == Array(text.utf8))
    #expect(head.utf8.count + plugin.content.json.count == size)
    let chunked = try shop.plugin(section: section(plugin.content))
    #expect(try PluginInspection(path: chunked, host: PluginWorkshop.host).content == plugin.content)
  }

  @Test(arguments: [262_145, 600_000]) func `a manifest above the limit is refused`(size: Int) throws {
    let text = PluginWorkshop.json + String(repeating: " ", count: size - 33 - PluginWorkshop.json.count)
    let what = try refusal(shop.plugin(json: text)).what
    #expect(["manifest too large", "oversized ELF file"].contains(what))
  }

  @Test func `a file cut short anywhere is refused`() throws {
    let bytes = try shop.bytes(shop.plugin())
    let cuts = Array(stride(from: 0, to: bytes.count, by: 61)) + Array(bytes.count - 64..<bytes.count)
    for cut in cuts {
      #expect(throws: PluginRefusal.self, "at \(cut)") {
        try PluginInspection(Array(bytes[..<cut]), path: "shop.so", host: PluginWorkshop.host)
      }
    }
  }

  /// An offset in the ELF header, what is written there, and what it is refused for.
  @Test(arguments: [
    (0, 0x7e, "not an ELF file"), (4, 1, "another kind of ELF file"), (5, 2, "another kind of ELF file"),
    (6, 2, "another kind of ELF file"), (16, 2, "not a shared object"), (18, 8, "another machine's code"),
    (18, ELFMachine.host == .x86_64 ? 183 : 62, "another machine's code"),
  ]) func `another kind of file is refused`(offset: Int, value: UInt8, what: String) throws {
    var bytes = try shop.bytes(shop.plugin())
    bytes[offset] = value
    #expect(try refusal(shop.write(bytes, to: "other.so")).what == what)
  }

  @Test func `what is not a file of ours is refused`() throws {
    #expect(try refusal(shop.write([], to: "empty.so")).what == "not an ELF file")
    #expect(try refusal(shop.write("hello".utf8, to: "text.so")).what == "not an ELF file")
    #expect(try refusal(shop.path("absent.so")).what == "unreadable file")
    #expect(try refusal(shop.folder).what == "unreadable file")
    try shop.run(["mkfifo", "pipe.so"])
    #expect(try refusal(shop.path("pipe.so")).what == "unreadable file")
  }

  @Test func `a library without a manifest is refused`() throws {
    #expect(try refusal(shop.library(PluginWorkshop.entry)).what == "no manifest")
    #expect(try refusal(shop.plugin(section: [0, 0, 0, 0, 0, 0, 0, 0])).what == "no manifest")
  }

  @Test func `a torn manifest is refused`() throws {
    let whole = try section(ManifestContent(runtime: .none, json: json + Array(repeating: 0x20, count: 9000)))
    #expect(try refusal(shop.plugin(section: Array(whole[..<5000]))).what == "torn manifest chunk")
    #expect(try refusal(shop.plugin(section: Array(whole[4096...]))).what == "missing manifest chunk")
    #expect(try refusal(shop.plugin(section: whole + whole)).what == "duplicate manifest chunk")
    var flipped = whole
    flipped[6000] ^= 1
    #expect(try refusal(shop.plugin(section: flipped)).what == "damaged manifest")
  }

  @Test func `a manifest used twice is refused`() throws {
    let twice = try shop.plugin(source: "ROOST_MANIFEST(\"plugin.json\");\n")
    #expect(try refusal(twice).what == "duplicate manifest chunk")
  }

  @Test func `a wrong manifest is refused with all its problems`() throws {
    let refused = try refusal(shop.plugin(json: #"{"id": "Shop", "verison": "1"}"#))
    #expect(refused.what == "wrong manifest")
    #expect(refused.reason.contains("verison") && refused.reason.contains("id:"))
    let broken = try refusal(shop.plugin(json: "{\n  \"id\": }"))
    #expect(broken.what == "wrong manifest")
    #expect(broken.location.hasSuffix("plugin.json line 2"))
  }

  @Test func `another ABI is refused before its manifest is judged`() throws {
    let newer = ManifestContent(abi: .init(major: 0, minor: 2), runtime: .none, json: Array("?".utf8))
    #expect(try refusal(shop.plugin(section: section(newer))).what == "another ABI")
  }

  @Test func `a host that is too old is told so`() throws {
    let newer = ManifestContent(host: SemanticVersion(0, 2, 0), runtime: .none, json: json)
    let path = try shop.plugin(section: section(newer))
    #expect(try refusal(path).what == "host too old")
    var host = PluginWorkshop.host
    host.version = SemanticVersion(0, 2, 0)
    #expect(PluginWorkshop.refusal(path, host: host) == nil)
  }

  @Test func `the entry must be exported, as a function, alone`() throws {
    let manifest = "#include \"roost/manifest.h\"\nROOST_MANIFEST(\"plugin.json\");\n"
    try shop.write(json, to: "plugin.json")
    #expect(try refusal(shop.library(manifest)).what == "no entry function")
    let hidden = manifest + "int roost_plugin_entry(void) { return 0; }\n"
    #expect(try refusal(shop.library(hidden)).what == "no entry function")
    let data = manifest + "__attribute__((visibility(\"default\"))) int roost_plugin_entry = 1;\n"
    #expect(try refusal(shop.library(data)).what == "no entry function")
    let imported = "extern int roost_plugin_entry(void);\nint (*entry)(void) = roost_plugin_entry;\n"
    let importing = try shop.library(manifest + imported, ["-fvisibility=default"])
    #expect(try refusal(importing).what == "no entry function")
  }

  @Test(arguments: ["--hash-style=sysv", "--hash-style=gnu", "--hash-style=both"])
  func `a second exported symbol is named`(style: String) throws {
    let second = (1...5).map { "ROOST_EXPORT int also_\($0)(void) { return 0; }\n" }.joined()
    let refused = try refusal(shop.plugin(source: second, ["-Wl,\(style)"]))
    #expect(refused.what == "more than one exported symbol")
    #expect(refused.reason.contains("also_") && refused.reason.hasSuffix("and 2 more"))
    let weak = try shop.plugin(source: "ROOST_EXPORT __attribute__((weak)) int w;\n", ["-Wl,\(style)"])
    #expect(try refusal(weak).reason.hasSuffix("exports w"))
    #expect(PluginWorkshop.refusal(try shop.plugin(["-Wl,\(style)"])) == nil)
  }

  @Test func `a version script leaves one symbol`() throws {
    for script in [
      "{global: roost_plugin_entry; local: *;};", "ROOST {global: roost_plugin_entry; local: *;};",
    ] {
      try shop.write(script.utf8, to: "exports.map")
      let path = try shop.plugin(
        source: "ROOST_EXPORT int other(void) { return 0; }\n", ["-Wl,--version-script=exports.map"])
      #expect(PluginWorkshop.refusal(path) == nil)
    }
  }

  @Test func `static thread-local storage is refused`() throws {
    let source = "__thread int counter; int next(void) { return ++counter; }\n"
    #expect(try refusal(shop.plugin(source: source, ["-ftls-model=initial-exec"])).what == "static TLS")
    #expect(PluginWorkshop.refusal(try shop.plugin(source: source)) == nil)
  }

  @Test func `an executable stack is refused`() throws {
    #expect(try refusal(shop.plugin(["-Wl,-z,execstack"])).what == "executable stack")
  }

  @Test func `what cannot be opened is refused`() throws {
    #expect(try refusal(shop.plugin(["-Wl,-z,nodlopen"])).what == "not a shared object")
    let executable = try shop.library(PluginWorkshop.entry + "int main(void) { return 0; }\n")
    try shop.run(["cc", "-pie", "-fPIE", "-I", PluginWorkshop.headers, executable + ".c", "-o", "tool"])
    #expect(throws: PluginRefusal.self) {
      try PluginInspection(path: shop.path("tool"), host: PluginWorkshop.host)
    }
    #expect(try ELFImage(shop.bytes(shop.path("tool"))).refusesOpening)
  }

  @Test func `a newer glibc than the machine has is refused`() throws {
    let path = try shop.plugin(source: "#include <stdlib.h>\nvoid *take(void) { return malloc(9); }\n")
    #expect(PluginWorkshop.refusal(path) == nil)
    var host = PluginWorkshop.host
    host.glibc = GlibcVersion(2, 1)
    let refused = try refusal(path, host: host)
    #expect(refused.what == "glibc too old")
    #expect(refused.reason.contains("this machine has 2.1"))
  }

  @Test func `nothing of a plugin is executed`() throws {
    let source = """
      #include <fcntl.h>
      __attribute__((constructor)) static void leave_a_trace(void) { creat("\(shop.path("trace"))", 0600); }

      """
    try shop.library(source, named: "libtrace.so")
    let path = try shop.plugin(
      source: source, ["-Wl,--no-as-needed", "libtrace.so", "-Wl,-rpath,\(shop.folder)"])
    _ = try PluginInspection(path: path, host: PluginWorkshop.host)
    #expect(!FileManager.default.fileExists(atPath: shop.path("trace")))
  }
}
