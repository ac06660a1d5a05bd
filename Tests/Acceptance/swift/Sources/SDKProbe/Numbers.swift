import Roost

/// Numbers for the operator.
extension SDKProbePlugin {
  @HandlerBuilder var numbers: [any Handler] {
    POST("/sdk/numbers") { _ in
      context.metrics.count("orders_total")
      context.metrics.count("orders_total", by: 4)
      context.metrics.gauge("level", to: 2.5)
      context.metrics.duration("work_seconds", .milliseconds(1500))
      context.metrics.count("No Name")
      return "told\n"
    }
  }
}
