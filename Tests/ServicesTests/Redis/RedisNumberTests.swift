import Foundation
import HostOperations
import HostServices
import Testing

/// Numbers that Lua alone would get wrong, and time.
@Suite struct RedisNumberTests {
  @Test func `sums are those of 64 bits, at the bounds and everywhere`() async throws {
    let stage = try RedisStage()
    let edges: [Int64] = [
      0, 1, -1, 9_999_999, 10_000_000, -10_000_000, 99_999_999_999_999, 100_000_000_000_000, 1 << 53,
      -(1 << 53),
      (1 << 53) + 1, .max, .min, .max - 1, .min + 1,
    ]
    var pairs = edges.flatMap { left in edges.map { (left, $0) } }
    for _ in 0..<500 {
      pairs.append(
        (Int64.random(in: .min ... .max), Int64.random(in: .min ... .max) >> Int.random(in: 0..<63)))
    }
    for (left, right) in pairs {
      let (sum, overflows) = left.addingReportingOverflow(right)
      try await stage.commit(.put("n", "\(left)"))
      let receipt = try? await stage.commit(.add("n", right))
      guard receipt?.sums == (overflows ? nil : [sum]) else {
        throw Deviation("\(left) + \(right) is \(String(describing: receipt?.sums))")
      }
    }
  }

  @Test(arguments: [(2_097_152, 0), (0, 4_294_967_295), (2_147_483_647, 4_294_967_294), (3_000_000_000, 7)])
  func `versions past 2^53 are exact`(_ high: Int, _ low: Int) async throws {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    try stage.tamper("redis.call('HSET', h, 'v', struct.pack('>I4I4', \(high), \(low)))")
    var last = UInt64(high) << 32 | UInt64(low)
    for _ in 0..<3 {
      let receipt = try await stage.commit(.put("a", "2"), .append(bytes("q"), [], expires: 0))
      #expect(receipt.version == last + 1)
      last = receipt.version
      let found = try await stage.store.get([bytes("a"), receipt.key(bytes("q"), 1)], of: .plain)
      #expect(found.map { $0?.version } == [last, last])
      #expect(await failure { try await stage.commit(.expect("a", last - 1)) } == .conflict)
      #expect(await failure { try await stage.commit(.expect("a", last + 1)) } == .conflict)
    }
    #expect(await failure { try await stage.commit(.expect("a", last)) } == nil)
  }

  @Test func `ends near the bounds are kept as they are, and marks take the later`() async throws {
    let stage = try RedisStage()
    let ends: [Int64] = [.max, .max - 1, 1 << 53, (1 << 53) + 1]
    for end in ends {
      try await stage.commit(.put("a", "1", expires: end))
      #expect(try await stage.store.get([bytes("a")], of: .plain)[0]?.expires == end)
    }
    for (bit, end) in ends.enumerated() { try await stage.commit(.mark(bytes("m"), bit: bit, expires: end)) }
    #expect(try await stage.store.get([bytes("m")], of: .plain)[0]?.expires == .max)
    try await stage.commit(.put("past", "1", expires: -5))
    #expect(try await stage.store.get([bytes("past")], of: .plain)[0] == nil)
  }

  @Test func `what ends does so by the server's clock, and is swept`() async throws {
    let stage = try RedisStage()
    let parts = try stage.server.ask("TIME").split(separator: "\n").compactMap { Int64($0) }
    let now = parts[0] * 1000 + parts[1] / 1000
    try await stage.commit(.put("a", "1", expires: now + 400), .put("b", "1", expires: now + 3_600_000))
    let store = try stage.store
    while try await store.get([bytes("a")], of: .plain)[0] != nil {
      try await Task.sleep(for: .milliseconds(5))
    }
    let after = try stage.server.ask("TIME").split(separator: "\n").compactMap { Int64($0) }
    #expect(after[0] * 1000 + after[1] / 1000 >= now + 400)
    #expect(try await store.usage().map(\.entries) == [2])
    await withCheckedContinuation { waiting in store.sweep { waiting.resume() } }
    #expect(try await store.usage().map(\.entries) == [1])
  }

  @Test func `a page that so many ended entries lie before is found all the same`() async throws {
    let stage = try RedisStage()
    let store = try stage.store
    let steps = (0..<500).map { number in
      StateCommit.Step.append([UInt8(ascii: "b")], bytes("\(number)"), expires: 1)
    }
    for _ in 0..<50 { _ = try await store.commit(StateCommit(id: nil, steps: steps), to: .plain) }
    try await stage.commit(.put("a", "1"), .put("c", "1"))
    for isDescending in [false, true] {
      let range = StateRange(from: bytes("a\u{0}"), limit: 10, isDescending: isDescending)
      let page = try await store.scan(range, of: .plain)
      #expect(page.entries.map(\.key) == [bytes("c")])
    }
    let down = StateRange(to: bytes("c"), limit: 10, isDescending: true)
    #expect(try await store.scan(down, of: .plain).entries.map(\.key) == [bytes("a")])
    let whole = try await store.scan(StateRange(limit: 10), of: .plain)
    // A page may end early, but says so.
    #expect(whole.entries.map(\.key) == [bytes("a")] && whole.hasMore || whole.entries.count == 2)
  }

  @Test func `a commit of thousands of steps goes through whole`() async throws {
    let stage = try RedisStage()
    let store = try stage.store
    let steps = (0..<9000).map { StateCommit.Step.put("k\($0)", "v", expires: 1 << 50) }
    _ = try await store.commit(StateCommit(id: .random, steps: steps), to: .plain)
    #expect(try await store.usage().map(\.entries) == [9000])
    let gone = (0..<9000).map { StateCommit.Step.delete("k\($0)") }
    _ = try await store.commit(StateCommit(id: .random, steps: gone), to: .plain)
    #expect(try await store.usage().map(\.entries) == [0])
    #expect(try stage.server.ask("EXISTS", "roost:order", "roost:ends") == "0")
  }

  @Test func `a space without a name, or with a NUL, is refused`() async throws {
    let stage = try RedisStage()
    for name in ["", "a\u{0}b"] {
      let space = StateSpace(plugin: name, form: 1, quota: nil)
      let commit = StateCommit(id: nil, steps: [.put("a", "1")])
      #expect(await failure { try await stage.store.commit(commit, to: space) } == .invalid)
      #expect(await failure { try await stage.store.get([bytes("a")], of: space) } == .invalid)
    }
  }
}
