import HostIngress
import HostOperations

/// What the admin listener answers.
enum AdminPages {
  static func service(health: Health, metrics: MetricsRegistry) -> Service {
    .own { path, accept in
      switch path {
      case "/livez": answer(health.livez(HealthFormat(accept: accept)))
      case "/readyz": answer(health.readyz(HealthFormat(accept: accept)))
      case "/metrics":
        OwnAnswer(status: 200, contentType: MetricsRegistry.contentType, body: metrics.render())
      default: nil
      }
    }
  }

  private static func answer(_ health: HealthAnswer) -> OwnAnswer {
    OwnAnswer(status: UInt32(health.status), contentType: health.contentType, body: health.body)
  }
}
