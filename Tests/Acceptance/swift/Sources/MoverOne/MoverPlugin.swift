import Roost

/// Version 1 of a plugin whose state changes its form: "item/N" has a number, and how often it was turned.
struct MoverPlugin: Plugin {
  struct Item: Codable, Sendable {
    var number: Int
    var turns: Int
  }

  let context: PluginContext

  init(_ context: PluginContext) { self.context = context }

  var handlers: [any Handler] {
    GET("/mover/form") { _ in "1\n" }
    POST("/mover/fill") { _ in
      for hundred in 0..<15 {
        var writes = StateCommit()
        for number in hundred * 100..<hundred * 100 + 100 {
          try writes.put("item/\(number + 10_000)", Item(number: number, turns: 0))
        }
        try await context.state.commit(writes)
      }
      return "filled\n"
    }
    GET("/mover/all") { _ in JSON(try await all()) }
    POST("/mover/one") { _ in
      try await context.state.put("item/1", Item(number: -1, turns: 0))
      return "written\n"
    }
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
