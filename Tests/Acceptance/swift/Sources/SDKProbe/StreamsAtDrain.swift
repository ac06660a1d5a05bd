import Roost

/// Answers that are under way when the host wants the generation to end.
extension SDKProbePlugin {
  @HandlerBuilder var streamsAtDrain: [any Handler] {
    GET("/sdk/ticks") { _ in Response.events(tick) }
    // The drain comes while this one has not begun yet.
    GET("/sdk/ticks-later") { _ in
      context.log.info("ticks wait")
      try await untilOpened()
      return Response.events(tick)
    }
    GET("/sdk/song") { _ in
      Response(contentType: "text/plain") { writer in
        try await writer.write("verse\n")
        while !writer.isDraining { try await Task.sleep(for: .milliseconds(5)) }
        try await writer.write("the end\n")
      }
    }
  }

  private func tick(_ events: EventWriter) async throws {
    do {
      try await events.send("one", event: "tick", id: "1")
      try await Task.sleep(for: .seconds(600))
    } catch {
      context.log.info("ticks ended: \(error)")
      throw error
    }
  }
}
