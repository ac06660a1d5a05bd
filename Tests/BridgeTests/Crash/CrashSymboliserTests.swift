@testable import HostBridge
import Foundation
import Testing

@Suite struct CrashSymboliserTests {
  private let shop: PluginWorkshop
  private let symboliser = Symboliser(demangler: Demangler())

  init() throws { shop = try PluginWorkshop() }

  private static let source = """
    __attribute__((visibility("default"), noinline)) int sell(int a) { __asm__ volatile(""); return a * 3; }
    __attribute__((visibility("default"), noinline)) int trade(int a) { return sell(a) + sell(a + 1); }

    """

  /// Where a function begins and how long it is, by `nm`; files here have the same offsets as addresses.
  private func place(_ name: String, in path: String) throws -> (start: UInt64, size: UInt64) {
    let lines = try shop.run(["nm", "-S", path]).split(separator: "\n").map { $0.split(separator: " ") }
    let line = try #require(lines.first { $0.last == name[...] })
    return (try #require(UInt64(line[0], radix: 16)), try #require(UInt64(line[1], radix: 16)))
  }

  private func frame(_ path: String, _ offset: UInt64) throws -> CrashFrame {
    CrashFrame(path: path, buildID: try SymbolTable(shop.bytes(path)).buildID, fileOffset: offset)
  }

  @Test func `Swift's methods are named as they are written`() throws {
    let source = """
      public final class CounterPlugin {
        var count = 0
        @inline(never) public func bump(_ by: Int) -> Int { count += by; return count }
      }

      """
    try shop.write(source.utf8, to: "Counter.swift")
    try shop.run([
      "swiftc", "-parse-as-library", "-emit-library", "-module-name", "Shop", "-Xlinker", "--build-id",
      "Counter.swift", "-o", "libcounter.so",
    ])
    let path = shop.path("libcounter.so")
    let bump = try place("$s4Shop13CounterPluginC4bumpyS2iF", in: path)
    let frames = try [frame(path, bump.start + 4), frame(path, bump.start + 41)]
    #expect(frames[0].buildID != nil)
    #expect(
      symboliser.lines(frames) == [
        "#0 CounterPlugin.bump(_:) + 4 in libcounter.so", "#1 CounterPlugin.bump(_:) + 41 in libcounter.so",
      ])
    #expect(
      Symboliser(demangler: nil).lines([frames[0]]) == [
        "#0 $s4Shop13CounterPluginC4bumpyS2iF + 4 in libcounter.so"
      ])
  }

  @Test func `a return address behind its function's end is the function's`() throws {
    let path = try shop.library(Self.source, ["-Wl,--build-id", "-O1", "-falign-functions=1"])
    let sell = try place("sell", in: path)
    let trade = try place("trade", in: path)
    #expect(trade.start == sell.start + sell.size, "the second follows at once")
    let frames = try [trade.start, trade.start, sell.start + 1].map { try frame(path, $0) }
    #expect(
      symboliser.lines(frames) == [
        "#0 trade + 0 in shop.so", "#1 sell + \(sell.size) in shop.so", "#2 sell + 1 in shop.so",
      ])
  }

  @Test func `a replaced file is not believed`() throws {
    let path = try shop.library(Self.source, ["-Wl,--build-id=0x0123456789abcdef"])
    let sell = try place("sell", in: path)
    let before = try frame(path, sell.start + 3)
    #expect(symboliser.lines([before]) == ["#0 sell + 3 in shop.so"])
    let upper = CrashFrame(path: path, buildID: "0123456789ABCDEF", fileOffset: sell.start + 3)
    #expect(symboliser.lines([upper]) == ["#0 sell + 3 in shop.so"])
    let offset = "0x" + String(sell.start + 3, radix: 16)
    try shop.library(Self.source, ["-Wl,--build-id=0xfedcba9876543210"])
    #expect(
      symboliser.lines([before]) == [
        "#0 \(offset) in shop.so (the file was replaced: its build id is fedcba9876543210, 0123456789abcdef was loaded)"
      ])
    try shop.library(Self.source, ["-Wl,--build-id=none"])
    #expect(
      symboliser.lines([before]) == [
        "#0 \(offset) in shop.so (the file was replaced: it has no build id, 0123456789abcdef was loaded)"
      ])
  }

  @Test func `a name that could not be checked says so`() throws {
    let path = try shop.library(Self.source, ["-Wl,--build-id=none"])
    let sell = try place("sell", in: path)
    #expect(
      symboliser.lines([try frame(path, sell.start)]) == [
        "#0 sell + 0 in shop.so (its build could not be compared)"
      ])
  }

  @Test func `a stripped file's own functions have no names`() throws {
    let path = try shop.library(
      "static __attribute__((noinline, used)) int hidden(int a) { return a; }\n" + Self.source)
    let hidden = try place("hidden", in: path)
    try shop.run(["strip", "--strip-all", path])
    let offset = "0x" + String(hidden.start, radix: 16)
    #expect(
      symboliser.lines([try frame(path, hidden.start)]) == [
        "#0 \(offset) in shop.so (no function there: the file is stripped)"
      ])
  }

  @Test func `what cannot be read is said, each frame in its place`() throws {
    let path = try shop.library(Self.source)
    let sell = try place("sell", in: path)
    try shop.write("not a library".utf8, to: "text.so")
    try shop.run(["mkfifo", "pipe.so"])
    let frames = [
      CrashFrame(path: shop.path("text.so"), buildID: nil, fileOffset: 0x10), try frame(path, sell.start + 1),
      CrashFrame(path: nil, buildID: nil, fileOffset: 0x7f00), try frame(path, 0),
      CrashFrame(path: shop.path("gone\n#9 fake.so"), buildID: nil, fileOffset: .max),
      CrashFrame(path: shop.path("pipe.so"), buildID: nil, fileOffset: 0), try frame(path, sell.start + 2),
    ]
    let lines = symboliser.lines(frames)
    #expect(
      lines == [
        "#0 0x10 in text.so (not an ELF file: offset 0: it does not begin with 7f 45 4c 46)",
        "#1 sell + 1 in shop.so", "#2 0x7f00 in no file", "#3 0x0 in shop.so (no function there)",
        "#4 0xffffffffffffffff in gone?#9 fake.so (unreadable: No such file or directory)",
        "#5 0x0 in pipe.so (unreadable: it is not a regular file)", "#6 sell + 2 in shop.so",
      ])
  }

  @Test func `what was found on the stack is shown as a guess, if it lies within a function`() throws {
    let path = try shop.library(Self.source)
    let sell = try place("sell", in: path)
    let buildID = try SymbolTable(shop.bytes(path)).buildID
    let guesses = [sell.start, sell.start + 2, 0, .max].map {
      CrashFrame(path: path, buildID: buildID, fileOffset: $0, isGuess: true)
    }
    let nowhere = CrashFrame(path: nil, buildID: nil, fileOffset: 1, isGuess: true)
    let lines = symboliser.lines([try frame(path, sell.start)] + guesses + [nowhere])
    #expect(lines == ["#0 sell + 0 in shop.so", "#1? sell + 2 in shop.so"])
  }

  @Test func `frames beyond the bound are counted`() {
    let frame = CrashFrame(path: nil, buildID: nil, fileOffset: 1)
    let lines = symboliser.lines(Array(repeating: frame, count: Symboliser.mostFrames + 9))
    #expect(lines.count == Symboliser.mostFrames + 1)
    #expect(lines.last == "and 9 more")
    #expect(symboliser.lines([]).isEmpty)
  }

  /// Offsets as a process finds them: a call's return address, and `/proc/self/maps`.
  @Test func `a running process's addresses are named`() throws {
    try shop.library(
      """
      __attribute__((visibility("default"))) int visit(int (*report)(void)) { return report() + 1; }
      """, ["-Wl,--build-id", "-Wl,-Ttext-segment=0x400000"])
    let program = #"""
      #include <stdint.h>
      #include <stdio.h>
      int visit(int (*report)(void));
      static int report(void) {
        uintptr_t pc = (uintptr_t)__builtin_return_address(0);
        FILE *maps = fopen("/proc/self/maps", "r");
        unsigned long start, end, offset;
        char line[512];
        while (fgets(line, sizeof line, maps))
          if (sscanf(line, "%lx-%lx %*s %lx", &start, &end, &offset) == 3 && pc >= start && pc < end)
            printf("%lx\n", pc - start + offset);
        return 1;
      }
      int main(void) { return visit(report) != 2; }

      """#
    try shop.write(program.utf8, to: "main.c")
    try shop.run(["cc", "main.c", "./shop.so", "-o", "program"])
    let printed = try shop.run(["./program"]).trimmingCharacters(in: .whitespacesAndNewlines)
    let offset = try #require(UInt64(printed, radix: 16))
    let path = shop.path("shop.so")
    let inner = CrashFrame(path: nil, buildID: nil, fileOffset: 0)
    let lines = symboliser.lines([inner, try frame(path, offset)])
    #expect(lines[1].wholeMatch(of: /#1 visit \+ [1-9][0-9]* in shop\.so/) != nil, "\(lines)")
  }
}
