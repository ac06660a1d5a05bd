import Foundation
import Testing

@testable import HostServices

/// Dumps as files, and what is found in them.
@Suite struct RDBReaderTests {
  private let scratch = Scratch()

  private func read(_ bytes: [UInt8], prefix: String = "roost:", database: Int = 0) throws -> RedisDumpFile {
    let path = scratch.file("dump.rdb")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try RedisDumpFile(reading: path, prefix: prefix, database: database)
  }

  private func refusal(_ bytes: [UInt8]) -> String {
    do {
      return "read: \(try read(bytes))"
    } catch { return "\(error)" }
  }

  private func dump(_ build: (inout DumpBytes) -> Void) -> [UInt8] {
    var dump = DumpBytes()
    build(&dump)
    return dump.whole
  }

  @Test func `a store is found with its epoch, its last commit and its spaces`() throws {
    let read = try read(DumpBytes.plain)
    #expect(read.version == 5 && read.epoch == "30313233343536373839616263646566" && read.schema == 1)
    #expect(read.spaces == [StateUsage(plugin: "plain", form: 1, bytes: 34, entries: 1)])
    #expect(read.server == "7.0.15" && read.others == 0 && read.hasChecksum)
    #expect(read.bytes == UInt64(DumpBytes.plain.count))
  }

  @Test func `what is cut off anywhere is refused`() {
    let whole = DumpBytes.plain
    for cut in 0..<whole.count { #expect(refusal(Array(whole[..<cut])).contains("it is cut off at byte")) }
    #expect(refusal(whole + [0]).contains("goes on behind its end"))
  }

  @Test func `no byte can be another`() {
    let whole = DumpBytes.plain
    for place in whole.indices {
      var wrong = whole
      wrong[place] ^= 0x04
      #expect(!refusal(wrong).hasPrefix("read"))
    }
    var wrong = whole
    wrong[whole.count - 12] ^= 1
    #expect(refusal(wrong).contains("its sum is"))
  }

  @Test func `a server may make no sum`() throws {
    let whole = DumpBytes.plain.dropLast(8) + [UInt8](repeating: 0, count: 8)
    #expect(try !read(Array(whole)).hasChecksum)
  }

  @Test func `keys of others are passed by, whatever they are`() throws {
    typealias Make = DumpBytes
    let text = Make.string(String(repeating: "x", count: 20_000))
    let list: [UInt8] = Make.string([11, 0, 0, 0, 1, 0, 7, 1, 255])
    let read = try read(
      dump { dump in
        dump.add([0xF5], Make.string("#!lua name=a"), [0xFE, 0], [0xFB, 9, 2])
        dump.add([0xFC], [UInt8](repeating: 9, count: 8), [0xF8, 3])
        dump.key(0, "text", text)
        dump.add([0xFD, 1, 2, 3, 4], [0xF9, 3])
        dump.key(0, "small", [0xC3, 6, 6], [2, 0x61, 0x62, 0x63, 0x20, 2])
        dump.key(1, "list", Make.length(1), text)
        dump.key(2, "set", Make.length(2), [0xC1, 1, 2], [0xC2, 1, 2, 3, 4])
        dump.key(3, "sorted", Make.length(2), Make.string("a"), [1, 0x37], Make.string("b"), [254])
        dump.key(4, "hash", Make.length(1), text, text)
        dump.key(5, "binary", Make.length(1), text, [UInt8](repeating: 1, count: 8))
        dump.key(
          7, "module", [0x81, 1, 2, 3, 4, 5, 6, 7, 8], [2, 9], [3, 0, 0, 0, 0], [4],
          [UInt8](repeating: 1, count: 8), [5], text, [0])
        for kind in [11, 16, 17, 20] as [UInt8] { dump.key(kind, "packed \(kind)", list) }
        dump.key(14, "nodes", Make.length(1), list)
        dump.key(18, "more nodes", Make.length(2), [2], list, [1], text)
        let pending = [UInt8](repeating: 1, count: 24) + [3]
        let consumer = Make.string("c") + [UInt8](repeating: 1, count: 8)
        dump.key(
          15, "stream", [1], list, list, [1, 2, 3], [1], Make.string("g"), [1, 2], [1], pending, [1],
          consumer, [1], Array(pending.prefix(16)))
        dump.key(
          19, "stream 2", [0], [0, 0, 0, 0, 0, 0, 0, 0], [1], Make.string("g"), [1, 2, 3], [0], [1], consumer,
          [0])
        dump.add([0xF7], [0x81, 1, 2, 3, 4, 5, 6, 7, 8], [2, 1], [0])
        dump.store()
        dump.add([0xFE, 1])
        dump.store(version: 9)
      })
    #expect(read.version == 5 && read.others == 20)
    #expect(try self.read(dump { $0.store("other:") }, prefix: "other:").version == 5)
    #expect(
      try self.read(
        dump {
          $0.add([0xFE, 3]); $0.store()
        }, database: 3
      ).version == 5)
  }

  @Test func `what does not agree with itself is refused`() {
    #expect(refusal(dump { $0.store(version: 4) }).contains("something of commit 5"))
    #expect(refusal(dump { $0.store(entries: 2) }).contains("what plain has is not what was counted"))
    #expect(refusal(dump { _ in }).contains("no state of Roost"))
    #expect(refusal(dump { $0.store("other:") }).contains("no state of Roost"))
    let more = dump {
      $0.store()
      $0.key(1, "roost:receipts", DumpBytes.length(1), DumpBytes.string("12345678rx"))
    }
    #expect(refusal(more).contains("do not agree"))
    #expect(refusal(dump { $0.key(0, "roost:entries", DumpBytes.string("x")) }).contains("of kind 0"))
    #expect(refusal(dump { $0.key(24, "new", [0]) }).contains("kind 24"))
    #expect(refusal(Array("REDIS0099".utf8)).contains("form 99"))
    #expect(refusal(Array("no dump at all".utf8)).contains("does not begin"))
    // A length that nothing has.
    #expect(
      refusal(dump { $0.add([0xFA, 0x81] + [UInt8](repeating: 255, count: 8)) }).contains("a string of"))
  }
}
