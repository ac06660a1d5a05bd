import Roost
import SandboxWorld

/// What the operator chooses; see plugin.json.
struct Configuration: Decodable, Sendable {
  struct Bot: Decodable, Sendable {
    let name: String
    let username: String
    let webhook: String?
    /// The name of a secret of the host's, which is to be granted.
    let secret: String?
    let commands: [Command]
  }
  struct Command: Decodable, Sendable {
    let command: String
    let description: String
  }

  let history: Int
  let queue: Int
  let files_mb: Int
  let limits: Bool
  let poll_seconds: Int
  let bots: [Bot]

  var settings: Settings {
    var settings = Settings()
    settings.historyLength = history
    settings.queueLength = queue
    settings.fileBytes = files_mb << 20
    settings.hasLimits = limits
    return settings
  }

  /// The bots that are there from the start, with what the host keeps secret for them.
  ///
  /// - Throws: ``PluginError`` for a secret that is not there or not granted.
  func installed(_ secrets: Secrets) async throws -> [InstalledBot] {
    var installed: [InstalledBot] = []
    for bot in bots {
      var secret: String?
      if let name = bot.secret {
        secret = try await secrets[name].text
        guard secret != nil else {
          throw PluginError.permanent(
            "@\(bot.username): the secret \(name) is no text — hint: 1 to 256 of A-Z, a-z, 0-9, _ and -")
        }
      }
      installed.append(
        InstalledBot(
          name: bot.name, username: bot.username, webhook: bot.webhook, secret: secret,
          commands: bot.commands.map { ($0.command, $0.description) }))
    }
    return installed
  }
}
