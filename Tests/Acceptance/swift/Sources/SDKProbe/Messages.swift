import Roost

/// What messages and jobs do for a Swift plugin.
extension SDKProbePlugin {
  struct Sale: Codable, Sendable {
    var item: String
    var price: Int
  }

  @HandlerBuilder var messages: [any Handler] {
    POST("/sdk/messages/{item}/sell") { request in
      var sale = StateCommit()
      sale.put("sold/\(request["item"])", bytes: [])
      try sale.publish("sdk.sold", Sale(item: request["item"], price: 5), lane: 7)
      try sale.schedule("sdk.remind", after: .milliseconds(1), Sale(item: request["item"], price: 6))
      sale.schedule("sdk.cancelled", at: 1 << 50, bytes: [1])
      try await context.state.commit(sale)
      var change = StateCommit()
      change.cancel("sdk.cancelled")
      try await context.state.commit(change)
      return "sold\n"
    }
    GET("/sdk/messages/{item}") { request in
      let prices = try await context.state.entries([
        "price/\(request["item"])", "reminded/\(request["item"])",
      ])
      return "\(try prices.map { try $0?.decode(as: Int.self) ?? 0 })\n"
    }
    OnTopic("sdk.*") { message in
      let sale: Sale = try message.json()
      guard message.attempt > 1 || sale.item != "shy" else { throw PluginError(.retryable, "not yet") }
      try await context.state.update("price/\(sale.item)", as: Int.self, acknowledging: message) { price in
        price = (price ?? 0) + sale.price
      }
      context.log.info(
        "sold \(sale.item): \(message.name) from \(message.sender), attempt \(message.attempt)")
    }
    OnJob("sdk.remind") { message in
      let sale: Sale = try message.json()
      try await context.state.update("reminded/\(sale.item)", as: Int.self, acknowledging: message) { count in
        count = (count ?? 0) + 1
      }
    }
  }
}
