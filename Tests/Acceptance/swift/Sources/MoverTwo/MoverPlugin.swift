import Glibc
import Roost

/// Version 2 of a plugin whose state changes its form: what was "item/N" is "thing/N", and may become it again. It
/// crashes at the entry 10700 while there is a file "crash", which it takes away first, and does not start while there
/// is a file "refuse".
struct MoverPlugin: Plugin {
  struct Item: Codable, Sendable {
    var number: Int
    var turns: Int
    /// Only what is "thing/N" has it.
    var isThing: Bool?
  }

  static var migrations: [StateMigration] {
    StateMigration(from: 1, to: 2) { entry, writes in
      guard entry.key.hasPrefix("item/") else { throw PluginError.permanent("\(entry.key) was met again") }
      try turn(entry, into: "thing/" + entry.key.dropFirst(5), isThing: true, &writes)
    }
    StateMigration(from: 2, to: 1) { entry, writes in
      guard entry.key.hasPrefix("thing/") else { throw PluginError.permanent("\(entry.key) was met again") }
      try turn(entry, into: "item/" + entry.key.dropFirst(6), isThing: nil, &writes)
    }
  }

  private static func turn(
    _ entry: StateEntry, into key: String, isThing: Bool?, _ writes: inout StateCommit
  ) throws {
    // Long enough for a test to be in time.
    usleep(1000)
    if entry.key.hasSuffix("/10700"), unlink("crash") == 0 { abort() }
    var item: Item = try entry.decode()
    item.turns += 1
    item.isThing = isThing
    writes.delete(entry.key)
    try writes.put(key, item)
  }

  let context: PluginContext

  init(_ context: PluginContext) { self.context = context }

  func start() throws {
    if access("refuse", F_OK) == 0 { throw PluginError.permanent("told not to start") }
  }

  var handlers: [any Handler] {
    GET("/mover/form") { _ in "2\n" }
    GET("/mover/all") { _ in JSON(try await all()) }
    POST("/mover/one") { _ in
      try await context.state.put("thing/1", Item(number: -1, turns: 0, isThing: true))
      return "written\n"
    }
    POST("/mover/die") { _ -> String in abort() }
  }

  func all() async throws -> [String: Item] {
    var all: [String: Item] = [:]
    var range: StateRange? = .prefix("")
    while let next = range {
      let page = try await context.state.scan(next, limit: 1000)
      for entry in page.entries { all[entry.key] = try entry.decode() }
      range = page.next
    }
    return all
  }
}
