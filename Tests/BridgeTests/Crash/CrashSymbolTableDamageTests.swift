@testable import HostBridge
import Foundation
import Testing

/// Files that are broken, or made to break their reader.
@Suite struct CrashSymbolTableDamageTests {
  private let shop: PluginWorkshop
  private let bytes: [UInt8]

  init() throws {
    shop = try PluginWorkshop()
    let source = """
      static int hidden(int a) { return a * 3 + 1; }
      __attribute__((visibility("default"))) int sell(int a) { return hidden(a); }

      """
    bytes = try shop.bytes(shop.library(source, ["-nostdlib", "-Wl,--build-id"]))
  }

  /// Where a section's header is.
  private func section(type: UInt32) throws -> Int {
    let rows = Int(number(at: 40, 8))
    return try #require(
      stride(from: rows, to: bytes.count - 63, by: 64).first { number(at: $0 + 4, 4) == UInt64(type) })
  }

  private func number(at offset: Int, _ size: Int) -> UInt64 {
    bytes[offset..<offset + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private func changed(_ offset: Int, to value: UInt64, size: Int = 8) -> [UInt8] {
    var copy = bytes
    for place in 0..<size { copy[offset + place] = UInt8(truncatingIfNeeded: value >> UInt64(8 * place)) }
    return copy
  }

  /// Looks everything up that there could be.
  private func use(_ table: SymbolTable) {
    for value in [0, 1, 0x1000, 0x1001, 0x2000, .max - 1, .max] as [UInt64] {
      _ = table.lookup(address: value)
      _ = table.lookup(fileOffset: value)
    }
  }

  @Test func `damage anywhere is survived`() throws {
    for offset in bytes.indices where bytes[offset] != 0 || offset % 4 == 0 {
      for value in [0, 0x7f, 0xff] as [UInt8] where bytes[offset] != value {
        var damaged = bytes
        damaged[offset] = value
        do throws(ELFError) {
          use(try SymbolTable(damaged))
        } catch {
          #expect(error.description.components(separatedBy: " — ").count == 4)
        }
      }
    }
  }

  @Test func `a file cut anywhere is survived`() {
    for count in stride(from: 0, to: bytes.count, by: 7) {
      if let table = try? SymbolTable(Array(bytes[..<count])) { use(table) }
    }
  }

  @Test(arguments: [24, 32, 40, 56] as [Int])
  func `a damaged table is passed over for the next`(field: Int) throws {
    #expect(try SymbolTable(bytes).origin == .symbols)
    let table = try section(type: 2)
    for value in [UInt64.max, 1 << 63] {
      let damaged = changed(table + field, to: value, size: field == 40 ? 4 : 8)
      guard field != 40 || value == .max else { continue }
      let found = try SymbolTable(damaged)
      #expect(found.origin == .dynamicSymbols)
      #expect(found.count == 1)
    }
  }

  @Test func `damage of the section headers leaves the loader's table`() throws {
    #expect(try SymbolTable(changed(40, to: .max)).origin == .dynamicSegment)
    #expect(try SymbolTable(changed(60, to: 0xffff, size: 2)).origin == .dynamicSegment)
  }

  @Test func `a function ends with its segment, whatever it says`() throws {
    let table = try section(type: 2)
    let rows = Int(number(at: table + 24, 8))..<Int(number(at: table + 24, 8) + number(at: table + 32, 8))
    let last = try #require(
      stride(from: rows.lowerBound, to: rows.upperBound, by: 24)
        .filter { bytes[$0 + 4] & 0xf == 2 }.max { number(at: $0 + 8, 8) < number(at: $1 + 8, 8) })
    let start = number(at: last + 8, 8)
    let end = start + number(at: last + 16, 8)
    let found = try SymbolTable(changed(last + 16, to: .max))
    #expect(found.lookup(address: start) != nil)
    #expect(found.lookup(address: end + 0x10_0000) == nil)
    #expect(found.lookup(address: .max) == nil)
  }

  @Test func `a million symbols are the most`() throws {
    let table = try section(type: 2)
    let room = [UInt8](repeating: 0, count: (SymbolTable.mostSymbols + 1) * 24)
    var large = changed(table + 24, to: UInt64(bytes.count)) + room
    // Rows that are functions, so that a table within the bound has some.
    let rows = Int(number(at: table + 24, 8))..<Int(number(at: table + 24, 8) + number(at: table + 32, 8))
    large.replaceSubrange(bytes.count..<bytes.count + rows.count, with: bytes[rows])
    func sized(_ count: Int) -> [UInt8] {
      var copy = large
      for place in 0..<8 { copy[table + 32 + place] = UInt8(truncatingIfNeeded: (count * 24) >> (8 * place)) }
      return copy
    }
    #expect(try SymbolTable(sized(SymbolTable.mostSymbols)).origin == .symbols)
    #expect(try SymbolTable(sized(SymbolTable.mostSymbols + 1)).origin == .dynamicSymbols)
  }

  @Test func `64 MiB of names are the most`() throws {
    let link = Int(number(at: try section(type: 2) + 40, 4))
    let names = Int(number(at: 40, 8)) + link * 64
    let room = [UInt8](repeating: 0, count: SymbolTable.mostNameBytes + 1)
    let most = UInt64(SymbolTable.mostNameBytes)
    #expect(try SymbolTable(changed(names + 32, to: most) + room).origin == .symbols)
    #expect(try SymbolTable(changed(names + 32, to: most + 1) + room).origin == .dynamicSymbols)
  }

  @Test func `a name without an end is cut`() throws {
    let table = try section(type: 2)
    let link = Int(number(at: table + 40, 4))
    let names = Int(number(at: 40, 8)) + link * 64
    let size = 100_000
    var long = changed(names + 24, to: UInt64(bytes.count))
    for place in 0..<8 { long[names + 32 + place] = UInt8(truncatingIfNeeded: size >> (8 * place)) }
    long += [UInt8](repeating: UInt8(ascii: "a"), count: size)
    let found = try SymbolTable(long)
    #expect(found.origin == .symbols)
    let place = try #require((0..<UInt64(bytes.count)).lazy.compactMap { found.lookup(fileOffset: $0) }.first)
    #expect(place.name == String(repeating: "a", count: SymbolTable.longestName))
  }

  @Test func `a file without functions is no error`() throws {
    let path = try shop.library("int number = 3;", ["-nostdlib"], named: "data.so")
    let table = try SymbolTable(shop.bytes(path))
    #expect(table.count == 0)
    #expect(table.origin == nil)
    #expect(table.lookup(address: 0x1000) == nil)
  }

  @Test func `another machine's file is refused`() throws {
    let error = #expect(throws: ELFError.self) { try SymbolTable(changed(18, to: 40, size: 2)) }
    #expect(error?.code == .machine)
    #expect(throws: ELFError.self) { try SymbolTable([UInt8]("hello".utf8)) }
    #expect(throws: ELFError.self) { try SymbolTable([]) }
  }
}
