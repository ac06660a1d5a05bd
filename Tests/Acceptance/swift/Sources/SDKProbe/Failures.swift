import Roost

/// Every way for a handler to fail, at once and later.
extension SDKProbePlugin {
  struct OwnError: Error {}

  @HandlerBuilder var failures: [any Handler] {
    GET("/sdk/fail/{how}") { request in try fail(request["how"]) }
    GET("/sdk/fail-later/{how}") { request in
      try await Task.sleep(for: .milliseconds(1))
      return try fail(request["how"])
    }
  }

  private func fail(_ how: String) throws -> String {
    switch how {
    case "http": throw HTTPError(.conflict, "taken by another")
    case "retryable": throw PluginError.retryable("not just now")
    case "permanent": throw PluginError.permanent("never")
    case "denied": throw PluginError.denied("not for you")
    case "busy": throw PluginError(.busy, "full")
    case "unknown": throw PluginError.unknown("it may have happened")
    case "cancelled": throw CancellationError()
    case "own": throw OwnError()
    default: return "it did not fail\n"
    }
  }
}
