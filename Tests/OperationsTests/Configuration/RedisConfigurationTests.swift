import Testing

@testable import HostOperations

@Suite struct RedisConfigurationTests {
  private func load(
    _ text: String, environment: [String: String] = [:], isPrivate: Bool = true
  ) throws -> HostConfiguration.Loaded {
    try HostConfiguration.load(
      bytes: Array(text.utf8), file: "/etc/roost/roost.yaml", environment: environment, isPrivate: isPrivate)
  }

  private func problems(_ text: String, environment: [String: String] = [:]) throws -> [String] {
    let error = try #require(throws: ConfigurationError.self) { try load(text, environment: environment) }
    return error.problems.map { String($0.description.dropFirst("/etc/roost/roost.yaml:".count)) }
  }

  private func redis(_ settings: String) -> String { "state: {redis: {\(settings)}}" }

  @Test func `without it the state is in a file`() throws {
    #expect(try load("").configuration.state.redis == nil)
    #expect(try load("state: {folder: x}").configuration.state.redis == nil)
  }

  @Test(arguments: [
    ("redis://127.0.0.1:6380", [RedisAddress.host("127.0.0.1", port: 6380)], false),
    ("redis://cache.example", [.host("cache.example", port: 6379)], false),
    ("rediss://cache.example:1", [.host("cache.example", port: 1)], true),
    ("redis://[::1]", [.host("::1", port: 6379)], false),
    ("redis://[::1]:7000", [.host("::1", port: 7000)], false),
    ("unix:/run/redis.sock", [.unix("/run/redis.sock")], false),
    ("unix:redis.sock", [.unix("/etc/roost/redis.sock")], false),
  ])
  func `an address is read`(_ url: String, _ addresses: [RedisAddress], _ isEncrypted: Bool) throws {
    let redis = try #require(try load(redis("url: \"\(url)\"")).configuration.state.redis)
    #expect(redis.addresses == addresses && redis.isEncrypted == isEncrypted)
    #expect(redis.prefix == "roost:" && redis.database == 0 && redis.user == nil && redis.password == nil)
  }

  @Test(arguments: [
    "", "127.0.0.1:6379", "http://x", "redis://", "redis://:6379", "redis://x:0", "redis://x:65536",
    "redis://x:",
    "redis://x:-1", "redis://a,,b", "redis://x/1", "redis://x?a", "redis://::1", "redis://[::1",
    "redis://[::1]x",
    "redis://a b", "unix:", "redis://user@x",
  ])
  func `what is no address is refused`(_ url: String) throws {
    let found = try problems(redis("url: \"\(url)\""))
    #expect(found.count == 1 && found[0].contains("state.redis.url"))
  }

  @Test func `a password in an address is not shown`() throws {
    let found = try problems(redis("url: \"redis://me:sesame@host\""))
    #expect(found[0].contains("state.redis.user and state.redis.password") && !found[0].contains("sesame"))
  }

  @Test func `Sentinels are several addresses and a name`() throws {
    let both = try load(redis("url: \"redis://a,b:7,[::1]:8\", sentinel: main")).configuration.state.redis
    #expect(both?.addresses == [.host("a", port: 6379), .host("b", port: 7), .host("::1", port: 8)])
    #expect(both?.sentinel == "main")
    #expect(try problems(redis("url: \"redis://a,b\""))[0].contains("names several servers"))
    let many = (0..<17).map { "h\($0)" }.joined(separator: ",")
    #expect(try problems(redis("url: \"redis://\(many)\", sentinel: s"))[0].contains("more than 16"))
  }

  @Test func `a password comes from where secrets do, and from one of them`() throws {
    let url = "url: \"redis://a\", user: me"
    #expect(
      try load(redis("\(url), password: sesame")).configuration.state.redis?.password == Secret("sesame"))
    let environment = ["ROOST_STATE_REDIS_PASSWORD": "open"]
    let loaded = try load(redis(url), environment: environment)
    #expect(loaded.configuration.state.redis?.password == Secret("open"))
    #expect(loaded.configuration.state.redis?.user == "me")
    #expect(!loaded.sources.contains { "\($0)".contains("open") })
    #expect(try problems(redis("\(url), password: a, password_file: b"))[0].contains("given beside password"))
    #expect(
      try problems(redis("\(url), password_file: /none/there"))[0].contains("state.redis.password_file"))
    #expect(try problems(redis(url))[0].contains("state.redis.user: has no password"))
    let public_ = try load(redis("\(url), password: sesame"), isPrivate: false)
    #expect(public_.warnings.contains { "\($0)".contains("use password_file") })
  }

  @Test func `it can be given by the environment alone`() throws {
    let environment = ["ROOST_STATE_REDIS_URL": "redis://a", "ROOST_STATE_REDIS_PREFIX": "r2:"]
    let redis = try load("", environment: environment).configuration.state.redis
    #expect(redis?.addresses == [.host("a", port: 6379)] && redis?.prefix == "r2:")
  }

  @Test func `what does not go together is refused`() throws {
    #expect(try problems("state: {folder: x, redis: {url: \"redis://a\"}}")[0].contains("state.folder"))
    #expect(try problems(redis("prefix: \"a:\""))[0].contains("state.redis: has no url"))
    #expect(try problems(redis("url: \"redis://a\", ca: x"))[0].contains("of no use without TLS"))
    for wrong in ["prefix: \"\"", "prefix: \"a b\"", "database: -1", "sentinel: \"\"", "urls: x"] {
      #expect(try problems(redis("url: \"redis://a\", \(wrong)")).count == 1)
    }
  }
}
