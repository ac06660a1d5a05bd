import Roost

/// What requests to others are to a Swift plugin.
extension SDKProbePlugin {
  struct Number: Codable, Sendable {
    var n: Int
  }

  @HandlerBuilder var fetched: [any Handler] {
    POST("/sdk/fetch") { request in
      var asked = FetchRequest(String(decoding: request.body, as: UTF8.self), method: "POST")
      try asked.setJSON(Number(n: 1))
      let response = try await context.fetch(asked)
      return "\(response.status) \(response.header("content-length") ?? "?") \(response.text.prefix(20))"
    }
    POST("/sdk/fetch/stream") { request in
      let url = String(decoding: request.body, as: UTF8.self)
      return try await context.fetch.stream(FetchRequest(url)) { head, body in
        var count = 0
        while let piece = try await body.next() { count += piece.count }
        return "\(head.status) \(count)"
      }
    }
    POST("/sdk/fetch/effect") { request in
      var order = StateCommit()
      let url = String(decoding: request.body, as: UTF8.self)
      order.fetch(FetchRequest(url, method: "POST"), outcome: "sent", tag: Array("tag-1".utf8))
      order.notice("an order", "was placed")
      try await context.state.commit(order)
      return "ordered"
    }
    OnOutcome("sent") { outcome in
      let tag = String(decoding: outcome.tag, as: UTF8.self)
      switch outcome.result {
      case .answered(let response):
        context.log.info("outcome sent \(tag): \(response.status) after \(outcome.sends) sends")
      case .unknown(let why): context.log.warning("outcome sent \(tag) unknown: \(why)")
      case .failed(let error): context.log.warning("outcome sent \(tag) failed: \(error)")
      }
      var done = StateCommit()
      done.acknowledge(outcome)
      try await context.state.commit(done)
    }
  }
}
