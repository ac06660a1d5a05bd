import Testing

@testable import HostOperations

/// The settings of bots whose tokens the host keeps.
struct TelegramConfigurationTests {
  private let key = String(repeating: "a1", count: 32)

  private func load(
    _ text: String, environment: [String: String] = [:]
  ) throws(ConfigurationError) -> HostConfiguration.Loaded {
    try HostConfiguration.load(bytes: Array(text.utf8), file: "/etc/roost.yaml", environment: environment)
  }

  @Test func `without settings Telegram's server is meant and nothing is kept`() throws {
    let telegram = try load("").configuration.telegram
    #expect(telegram.api == nil && telegram.publicURL == nil && telegram.keys == nil)
    #expect(telegram.check == .seconds(300) && !telegram.checksSources)
  }

  @Test func `all of it is read, and the key is among the secrets that logs mask`() throws {
    let loaded = try load(
      """
      telegram:
        api_url: http://127.0.0.1:8081/
        public_url: https://bots.example.org/
        check_seconds: 5
        check_sources: true
      """, environment: ["ROOST_TELEGRAM_KEY": key])
    let telegram = loaded.configuration.telegram
    #expect(telegram.api == "http://127.0.0.1:8081" && telegram.publicURL == "https://bots.example.org")
    #expect(telegram.check == .seconds(5) && telegram.checksSources)
    #expect(loaded.configuration.allSecrets == [Secret(key)])
    #expect(!loaded.sources.contains { "\($0)".contains(key) })
  }

  @Test(arguments: [
    "api_url: ftp://a", "public_url: bots.example.org", "public_url: https://a/?b", "check_seconds: 0",
    "key: short",
    "token: x",
  ])
  func `what is none of it is refused`(line: String) {
    #expect(throws: ConfigurationError.self) { try load("telegram:\n  \(line)\n") }
  }
}
