@testable import HostBridge
import Foundation
import Testing

/// The functions of real files, judged by binutils.
@Suite struct CrashSymbolTableTests {
  private let shop: PluginWorkshop

  init() throws { shop = try PluginWorkshop() }

  private static let source = """
    static __attribute__((noinline)) int hidden(int a) { __asm__ volatile(""); return a * 3 + 1; }
    __attribute__((visibility("default"))) int sell(int a) { return hidden(a) - hidden(a + 1); }
    __attribute__((visibility("default"), weak)) int maybe(int a) { return hidden(a) + 7; }
    __attribute__((visibility("default"), alias("sell"))) int trade(int a);
    int number = 5;

    """

  /// A symbol as `nm -S` prints it.
  private struct Listed {
    let address: UInt64
    let size: UInt64
    let name: String
  }

  private func functions(_ path: String, _ flags: [String] = []) throws -> [Listed] {
    try shop.run(["nm", "-S", "--defined-only", "--without-symbol-versions"] + flags + [path])
      .split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        guard words.count == 4, ["t", "T", "W", "i"].contains(words[2]),
          let address = UInt64(words[0], radix: 16), let size = UInt64(words[1], radix: 16), size > 0
        else { return nil }
        return Listed(address: address, size: size, name: words[3])
      }
  }

  /// Each function is found at its first and last byte, by one of the names of that address.
  private func expect(_ table: SymbolTable, has listed: [Listed]) {
    #expect(!listed.isEmpty)
    let names = Dictionary(grouping: listed, by: \.address).mapValues { Set($0.map(\.name)) }
    for function in listed {
      let match = table.lookup(address: function.address)
      #expect(match?.offset == 0)
      #expect(match.map { names[function.address]?.contains($0.name) == true } == true, "\(function)")
    }
    for (address, listed) in Dictionary(grouping: listed, by: \.address) where listed.count == 1 {
      let match = table.lookup(address: address + listed[0].size - 1)
      #expect(match == SymbolMatch(name: listed[0].name, offset: listed[0].size - 1))
    }
  }

  @Test(arguments: [
    ["-g"], ["-Wl,--build-id=md5", "-O2"], ["-Wl,--hash-style=sysv"], ["-Wl,-Ttext-segment=0x400000"],
  ]) func `what nm lists is found`(flags: [String]) throws {
    let path = try shop.library(Self.source, flags)
    let table = try SymbolTable(shop.bytes(path))
    #expect(table.origin == .symbols)
    try expect(table, has: functions(path))
    let image = try ELFImage(shop.bytes(path))
    #expect(table.buildID == image.buildID)
    #expect(table.lookup(address: 0) == nil)
    #expect(table.lookup(address: .max) == nil)
    let number = try shop.run(["nm", path]).split(separator: "\n").first { $0.hasSuffix(" number") }
    let address = try #require(number.flatMap { UInt64($0.prefix(16), radix: 16) })
    #expect(table.lookup(address: address) == nil, "data are no code")
  }

  @Test func `a byte of the file is not its address`() throws {
    let path = try shop.library(Self.source, ["-Wl,-Ttext-segment=0x400000"])
    let table = try SymbolTable(shop.bytes(path))
    let sell = try #require(try functions(path).first { $0.name == "hidden" })
    #expect(table.lookup(fileOffset: sell.address - 0x400000 + 2) == SymbolMatch(name: "hidden", offset: 2))
    #expect(table.lookup(fileOffset: sell.address) == nil)
    #expect(table.lookup(fileOffset: .max) == nil)
  }

  @Test func `a stripped file names what it exports`() throws {
    let path = try shop.library(Self.source, ["-Wl,--build-id"])
    let all = try functions(path)
    let buildID = try SymbolTable(shop.bytes(path)).buildID
    try shop.run(["strip", "--strip-all", path])
    let table = try SymbolTable(shop.bytes(path))
    #expect(table.origin == .dynamicSymbols)
    try expect(table, has: functions(path, ["-D"]))
    let hidden = try #require(all.first { $0.name == "hidden" })
    #expect(table.lookup(address: hidden.address) == nil, "a name would be a guess")
    #expect(table.buildID == buildID)
    #expect(buildID?.count == 40)
  }

  @Test(arguments: ["sysv", "gnu", "both"])
  func `without section headers the loader's table is read`(style: String) throws {
    let path = try shop.library(Self.source, ["-Wl,--hash-style=\(style)"])
    let exported = try functions(path, ["-D"])
    var bytes = try shop.bytes(path)
    for offset in Array(40..<48) + Array(60..<64) { bytes[offset] = 0 }
    let table = try SymbolTable(bytes)
    #expect(table.origin == .dynamicSegment)
    expect(table, has: exported)
  }

  @Test func `a program of fixed addresses is read`() throws {
    try shop.write("int main(void) { return 0; }\n".utf8, to: "main.c")
    try shop.run(["cc", "-no-pie", "main.c", "-o", "program"])
    let bytes = try shop.bytes(shop.path("program"))
    let table = try SymbolTable(bytes)
    try expect(table, has: functions(shop.path("program")))
    #expect(throws: ELFError.self) { try ELFImage(bytes) }
  }

  @Test func `a function without a size ends at the next or with its section`() throws {
    let path = try shop.library(
      """
      __asm__(".section .text.one,\\"ax\\",@progbits\\n.type one,@function\\none: nop\\nnop\\nnop\\nnop\\n"
              ".type two,@function\\n.size two,2\\ntwo: nop\\nnop\\nnop\\n"
              ".type three,@function\\nthree: nop\\nnop\\n"
              ".section .last,\\"ax\\",@progbits\\nnop\\n");

      """, ["-Wl,--unique=.text.one"])
    let table = try SymbolTable(shop.bytes(path))
    let list = try shop.run(["nm", path]).split(separator: "\n")
    func address(_ name: String) throws -> UInt64 {
      try #require(list.first { $0.hasSuffix(" \(name)") }.flatMap { UInt64($0.prefix(16), radix: 16) })
    }
    let one = try address("one")
    #expect(table.lookup(address: one + 3) == SymbolMatch(name: "one", offset: 3))
    #expect(table.lookup(address: one + 4) == SymbolMatch(name: "two", offset: 0))
    #expect(table.lookup(address: one + 6) == nil, "behind its two bytes")
    #expect(table.lookup(address: one + 8) == SymbolMatch(name: "three", offset: 1))
    #expect(table.lookup(address: one + 9) == nil, "its section has ended")
  }

  /// A label within a function, with a size of its own, hides only its own bytes.
  @Test func `a function goes on behind one within it`() throws {
    let path = try shop.library(
      """
      __asm__(".text\\n.type outer,@function\\n.size outer,8\\n.type inner,@function\\n.size inner,2\\n"
              "outer: nop\\nnop\\ninner: nop\\nnop\\nnop\\nnop\\nnop\\nnop\\n");

      """)
    let table = try SymbolTable(shop.bytes(path))
    let outer = try #require(try functions(path).first { $0.name == "outer" })
    #expect(table.lookup(address: outer.address + 3) == SymbolMatch(name: "inner", offset: 1))
    #expect(table.lookup(address: outer.address + 5) == SymbolMatch(name: "outer", offset: 5))
  }

  /// Neither a label that is no function, nor a function among data.
  @Test func `only functions in executable code count`() throws {
    let path = try shop.library(
      """
      __asm__(".section .code,\\"ax\\",@progbits\\n.size label,4\\nlabel: nop\\nnop\\nnop\\nnop\\n"
              ".data\\n.type odd,@function\\n.size odd,4\\nodd: .long 1\\n");

      """)
    let table = try SymbolTable(shop.bytes(path))
    let list = try shop.run(["nm", path]).split(separator: "\n")
    for name in ["label", "odd"] {
      let line = try #require(list.first { $0.hasSuffix(" \(name)") })
      let address = try #require(UInt64(line.prefix(16), radix: 16))
      #expect(table.lookup(address: address)?.name != name)
    }
  }

  /// The libraries of the machine, which no test wrote.
  @Test func `the functions of the machine's libraries are found`() throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let paths = try shop.run(["ldd", tests]).split(whereSeparator: \.isWhitespace).map(String.init)
      .filter { path in ["/libm.so.6", "/libswiftCore.so"].contains { path.hasSuffix($0) } }
    #expect(paths.count == 2)
    for path in paths {
      let table = try SymbolTable(shop.bytes(path))
      let listed = try functions(path, ["-D"])
      #expect(table.count <= listed.count + 100 || table.origin == .symbols)
      let missing = listed.filter { table.lookup(address: $0.address)?.offset != 0 }
      #expect(missing.isEmpty, "\(path)")
    }
  }
}
