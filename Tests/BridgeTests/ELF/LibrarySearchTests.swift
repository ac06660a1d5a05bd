@testable import HostBridge
import Foundation
import Testing

/// Whether the libraries a plugin needs can be found.
@Suite struct LibrarySearchTests {
  private let shop: PluginWorkshop

  init() throws { shop = try PluginWorkshop() }

  /// A plugin that needs `libpart.so`, which lies in the folder `parts`.
  private func plugin(_ flags: [String] = []) throws -> String {
    try shop.run(["mkdir", "-p", "parts"])
    try shop.library("int part;", ["-Wl,-soname,libpart.so"], named: "parts/libpart.so")
    return try shop.plugin(["-Wl,--no-as-needed", "parts/libpart.so"] + flags)
  }

  @Test func `a library that is nowhere is named`() throws {
    let refusal = PluginWorkshop.refusal(try plugin())
    #expect(refusal?.what == "missing library")
    #expect(refusal?.reason.contains("libpart.so") == true)
    #expect(refusal?.hint.contains("LD_LIBRARY_PATH") == true)
  }

  @Test(arguments: ["$ORIGIN/parts", "${ORIGIN}/parts", "/nowhere:$ORIGIN/parts"])
  func `a library beside the plugin is found`(runpath: String) throws {
    for tags in ["-Wl,--enable-new-dtags", "-Wl,--disable-new-dtags"] {
      #expect(PluginWorkshop.refusal(try plugin(["-Wl,-rpath,\(runpath)", tags])) == nil)
    }
  }

  @Test func `the folder it will be opened from decides`() throws {
    let path = try plugin(["-Wl,-rpath,$ORIGIN/parts"])
    #expect(throws: PluginRefusal.self) {
      try PluginInspection(path: path, origin: "/nowhere", host: PluginWorkshop.host)
    }
  }

  @Test func `a folder the host adds is searched`() throws {
    var host = PluginWorkshop.host
    host.libraries = LibrarySearch(extraFolders: [shop.path("parts")])
    #expect(PluginWorkshop.refusal(try plugin(), host: host) == nil)
  }

  @Test func `a library for another machine is passed over`() throws {
    let path = try plugin(["-Wl,-rpath,$ORIGIN/parts"])
    var library = try shop.bytes(shop.path("parts/libpart.so"))
    library[18] ^= 0xff
    try shop.write(library, to: "parts/libpart.so")
    #expect(PluginWorkshop.refusal(path)?.what == "missing library")
  }

  @Test func `the loader's cache knows what ldconfig lists`() throws {
    let listed = try shop.run(["/sbin/ldconfig", "-p"]).split(separator: "\n").dropFirst().compactMap {
      line in
      let words = line.split(separator: " ")
      return words.count >= 3 && words[words.count - 2] == "=>"
        ? (name: words[0].filter { $0 != "\t" }, path: String(words[words.count - 1])) : nil
    }
    #expect(!listed.isEmpty)
    for library in listed.prefix(20) {
      #expect(LoaderCache.paths(of: library.name).contains(library.path), "\(library)")
    }
    #expect(LoaderCache.paths(of: "libnowhere.so.7").isEmpty)
  }

  @Test func `a cache that is torn or absent is empty`() throws {
    let cache = try shop.bytes("/etc/ld.so.cache")
    for size in [0, 10, 47, 48, 100, cache.count / 2] {
      let file = try shop.write(cache[..<size], to: "cache")
      _ = LoaderCache.paths(of: "libc.so.6", file: file)
    }
    #expect(LoaderCache.paths(of: "libc.so.6", file: shop.path("absent")).isEmpty)
    let file = try shop.write(cache[..<100], to: "cache")
    #expect(LoaderCache.paths(of: "libc.so.6", file: file).isEmpty)
    #expect(!LoaderCache.paths(of: "libc.so.6").isEmpty)
  }
}
