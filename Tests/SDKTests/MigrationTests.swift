import CRoost
@testable import Roost
import Synchronization
import Testing

/// State that is turned from one version to another, whatever interrupts it.
@Suite(.serialized) struct MigrationTests {
  /// Version 1 keeps "item/N": "N"; version 2 "thing/N": "<N>", which lies behind it in the order of keys; version 3
  /// the same with a mark.
  private static let up = StateMigration(from: 1, to: 2) { entry, writes in
    let text = String(decoding: entry.value, as: UTF8.self)
    guard entry.key.hasPrefix("item/") else {
      // Met only what is of no concern: never what was written by itself.
      guard entry.key == "other" else { throw PluginError.permanent("met again") }
      return
    }
    writes.delete(entry.key)
    writes.put("thing/" + entry.key.dropFirst(5), bytes: Array("<\(text)>".utf8))
  }
  private static let down = StateMigration(from: 2, to: 1, .prefix("thing/")) { entry, writes in
    let text = String(decoding: entry.value, as: UTF8.self)
    writes.delete(entry.key)
    writes.put("item/" + entry.key.dropFirst(6), bytes: Array(text.dropFirst().dropLast().utf8))
  }
  private static let further = StateMigration(from: 2, to: 3, .prefix("thing/")) { entry, writes in
    writes.put(entry.key, bytes: entry.value + [UInt8(ascii: "!")])
  }

  private static let count = 450

  private func texts(_ form: Int) -> [String: String] {
    var texts = ["other": "x"]
    for number in 0..<Self.count {
      switch form {
      case 1: texts["item/\(number)"] = "\(number)"
      case 2: texts["thing/\(number)"] = "<\(number)>"
      default: texts["thing/\(number)"] = "<\(number)>!"
      }
    }
    return texts
  }

  /// Runs a fresh migrator, as a fresh process would.
  private func run(_ migrations: [StateMigration], to target: Int) async throws {
    _ = FakeHost.ticket()
    var migrator = StateMigrator(migrations)
    try await migrator.run(to: target)
  }

  private var form: Int64? { FakeState.content.withLock { $0.form } }
  private func fail(from commit: Int?) {
    FakeState.content.withLock {
      $0.commits = 0
      $0.failsFrom = commit
    }
  }

  @Test func `every entry is turned once, and what is written by it is not met`() async throws {
    FakeState.fill(texts(1))
    try await run([Self.up], to: 2)
    #expect(FakeState.texts == texts(2))
    #expect(form == 2)
    #expect(FakeState.content.withLock { $0.largest } <= 512)
    let commits = FakeState.content.withLock { $0.commits }
    #expect(commits > 3)
    // And then there is nothing to do.
    try await run([Self.up], to: 2)
    #expect(FakeState.content.withLock { $0.commits } == commits)
  }

  @Test func `interrupted at any commit it goes on, up and down`() async throws {
    for (migrations, from, to) in [
      ([Self.up], 1, 2), ([Self.up, Self.down], 2, 1), ([Self.up, Self.further], 1, 3),
    ] {
      var commit = 1
      while true {
        FakeState.fill(texts(1))
        if from == 2 { try await run(migrations, to: 2) }
        fail(from: commit)
        do {
          try await run(migrations, to: to)
          break
        } catch {
          fail(from: nil)
          try await run(migrations, to: to)
        }
        #expect(FakeState.texts == texts(to), "interrupted at commit \(commit)")
        #expect(form == Int64(to))
        commit += 1
      }
      #expect(commit > 4)
    }
  }

  @Test func `it does not look again at what it has turned`() async throws {
    FakeState.fill(texts(1))
    let looked = Looked()
    let up = StateMigration(from: 1, to: 2) { entry, writes in
      looked.count.withLock { $0 += 1 }
      writes.put(entry.key, bytes: entry.value + [1])
    }
    fail(from: 3)
    await #expect(throws: PluginError.self) { try await run([up], to: 2) }
    let (all, first) = (Self.count + 1, looked.count.withLock { $0 })
    #expect(first < all)
    fail(from: nil)
    try await run([up], to: 2)
    // Once more only what the refused commit held.
    #expect(looked.count.withLock { $0 } < all + first)
  }

  private final class Looked: Sendable { let count = Mutex(0) }

  @Test func `interrupted twice it goes on`() async throws {
    FakeState.fill(texts(1))
    for _ in 0..<20 {
      fail(from: 2)
      try? await run([Self.up, Self.further], to: 3)
    }
    fail(from: nil)
    try await run([Self.up, Self.further], to: 3)
    #expect(FakeState.texts == texts(3))
  }

  @Test func `what was being turned back is finished before it is turned again`() async throws {
    FakeState.fill(texts(1))
    try await run([Self.up, Self.down], to: 2)
    fail(from: 3)
    await #expect(throws: PluginError.self) { try await run([Self.up, Self.down], to: 1) }
    #expect(FakeState.texts != texts(2))
    fail(from: nil)
    try await run([Self.up, Self.down], to: 2)
    #expect(FakeState.texts == texts(2))
    #expect(form == 2)
  }

  @Test func `who does not know the migration that is half done refuses`() async throws {
    FakeState.fill(texts(1))
    fail(from: 3)
    await #expect(throws: PluginError.self) { try await run([Self.up], to: 2) }
    fail(from: nil)
    let error = await #expect(throws: PluginError.self) { try await run([Self.further], to: 3) }
    #expect(error?.description.contains("half way from version 1 to 2") == true)
  }

  @Test func `state that is new needs no migration`() async throws {
    FakeState.fill([:])
    try await run([Self.up, Self.down], to: 2)
    #expect(FakeState.texts == [:])
    FakeState.content.withLock {
      $0.entries[Array("thing/1".utf8)] = .init(bytes: Array("<1>".utf8), version: 9)
    }
    try await run([Self.up, Self.down], to: 2)
    #expect(FakeState.texts == ["thing/1": "<1>"])
  }

  @Test func `without a way it says so, and what is newer is left as it is`() async throws {
    FakeState.fill(texts(1))
    let error = await #expect(throws: PluginError.self) { try await run([Self.further], to: 1) }
    #expect(error?.description.contains("from version 2 of the state to 1") == true)
    try await run([Self.up, Self.further], to: 3)
    try await run([Self.up, Self.down], to: 2)
    #expect(FakeState.texts == texts(3))
    await #expect(throws: PluginError.self) { try await run([Self.up, Self.down], to: 1) }
    #expect(FakeState.texts == texts(3))
  }

  @Test func `a migration that fails names the key, and leaves what came before`() async throws {
    FakeState.fill(["item/a": "1", "item/b": "2"])
    let bad = StateMigration(from: 1, to: 2) { entry, writes in
      if entry.key == "item/b" { throw PluginError.permanent("odd") }
      writes.delete(entry.key)
    }
    let error = await #expect(throws: PluginError.self) { try await run([bad], to: 2) }
    #expect(error?.description.contains("\"item/b\"") == true)
    #expect(FakeState.texts == ["item/a": "1", "item/b": "2"])
  }

  @Test func `entries that others have changed meanwhile are not lost`() async throws {
    FakeState.fill(["item/a": "1"])
    let racing = StateMigration(from: 1, to: 2) { entry, writes in
      FakeState.content.withLock { content in
        content.version += 1
        content.entries[Array("item/a".utf8)] = .init(bytes: Array("2".utf8), version: content.version)
      }
      writes.delete(entry.key)
    }
    let error = await #expect(throws: PluginError.self) { try await run([racing], to: 2) }
    #expect(error?.class == .conflict)
    #expect(FakeState.texts == ["item/a": "2"])
  }

  @Test func `large entries are spread over commits`() async throws {
    let large = String(repeating: "x", count: 900_000)
    FakeState.fill(Dictionary(uniqueKeysWithValues: (0..<8).map { ("item/\($0)", large) }))
    try await run([Self.up], to: 2)
    #expect(FakeState.texts.values.allSatisfy { $0 == "<\(large)>" })
    #expect(FakeState.content.withLock { $0.commits } >= 4)
  }

  @Test func `a scan does not show the SDK's own`() async throws {
    FakeState.fill(["item/a": "1"])
    try await run([Self.up], to: 2)
    let page = try await State().scan()
    #expect(page.entries.map(\.key) == ["thing/a"])
  }
}
