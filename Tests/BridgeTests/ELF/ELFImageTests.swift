@testable import HostBridge
import Foundation
import Testing

/// The reader of shared objects, judged by binutils.
@Suite struct ELFImageTests {
  private let shop: PluginWorkshop

  init() throws { shop = try PluginWorkshop() }

  /// The words in brackets of readelf's lines for a tag: `(NEEDED) Shared library: [libc.so.6]`.
  private func dynamic(_ tag: String, of path: String) throws -> [String] {
    try shop.run(["readelf", "-dW", path]).split(separator: "\n").filter { $0.contains("(\(tag))") }
      .compactMap { line in
        line.split(separator: "[").dropFirst().first?.split(separator: "]").first.map(String.init)
      }
  }

  @Test(arguments: [
    ["-Wl,-soname,libshop.so.1", "-Wl,-rpath,/opt/a:$ORIGIN", "-Wl,--no-as-needed", "-lm"],
    ["-Wl,-rpath,/opt/b", "-Wl,--disable-new-dtags"], ["-Wl,--build-id=md5", "-Wl,--hash-style=sysv"],
    ["-Wl,--build-id=none", "-g"],
  ]) func `what binutils finds is found`(flags: [String]) throws {
    let source = """
      #include <stdio.h>
      #include <stdlib.h>
      ROOST_EXPORT int f(void) { return puts("f"); }
      ROOST_EXPORT int g = 2;
      """
    let path = try shop.library(PluginWorkshop.entry + source, flags)
    let image = try ELFImage(shop.bytes(path))
    #expect(try image.needed == dynamic("NEEDED", of: path))
    #expect(try image.soname == dynamic("SONAME", of: path).first)
    #expect(try image.rpath == dynamic("RPATH", of: path).first)
    #expect(try image.runpath == dynamic("RUNPATH", of: path).first)
    #expect(image.exports.entryCount == 1)
    #expect(Set(image.exports.otherNames) == ["f", "g"])
    let notes = try shop.run(["readelf", "-nW", path]).split(separator: "\n")
    let buildID = notes.first { $0.contains("Build ID: ") }?.split(separator: " ").last.map(String.init)
    #expect(image.buildID == buildID)
    #expect(!image.asksExecutableStack && !image.usesStaticTLS && !image.refusesOpening)
  }

  @Test func `the highest glibc version is found`() throws {
    let source =
      "#include <time.h>\n#include <threads.h>\nint f(thrd_t t) { return thrd_equal(t, t) + (int)time(0); }\n"
    let path = try shop.library(PluginWorkshop.entry + source)
    let versions = try shop.run(["readelf", "-VW", path]).split(separator: "\n").compactMap { line in
      line.split(separator: " ").first { $0.hasPrefix("GLIBC_2") }.flatMap { GlibcVersion($0.dropFirst(6)) }
    }
    #expect(try ELFImage(shop.bytes(path)).glibc == versions.max())
    #expect(versions.max() != nil)
    #expect(GlibcVersion.running > GlibcVersion(2, 1))
  }

  /// The libraries of the machine, which no test wrote.
  @Test func `the symbols of the C library are counted right`() throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let paths = try shop.run(["ldd", tests]).split(whereSeparator: \.isWhitespace).map(String.init)
      .filter { path in ["/libc.so.6", "/libm.so.6", "/libswiftCore.so"].contains { path.hasSuffix($0) } }
    #expect(paths.count == 3)
    for path in paths {
      let image = try ELFImage(shop.bytes(path))
      let symbols = try shop.run(["nm", "-D", "--defined-only", path]).split(separator: "\n")
        .filter { line in line.split(separator: " ").dropFirst().first.map { !"Aabdrst".contains($0) } == true
        }
      #expect(image.exports.otherCount == symbols.count, "\(path)")
      #expect(image.manifest == nil)
    }
  }

  /// Every byte of the headers and tables set to a few values: refused or read, never a trap.
  @Test func `damage anywhere in the tables is survived`() throws {
    let bytes = try shop.bytes(shop.plugin())
    let tables = Int(bytes[40]) | Int(bytes[41]) << 8
    for offset in Array(0..<0x400) + Array(0x2e00..<min(0x3100, bytes.count)) + Array(tables..<bytes.count) {
      for value in [0, 1, 0x7f, 0x80, 0xff] as [UInt8] where bytes[offset] != value {
        var damaged = bytes
        damaged[offset] = value
        do throws(ELFError) {
          _ = try ELFImage(damaged)
        } catch {
          #expect(error.description.components(separatedBy: " — ").count == 4)
        }
      }
    }
  }

  @Test func `numbers that overflow are refused`() throws {
    let bytes = try shop.bytes(shop.plugin())
    let size = UInt64(bytes.count)
    let offsets: [UInt64] = [UInt64.max, UInt64.max - 7, 1 << 63, size - 1, size]
    for field in [32, 40] {
      for value in offsets {
        var damaged = bytes
        for place in 0..<8 { damaged[field + place] = UInt8(truncatingIfNeeded: value >> UInt64(8 * place)) }
        let error = #expect(throws: ELFError.self) { try ELFImage(damaged) }
        #expect(error?.code == .truncated)
      }
    }
  }

  @Test func `compressed or missing section names are refused or found absent`() throws {
    let bytes = try shop.bytes(shop.plugin())
    var stripped = bytes
    for offset in [40, 41, 42, 43, 44, 45, 46, 47, 60, 61, 62, 63] { stripped[offset] = 0 }
    #expect(try ELFImage(stripped).manifest == nil)
    var nameless = bytes
    nameless[62] = 0xfe
    nameless[63] = 0xfe
    #expect(throws: ELFError.self) { try ELFImage(nameless) }
  }

  @Test func `glibc versions are read and compared as numbers`() {
    #expect(GlibcVersion("2.9")! < GlibcVersion("2.36")!)
    #expect(GlibcVersion("2.2.5") == GlibcVersion(2, 2))
    #expect(GlibcVersion(symbol: "GLIBC_2.34") == GlibcVersion(2, 34))
    #expect(GlibcVersion(symbol: "GLIBC_ABI_DT_RELR") == GlibcVersion(2, 36))
    for text in ["", "2", "2.", "a.b", "2.3.4.5", "2.x.1", "2.3.x"] { #expect(GlibcVersion(text) == nil) }
    #expect(GlibcVersion(symbol: "GLIBC_PRIVATE") == nil)
    #expect(GlibcVersion(symbol: "GLIBCXX_3.4") == nil)
  }
}
