import Foundation
import HostOperations
import NIOCore
import Testing

@testable import HostServices

/// Copies of servers that do not go well.
@Suite struct RedisCopyTests {
  private let scratch = Scratch()
  private static let full = bytes("+FULLRESYNC 8de1787ba490483314a4d30f1c628bc5025eb761 0\r\n")
  private static let mark = [UInt8](repeating: 0x6D, count: 40)

  private var copy: String { scratch.file("copy") }

  private static func counted(_ dump: [UInt8]) -> [UInt8] { full + bytes("$\(dump.count)\r\n") + dump }

  private func make(
    _ server: ReplicationServer, withOthers: Bool = false
  ) async throws(StateFailure) -> RedisCopy.Summary {
    var options = RedisCopy.Options(roost: "1.2.3")
    (options.withOthers, options.patience) = (withOthers, .milliseconds(300))
    return try await RedisCopy.make(
      copy, of: RedisSettings([.unix(server.socket)]), options, on: StoreDriver.redisLoop)
  }

  /// Why there is no copy, of which nothing is left then.
  private func refusal(_ server: ReplicationServer) async -> String {
    do {
      _ = try await make(server)
      return "made"
    } catch {
      #expect(scratch.names == [])
      return "\(error)"
    }
  }

  @Test func `both forms make the same copy, which is the owner's alone`() async throws {
    let dump = DumpBytes.plain
    let marked = Self.full + bytes("\n\n$EOF:") + Self.mark + bytes("\r\n") + dump + Self.mark
    for says in [Self.counted(dump), marked] {
      let summary = try await make(ReplicationServer(says))
      #expect(summary.manifest.commit == 5 && summary.manifest.roost == "1.2.3")
      #expect(try RedisCopy.verify(copy) == summary)
      #expect(try Data(contentsOf: URL(fileURLWithPath: copy + "/dump.rdb")) == Data(dump))
      var status = stat()
      for (name, mode) in [("", 0o700), ("/dump.rdb", 0o600), ("/manifest.json", 0o600)] {
        #expect(unsafe stat(copy + name, &status) == 0 && Int(status.st_mode & 0o777) == mode)
      }
      #expect(scratch.names == ["copy"])
      let again = await failureText { try await make(ReplicationServer(says)) }
      #expect(again.contains("there already") && scratch.names == ["copy"])
      try FileManager.default.removeItem(atPath: copy)
    }
  }

  @Test func `a connection that breaks leaves nothing`() async throws {
    let whole = Self.counted(DumpBytes.plain)
    for cut in [0, 20, Self.full.count + 2, whole.count - 100, whole.count - 1] {
      let said = await refusal(try ReplicationServer(Array(whole[..<cut])))
      #expect(said.contains("it closed the connection"))
    }
    let silent = await refusal(try ReplicationServer(Array(whole.dropLast()), isSilent: true))
    #expect(silent.contains("silent for 300 ms"))
  }

  @Test func `a copy that does not hold leaves nothing`() async throws {
    var wrong = DumpBytes.plain
    wrong[wrong.count - 12] ^= 1
    #expect(await refusal(try ReplicationServer(Self.counted(wrong))).contains("its sum is"))
    #expect(await refusal(try ReplicationServer(bytes("-NOPERM no\r\n"))).contains("+psync +replconf"))
    let old = await refusal(try ReplicationServer(Self.counted(DumpBytes.plain), version: 6))
    #expect(old.contains("of commit 5, and 6 was there before"))
  }

  @Test func `keys of others are not copied unasked`() async throws {
    var dump = DumpBytes()
    dump.store()
    dump.key(0, "other", DumpBytes.string("x"))
    let says = Self.counted(dump.whole)
    // Those that are seen before, and those that came meanwhile.
    #expect(await refusal(try ReplicationServer(says, others: 1)).contains("1 keys that are not Roost's"))
    #expect(await refusal(try ReplicationServer(says)).contains("1 keys that are not Roost's"))
    #expect(try await make(try ReplicationServer(says, others: 1), withOthers: true).manifest.others == 1)
  }

  @Test func `what a copy that was broken off has left is no hindrance, and two at once are refused`()
    async throws
  {
    let folder = RedisCopy.unfinished(copy)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("half".utf8).write(to: URL(fileURLWithPath: folder + "/dump.rdb"))
    let server = try ReplicationServer(Self.counted(DumpBytes.plain))
    let other = Descriptor(owning: unsafe open(folder, O_RDONLY))
    #expect(flock(other.number, LOCK_EX) == 0)
    #expect(await failureText { try await make(server) }.contains("another copy is being made"))
    flock(other.number, LOCK_UN)
    _ = try await make(server)
    #expect(scratch.names == ["copy"])
  }

  @Test func `a copy that was changed is refused`() async throws {
    _ = try await make(ReplicationServer(Self.counted(DumpBytes.plain)))
    func refusal(_ name: String, _ change: (Data) -> Data) throws -> String {
      let place = URL(fileURLWithPath: "\(copy)/\(name)")
      let whole = try Data(contentsOf: place)
      try change(whole).write(to: place)
      defer { try? whole.write(to: place) }
      do {
        _ = try RedisCopy.verify(copy)
        return "verified"
      } catch { return "\(error)" }
    }
    // Whole, and another's: only the digest tells.
    var other = DumpBytes()
    other.store()
    #expect(try refusal("dump.rdb") { _ in Data(other.whole) }.contains("SHA-256"))
    #expect(try refusal("dump.rdb") { $0.dropLast() }.contains("cut off"))
    for (old, new, why) in [
      ("\"commit\": \"5\"", "\"commit\": \"6\"", "does not tell what is in"),
      ("\"roost:\"", "\"r:\"", "no state"),
      ("\"format\": 1", "\"format\": 2", "does not know"),
      ("\"commit\": \"5\"", "\"commit\": \"x\"", "no usable commit"),
      ("{", "", "none of a copy's"),
    ] {
      let said = try refusal("manifest.json") {
        Data(String(decoding: $0, as: UTF8.self).replacingOccurrences(of: old, with: new).utf8)
      }
      #expect(said.contains(why) && said.contains("hint"))
    }
    #expect(try RedisCopy.verify(copy).manifest.commit == 5)
  }
}
