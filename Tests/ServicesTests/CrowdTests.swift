import HostOperations
import HostServices
import Synchronization
import Testing

/// Commits that are given at once come to what they come to one after the other: drivers write several together.
@Suite struct CrowdTests {
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  /// Small spaces, so that some commits find no room.
  private static let spaces = [
    StateSpace(plugin: "one", form: 1, quota: 900), StateSpace(plugin: "two", form: 1, quota: nil),
  ]

  private func commits(_ seed: UInt64, at now: Int64) -> [(StateCommit, StateSpace)] {
    var random = Random(state: seed)
    let ids = (0..<40).map { _ in CommitID.random }
    func key() -> [UInt8] { bytes("k\(Int.random(in: 0..<4, using: &random))") }
    func ends() -> Int64 { [0, 0, now + 5000, now - 1].randomElement(using: &random) ?? 0 }
    func step() -> StateCommit.Step {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: .delete(key())
      case 1: .add(bytes("n"), Int64.random(in: -5...5, using: &random))
      case 2: .mark(bytes("m"), bit: Int.random(in: 0..<40, using: &random), expires: ends())
      case 3: .append([7], key(), expires: ends())
      case 4: .expect(key(), version: UInt64.random(in: 0...20, using: &random))
      case 5: .add(key(), 1)
      default:
        .put(key(), [UInt8](repeating: 1, count: Int.random(in: 0..<200, using: &random)), expires: ends())
      }
    }
    return (0..<60).map { _ in
      let steps = (0..<Int.random(in: 1...3, using: &random)).map { _ in step() }
      let first = Int.random(in: 0...1, using: &random)
      var commit = StateCommit(
        id: Bool.random(using: &random) ? ids.randomElement(using: &random) : nil, steps: steps)
      if Bool.random(using: &random) { commit.others = [StateCommit.Part(Self.spaces[1 - first], [step()])] }
      return (commit, Self.spaces[first])
    }
  }

  /// What a store has of all spaces.
  private func contents(_ stage: StoreStage) async throws -> [StateEntry] {
    var entries: [StateEntry] = []
    for space in Self.spaces {
      entries += try await stage.store.scan(StateRange(limit: 1000), of: space).entries
    }
    return entries
  }

  private func usage(_ stage: StoreStage) async throws -> [StateUsage] {
    let store = stage.store
    return try await withCheckedContinuation { waiting in store.usage { waiting.resume(returning: $0) } }
      .get()
  }

  @Test(arguments: StoreDriver.all, [1, 2, 3, 4, 5, 6] as [UInt64])
  func `many at once come to what each comes to alone`(_ driver: StoreDriver, _ seed: UInt64) async throws {
    let (alone, together) = (try StoreStage(driver), try StoreStage(driver))
    let commits = commits(seed, at: alone.time.clock.wall())
    var expected: [Result<StateReceipt, StateFailure>] = []
    for (commit, space) in commits {
      expected.append(wait { alone.store.commit(commit, to: space, $0) })
    }
    let told = Monitor<[Int: Result<StateReceipt, StateFailure>]>([:])
    for (number, (commit, space)) in commits.enumerated() {
      together.store.commit(commit, to: space) { result in
        told.withLock(wake: true) { $0[number] = result }
      }
    }
    let results = told.wait(until: .now + .seconds(20)) { $0.count == commits.count ? $0 : nil } ?? [:]
    for (number, one) in expected.enumerated() {
      #expect(results[number] == one, "commit \(number) of seed \(seed)")
    }
    #expect(try await contents(together) == contents(alone))
    #expect(try await usage(together) == usage(alone))
    #expect(expected.contains { if case .failure = $0 { true } else { false } })
  }
}
