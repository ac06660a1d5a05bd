import Foundation
import HostBridge
import Testing

@Suite struct CrashDemanglerTests {
  private let demangler = Demangler()

  @Test(arguments: [
    ("$s4Shop13CounterPluginC4bumpyS2iF", "CounterPlugin.bump(_:)"),
    ("_$s4Shop13CounterPluginC4bumpyS2iF", "CounterPlugin.bump(_:)"),
    ("$s4Shop2goyyFyyXEfU_", "closure #1 in go()"),
    ("$s4Shop13CounterPluginCfD", "CounterPlugin.__deallocating_deinit"),
    ("_ZNSt6vectorIiSaIiEE9push_backERKi", "std::vector<int, std::allocator<int> >::push_back(int const&)"),
    ("_Z4sellRKSs", "sell(std::string const&)"),
  ]) func `names are made readable`(name: String, text: String) {
    #expect(demangler.demangle(name) == text)
    #expect(demangler.readable(name) == text)
  }

  @Test func `the full style tells types and modules`() {
    let full = Demangler(style: .full)
    #expect(
      full.demangle("$s4Shop13CounterPluginC4bumpyS2iF")
        == "Shop.CounterPlugin.bump(Swift.Int) -> Swift.Int")
    #expect(full.demangle("_Z4sellRKSs") == "sell(std::string const&)")
  }

  @Test(arguments: [
    "", "main", "roost_plugin_entry", "$s", "$s4Shop", "$s999999Shop2goyyF", "_Z", "_Z99999999x",
    "_ZNSt6vector",
    "$sA", "$sA2048", "$s0", "$s00", "_ZS", "_ZT_", "_ZL", "$s\u{1}\u{2}\u{3}\u{4}\u{5}", "$s4Shop2goyyF ",
    "_TtC4Shop3Foo", "_Z3a\u{1b}bv", "_Z3größev",
  ]) func `what is no mangled name stays`(name: String) {
    #expect(demangler.demangle(name).map { !$0.isEmpty } ?? true)
    if !name.hasPrefix("$s4Shop") { #expect(demangler.demangle(name) == nil) }
  }

  /// Dictionaries whose key is the dictionary before and whose value is that again: 2 to the power of levels.
  private func swiftBomb(_ levels: Int) -> String {
    let letters = (0..<levels).map { Character(UnicodeScalar(UInt8(ascii: "C") + UInt8($0))) }
    let type = letters.reduce("SDyS2iG") { "SDy\($0)A\($1)G" }
    return "$s4main1fyy\(type)F"
  }

  /// Pairs of the pair before.
  private func cppBomb(_ levels: Int) -> String {
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return "_Z1fSt4pairIiiE" + (0..<levels).map { "S_IS\(digits[$0])_S\(digits[$0])_E" }.joined()
  }

  @Test func `a name whose text would explode is refused`() throws {
    let full = Demangler(style: .full)
    #expect(try #require(full.demangle(swiftBomb(3))).utf8.count > 400)
    #expect(try #require(full.demangle(cppBomb(3))).utf8.count > 200)
    // 115 bytes for 4 MB, and 26 MB of a few more.
    for bomb in [swiftBomb(16), swiftBomb(19), cppBomb(22), cppBomb(30)] {
      #expect(full.demangle(bomb) == nil)
      #expect(demangler.readable(bomb) == bomb)
    }
    // Repeats: 2000 of a reference, at three levels.
    #expect(full.demangle("$s4main1fyySDyS2iG_A2000Ct_SDyACACG_A2000Dt_SDyADADG_A2000EtF") == nil)
  }

  @Test func `input and output are bounded`() throws {
    let long = "$s4main" + "\(900)" + String(repeating: "a", count: 900) + "yyF"
    #expect(demangler.demangle(long) == String(repeating: "a", count: 900) + "()")
    let longer = "$s4main" + "\(1100)" + String(repeating: "a", count: 1100) + "yyF"
    #expect(demangler.demangle(longer) == nil)
    #expect(demangler.readable(longer).utf8.count == Demangler.longestText + "…".utf8.count)
    let wide = "$s4main1fyySi_" + String(repeating: "Si", count: 200) + "tF"
    let text = try #require(Demangler(style: .full).demangle(wide))
    #expect(text.utf8.count == Demangler.longestText + "…".utf8.count)
  }

  @Test func `text cannot break a line`() {
    #expect(demangler.readable("a\nb\u{1b}[31m\u{202e}c\u{2028}") == "a?b?[31m?c?")
    #expect(demangler.readable("größe") == "größe")
  }

  /// The guard is an estimate; it must not refuse what compilers write.
  @Test func `nearly all of the runtime's functions are named`() throws {
    let shop = try PluginWorkshop()
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let core = try #require(
      try shop.run(["ldd", tests]).split(whereSeparator: \.isWhitespace)
        .first { $0.hasSuffix("/libswiftCore.so") })
    let names = try shop.run(["nm", "-D", "--defined-only", String(core)]).split(separator: "\n")
      .compactMap { $0.split(separator: " ").last.map(String.init) }.filter { $0.hasPrefix("$s") }
    let some = stride(from: 0, to: names.count, by: 37).map { names[$0] }
    #expect(some.count > 200)
    let named = some.filter { demangler.demangle($0) != nil }
    #expect(named.count * 100 >= some.count * 95)
  }
}
