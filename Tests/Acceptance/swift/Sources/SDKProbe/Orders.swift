import Roost

/// What durable routes and schedules do for a Swift plugin.
extension SDKProbePlugin {
  @HandlerBuilder var orders: [any Handler] {
    POST("/sdk/orders/{item}", durable: .header("Idempotency-Key")) { request in
      guard request.isKept else { throw PluginError(.permanent, "its client waits") }
      if String(decoding: request.body, as: UTF8.self) == "bad" {
        throw HTTPError(.badRequest, "nobody hears this")
      }
      try await context.state.update("ordered/\(request["item"])", as: Int.self, acknowledging: request) {
        $0 = ($0 ?? 0) + 1
      }
      return HTTPStatus.created
    }
    PUT("/sdk/orders", durable: .body) { request in
      try await context.state.update("ordered/hook", as: Int.self, acknowledging: request) {
        $0 = ($0 ?? 0) + 1
      }
      return "taken\n"
    }
    GET("/sdk/orders/{item}") { request in
      guard !request.isKept else { throw PluginError(.permanent, "it is not") }
      return "\(try await context.state.entry("ordered/\(request["item"])")?.decode(as: Int.self) ?? 0)\n"
    }
  }

  @HandlerBuilder var schedules: [any Handler] {
    OnSchedule(
      "sdk.minutes", settings.mark == "minutes" ? "* * * * *" : "0 0 1 1 *", timeZone: "Europe/Berlin",
      jitter: .seconds(1), missed: .runAll(atMost: 3)
    ) {
      run in
      try await context.state.update("minute/\(run.time / 60_000)", as: Int.self, acknowledging: run) {
        $0 = ($0 ?? 0) + 1
      }
      context.log.info("\(run.name) of \(run.time / 60_000) from \(run.sender)")
    }
  }
}
