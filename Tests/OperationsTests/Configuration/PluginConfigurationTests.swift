import RoostJSON
import Testing

@testable import HostOperations

@Suite struct PluginConfigurationTests {
  private static let schema = """
    {"type": "object", "additionalProperties": false, "required": ["greeting"],
     "properties": {
       "greeting": {"type": "string", "minLength": 1, "description": "what to say"},
       "times": {"type": "integer", "minimum": 1, "default": 3},
       "inner": {"type": "object", "properties": {"on": {"type": "boolean", "default": true}}},
       "token": {"type": "string", "format": "password", "maxLength": 3}}}
    """

  private func load(_ text: String?, schema: String? = schema) throws -> PluginConfiguration {
    let schema = try schema.map { try JSONSchema.compile(JSONValue(parsing: $0)) }
    return try PluginConfiguration.load(
      bytes: text.map { Array($0.utf8) }, file: "plugins.d/hello.yaml", schema: schema)
  }

  private func problems(_ text: String?, schema: String? = schema) throws -> [String] {
    let error = try #require(throws: ConfigurationError.self) { try load(text, schema: schema) }
    return error.problems.map(\.description)
  }

  @Test func `no file means the defaults`() throws {
    let configuration = try load(nil, schema: nil)
    #expect(
      configuration
        == PluginConfiguration(
          isEnabled: true, isolation: .worker, replacesInline: false, values: .object([]), grants: [],
          limits: .init(concurrency: nil, queue: nil, deadline: nil)))
    #expect(String(decoding: configuration.json, as: UTF8.self) == "{}")
  }

  @Test func `every setting is taken, and the schema's defaults are filled in`() throws {
    let configuration = try load(
      """
      enabled: true
      isolation: inline
      config: {inner: {}, greeting: "no"}
      grants: [http:/other, http:/]
      limits: {concurrency: 64, queue: 0, deadline_ms: 5000}
      """)
    #expect(
      String(decoding: configuration.json, as: UTF8.self)
        == #"{"inner":{"on":true},"greeting":"no","times":3}"#)
    #expect(configuration.grants == [.http(prefix: "/other"), .http(prefix: "/")])
    #expect(configuration.limits == .init(concurrency: 64, queue: 0, deadline: .seconds(5)))
  }

  @Test(arguments: ["payments.lookup", "payments.*", "payments.**", "**", "a-b.c_d.E9"])
  func `services and topics are granted by patterns`(_ pattern: String) throws {
    #expect(Grant("service:" + pattern) == .service(pattern))
    #expect(Grant("service:" + pattern)?.description == "service:" + pattern)
    #expect(Grant("topic:" + pattern) == .topic(pattern))
    #expect(Grant("service:" + pattern)!.isCovered(by: [.topic(pattern), .service(pattern)]))
    #expect(!Grant("service:" + pattern)!.isCovered(by: [.topic(pattern), .service("other.x")]))
  }

  @Test(arguments: ["", ".", "payments.", "a b", "payments.**.x", "pay*", String(repeating: "a", count: 129)])
  func `what means no services is refused`(_ pattern: String) throws {
    #expect(Grant("service:" + pattern) == nil)
  }

  @Test func `bots are granted by name, or all of them`() {
    #expect(Grant("bot:shop") == .bot("shop") && Grant("bot:*")?.description == "bot:*")
    #expect(Grant.bot("shop").isCovered(by: [.bot("*")]) && Grant.bot("shop").isCovered(by: [.bot("shop")]))
    #expect(
      !Grant.bot("*").isCovered(by: [.bot("shop")]) && !Grant.bot("shop").isCovered(by: [.bot("other")]))
    for wrong in ["bot:", "bot:Shop", "bot:a b", "bot:**", "bot:1shop"] { #expect(Grant(wrong) == nil) }
  }

  @Test func `grants are read whatever the schema, but from no file with another mistake`() throws {
    func grants(_ text: String?) throws -> [Grant] {
      try PluginConfiguration.grants(bytes: text.map { Array($0.utf8) }, file: "plugins.d/hello.yaml")
    }
    #expect(try grants(nil) == [])
    #expect(try grants("config: {greeting: 5}\ngrants: [http:/other]") == [.http(prefix: "/other")])
    for wrong in ["grnats: [http:/other]", "grants: [http:other]", "grants: ["] {
      #expect(throws: ConfigurationError.self) { try grants(wrong) }
    }
  }

  @Test func `a prefix is covered by itself and by what it lies beneath`() {
    let grant = Grant.http(prefix: "/a/b")
    for other in ["/", "/a", "/a/b"] {
      #expect(grant.isCovered(by: [.http(prefix: "/x"), .http(prefix: other)]))
    }
    for other in ["/a/b/c", "/a/bc", "/b"] { #expect(!grant.isCovered(by: [.http(prefix: other)])) }
    #expect(!grant.isCovered(by: []))
  }

  @Test func `problems of the configuration point at its lines`() throws {
    #expect(
      try problems(
        """
        config:
          greeting: 5
          times: 0
          tmies: 1
          token: sesame
        grants: [http:other, ftp:/x]
        limits: {concurency: 1}
        """) == [
          "plugins.d/hello.yaml:2:13: config.greeting: must be text, is 5 — hint: quote it",
          "plugins.d/hello.yaml:3:10: config.times: must be at least 1, is 0 — hint: choose another number",
          "plugins.d/hello.yaml:4:3: config.tmies: there is no such setting — hint: did you mean times?",
          "plugins.d/hello.yaml:5:10: config.token: must have at most 3 characters, has 6 — hint: leave some out",
          "plugins.d/hello.yaml:6:10: grants[0]: is not a prefix of paths: \"other\" — hint: begin with /; between slashes use letters, digits, . _ ~ -; end without a slash",
          "plugins.d/hello.yaml:6:22: grants[1]: is a grant of an unknown kind: \"ftp\" — hint: write http: and a path, such as http:/pay, topic: and topics, secret: and a name, fetch: and a host, service: and services, or bot: and a bot",
          "plugins.d/hello.yaml:7:10: limits.concurency: there is no such setting — hint: did you mean concurrency?",
        ])
  }

  @Test func `what the schema requires is missed even without a file`() throws {
    #expect(
      try problems(nil) == [
        "plugins.d/hello.yaml:1:1: config.greeting: is missing — hint: what to say"
      ])
  }

  @Test func `a value of the format password stays out of messages`() throws {
    #expect(
      try problems("config: {greeting: a, token: 12345}") == [
        "plugins.d/hello.yaml:1:30: config.token: must be text, is ‹secret› — hint: quote it"
      ])
  }

  @Test func `a plugin without a schema takes no configuration`() throws {
    #expect(throws: Never.self) { try load("config: {}", schema: nil) }
    #expect(try problems("config: {a: 1}", schema: nil).count == 1)
  }

  @Test func `a plugin that is switched off may be left half configured`() throws {
    #expect(try load("enabled: false\nconfig: {times: x}\n").isEnabled == false)
  }

  @Test func `where it cannot run is refused`() throws {
    #expect(
      try problems("{isolation: elsewhere, config: {greeting: a}}") == [
        "plugins.d/hello.yaml:1:13: isolation: must be one of worker, inline, is \"elsewhere\" — hint: choose one of these"
      ])
    #expect(try problems("{isolation: outline, config: {greeting: a}, enabled: maybe}").count == 2)
  }

  @Test(arguments: ["http:", "http:/a/", "http:/a//b", "http:/../a", "http:/a b", "http:/%41", "http", "x"])
  func `a grant has one spelling`(text: String) {
    #expect(Grant(text) == nil)
  }
}
