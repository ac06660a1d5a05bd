import Foundation
import HostServices
import Testing

/// Random histories against a plain dictionary, whatever the driver. `ROOST_SEED=N` repeats one.
@Suite struct ModelTests {
  @Test(arguments: StoreDriver.all)
  func `2,000 random steps leave what a dictionary would hold`(_ driver: StoreDriver) async throws {
    let given = ProcessInfo.processInfo.environment["ROOST_SEED"]
    let seed = given.flatMap(UInt64.init) ?? .random(in: 0 ... .max)
    print("ModelTests: ROOST_SEED=\(seed)")
    var history = try History(driver, seed: seed)
    for step in 0..<2000 {
      do { try await history.advance() } catch {
        throw Deviation("ROOST_SEED=\(seed), step \(step): \(error)")
      }
    }
    #expect(history.applied > 300 && history.refused > 300 && history.repeated > 20)
  }
}

struct Deviation: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// SplitMix64 (prng.di.unimi.it/splitmix64.c): small, and the same everywhere.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A store beside a dictionary for each of two plugins.
private struct History {
  private typealias Model = [[UInt8]: StateEntry]

  private let stage: StoreStage
  private var random: SeededGenerator
  private var models: [String: Model] = ["one": [:], "two": [:]]
  private var receipts: [(plugin: String, commit: StateCommit, receipt: StateReceipt)] = []
  private var lastVersion: UInt64 = 0
  private(set) var (applied, refused, repeated) = (0, 0, 0)
  private let keys: [[UInt8]]
  /// What appended keys begin with, and no other.
  private static let appended: UInt8 = 0x30

  init(_ driver: StoreDriver, seed: UInt64) throws {
    stage = try StoreStage(driver)
    var random = SeededGenerator(state: seed)
    // Few keys, so that they meet; close to each other, so that an order by anything but bytes shows.
    keys = (0..<14).map { _ in
      (0..<Int.random(in: 1...3, using: &random)).map { _ in
        [0, 1, 0x61, 0x7F, 0x80, 0xFF].randomElement(using: &random)!
      }
    }
    self.random = random
  }

  mutating func advance() async throws {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<60: try await commit()
    case 60..<65: try await again()
    case 65..<78: try await get()
    case 78..<91: try await scan()
    case 91..<96: stage.time.advance(by: .random(in: 0...40, using: &random))
    case 96..<99: await stage.sweep()
    default: try stage.reopen()
    }
  }

  private mutating func pick() -> (plugin: String, space: StateSpace) {
    let plugin = Bool.random(using: &random) ? "one" : "two"
    return (plugin, StateSpace(plugin: plugin, form: 1, quota: nil))
  }

  private func alive(_ plugin: String) -> Model {
    let now = stage.time.now
    return (models[plugin] ?? [:]).filter { $0.value.expires == 0 || $0.value.expires > now }
  }

  // MARK: Commits

  private mutating func commit() async throws {
    let (plugin, space) = pick()
    let count = Int.random(in: 0...6, using: &random)
    let commit = StateCommit(id: id(), steps: (0..<count).map { _ in step(plugin) })
    let expected = Self.apply(commit, to: alive(plugin), at: stage.time.now)
    do {
      let receipt = try await stage.store.commit(commit, to: space)
      guard case .success(let (model, sums)) = expected else { throw Deviation("went through: \(commit)") }
      guard receipt.sums == sums else { throw Deviation("sums \(receipt.sums), not \(sums), of \(commit)") }
      guard receipt.version > lastVersion else {
        throw Deviation("version \(receipt.version) after \(lastVersion)")
      }
      lastVersion = receipt.version
      let entries = model.values.map { entry in
        guard entry.version == 0 else { return entry }
        let key =
          entry.key.first == Self.appended ? receipt.key([Self.appended], Int(entry.key[1])) : entry.key
        return StateEntry(key: key, value: entry.value, version: receipt.version, expires: entry.expires)
      }
      models[plugin] = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0) })
      receipts.append((plugin, commit, receipt))
      applied += 1
    } catch let failure as StateFailure {
      guard case .failure(let kind) = expected, kind == failure.kind else {
        throw Deviation("\(failure.kind): \(failure), of \(commit)")
      }
      refused += 1
    }
  }

  private mutating func again() async throws {
    guard let (plugin, commit, receipt) = receipts.randomElement(using: &random) else { return }
    let found = try await stage.store.commit(commit, to: StateSpace(plugin: plugin, form: 1, quota: nil))
    guard found == receipt else { throw Deviation("receipt \(found), not \(receipt)") }
    repeated += 1
  }

  private mutating func id() -> CommitID { CommitID(high: random.next(), low: random.next()) }

  private mutating func step(_ plugin: String) -> StateCommit.Step {
    let key = keys.randomElement(using: &random)!
    switch Int.random(in: 0..<13, using: &random) {
    case 10..<12:
      let ends = Int.random(in: 0..<3, using: &random) == 0
      return .mark(
        key, bit: .random(in: 0..<6, using: &random),
        expires: ends ? stage.time.now + .random(in: 0...60, using: &random) : 0)
    case 12: return .append([Self.appended], bytes("e"), expires: 0)
    case 0..<3:
      let right = alive(plugin)[key]?.version ?? 0
      let isWrong = Int.random(in: 0..<4, using: &random) == 0
      return .expect(key, version: isWrong ? .random(in: 0...lastVersion + 1, using: &random) : right)
    case 3..<6:
      let value = [bytes("7"), bytes("-12"), [], bytes("text"), [0, 255]].randomElement(using: &random)!
      let ends = Int.random(in: 0..<3, using: &random) == 0
      return .put(key, value, expires: ends ? stage.time.now + .random(in: 0...60, using: &random) : 0)
    case 6..<8: return .delete(key)
    default:
      let isHuge = Int.random(in: 0..<8, using: &random) == 0
      return .add(key, isHuge ? .max : .random(in: -9...9, using: &random))
    }
  }

  /// What a commit comes to by the contract's words; version 0 is what it put.
  private static func apply(
    _ commit: StateCommit, to model: Model, at now: Int64
  ) -> Outcome {
    for case .expect(let key, let version) in commit.steps where (model[key]?.version ?? 0) != version {
      return .failure(.conflict)
    }
    var (model, sums) = (model, [Int64]())
    for (number, step) in commit.steps.enumerated() {
      switch step {
      case .mark(let key, let bit, let expires):
        let old = model[key]
        var map = old?.value ?? [UInt8](repeating: 0, count: 64)
        guard map.count == 64 else { return .failure(.invalid) }
        guard map[bit / 8] & 1 << (bit % 8) == 0 else { return .failure(.marked) }
        map[bit / 8] |= 1 << (bit % 8)
        let ends = expires == 0 || old?.expires == 0 ? 0 : max(expires, old?.expires ?? 0)
        model[key] = StateEntry(key: key, value: map, version: 0, expires: ends)
        if ends != 0, ends <= now { model[key] = nil }
      case .append(let prefix, let value, let expires):
        // The version is not known yet: the step's number stands for it.
        let key = prefix + [UInt8(number)]
        model[key] = StateEntry(key: key, value: value, version: 0, expires: expires)
      case .expect: break
      case .put(let key, let value, let expires):
        model[key] = StateEntry(key: key, value: value, version: 0, expires: expires)
        if expires != 0, expires <= now { model[key] = nil }
      case .delete(let key): model[key] = nil
      case .add(let key, let amount):
        let text = model[key].map { String(decoding: $0.value, as: UTF8.self) } ?? "0"
        guard let number = Int64(text) else { return .failure(.invalid) }
        let (sum, overflows) = number.addingReportingOverflow(amount)
        guard !overflows else { return .failure(.invalid) }
        sums.append(sum)
        let expires = model[key]?.expires ?? 0
        model[key] = StateEntry(key: key, value: bytes("\(sum)"), version: 0, expires: expires)
      }
    }
    return .success((model, sums))
  }

  private enum Outcome {
    case success((Model, [Int64]))
    case failure(StateFailure.Kind)
  }

  // MARK: Reading

  private mutating func get() async throws {
    let (plugin, space) = pick()
    let asked = (0..<Int.random(in: 1...5, using: &random)).map { _ in keys.randomElement(using: &random)! }
    let (found, model) = (try await stage.store.get(asked, of: space), alive(plugin))
    guard found == asked.map({ model[$0] }) else { throw Deviation("found \(found)") }
  }

  private mutating func scan() async throws {
    let (plugin, space) = pick()
    let range = StateRange(
      from: Bool.random(using: &random) ? [] : keys.randomElement(using: &random)!,
      to: Bool.random(using: &random) ? [] : keys.randomElement(using: &random)!,
      limit: .random(in: 1...12, using: &random), isDescending: .random(using: &random))
    var entries = alive(plugin).values.filter { entry in
      !entry.key.lexicographicallyPrecedes(range.from)
        && (range.to.isEmpty || entry.key.lexicographicallyPrecedes(range.to))
    }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    if range.isDescending { entries.reverse() }
    let expected = StatePage(
      entries: Array(entries.prefix(range.limit)), hasMore: entries.count > range.limit)
    let page = try await stage.store.scan(range, of: space)
    guard page == expected else { throw Deviation("\(page), not \(expected), of \(range)") }
  }
}
