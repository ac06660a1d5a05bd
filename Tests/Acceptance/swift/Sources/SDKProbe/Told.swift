import Roost

/// What secrets are to a Swift plugin.
extension SDKProbePlugin {
  struct Told: Codable, Sendable {
    var bytes: Int
    var text: String?
    var shown: String
  }

  @HandlerBuilder var told: [any Handler] {
    GET("/sdk/secrets/{name}") { request in
      let secret = try await context.secrets[request["name"]]
      let shown = "\(secret) \(String(reflecting: secret))"
      return JSON(Told(bytes: secret.bytes.count, text: secret.text, shown: shown))
    }
  }
}
