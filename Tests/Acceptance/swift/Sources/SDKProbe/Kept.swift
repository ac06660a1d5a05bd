import Roost

/// What the state does for a Swift plugin.
extension SDKProbePlugin {
  struct Account: Codable, Sendable {
    var owner: String
    var visits: Int
  }

  @HandlerBuilder var kept: [any Handler] {
    GET("/sdk/kept/{key}") { request in
      guard let account = try await context.state.value(request["key"], as: Account.self) else {
        throw HTTPError(.notFound, "nobody has that key")
      }
      return "\(account.owner) \(account.visits)\n"
    }
    POST("/sdk/kept/{key}/visit") { request in
      let visits = try await context.state.update(request["key"], as: Account.self) { account in
        account = account ?? Account(owner: "nobody", visits: 0)
        account?.visits += 1
        return account?.visits ?? 0
      }
      return "\(visits)\n"
    }
    OnCommand("tally") { update in
      try await context.state.update("tally/\(update.arguments)", as: Int.self, acknowledging: update) {
        times in
        times = (times ?? 0) + 1
      }
      guard update.arguments != "fail" else { throw PluginError.permanent("after all") }
      return UpdateReply.none
    }
    GET("/sdk/tally/{key}") { request in
      "\(try await context.state.value("tally/\(request["key"])", as: Int.self) ?? 0)\n"
    }
    POST("/sdk/kept/{key}/claim") { request in
      var claim = StateCommit()
      claim.expect(request["key"], version: nil)
      try claim.put(request["key"], Account(owner: "claimed", visits: 0))
      return "\(try await context.state.commit(claim).version)\n"
    }
    POST("/sdk/kept/{key}/add") { request in "\(try await context.state.add(request["key"]))\n" }
    DELETE("/sdk/kept/{key}") { request in
      try await context.state.delete(request["key"])
      return "gone\n"
    }
    POST("/sdk/kept/{key}/brief") { request in
      try await context.state.put(request["key"], Account(owner: "brief", visits: 0), expires: 1)
      return "\(try await context.state.entry(request["key"]) == nil)\n"
    }
    POST("/sdk/kept/{key}/long") { request in
      try await context.state.put(String(repeating: request["key"], count: 600), 1)
      return "kept\n"
    }
    POST("/sdk/kept/{key}/many") { request in
      // More than one commit takes, read by more than one page and more than one get.
      for part in 0..<2 {
        var writes = StateCommit()
        for index in 0..<400 { writes.put("many/\(1000 + part * 400 + index)", bytes: [UInt8(index % 256)]) }
        try await context.state.commit(writes)
      }
      var keys: [String] = []
      var range: StateRange? = .prefix("many/", isDescending: true)
      while let next = range {
        let page = try await context.state.scan(next, limit: 150)
        keys += page.entries.map(\.key)
        range = page.next
      }
      let found = try await context.state.entries(keys + ["many"])
      return "\(keys.count) \(keys.first ?? "") \(found.count) \(found.last! == nil)\n"
    }
  }
}
