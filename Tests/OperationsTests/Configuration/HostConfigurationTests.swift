import RoostJSON
import Testing

@testable import HostOperations

@Suite struct HostConfigurationTests {
  private func load(
    _ text: String, environment: [String: String] = [:], flags: [String: String] = [:]
  ) throws -> HostConfiguration.Loaded {
    try HostConfiguration.load(
      bytes: Array(text.utf8), file: "/etc/roost/roost.yaml", environment: environment, flags: flags)
  }

  private func problems(
    _ text: String, environment: [String: String] = [:], flags: [String: String] = [:]
  ) throws -> [String] {
    let error = try #require(throws: ConfigurationError.self) {
      try load(text, environment: environment, flags: flags)
    }
    return error.problems.map(\.description)
  }

  private static let bot = """
    bots:
      demo:
        path: /telegram/3fb1c0de
        secret: s3cret
        plugins: [hello]

    """

  @Test func `an empty file means the defaults`() throws {
    let configuration = try load("").configuration
    #expect(configuration.listeners.map(\.address.description) == ["127.0.0.1:8080"])
    #expect(configuration.admin?.description == "127.0.0.1:9090")
    #expect(configuration.control == "/etc/roost/var/control.sock")
    #expect(configuration.plugins.folder == "/etc/roost/plugins.d")
    #expect(configuration.plugins.cache == "/etc/roost/var/generations")
    #expect(configuration.plugins.rescan == .seconds(30))
    #expect(configuration.plugins.quiet == .milliseconds(100))
    #expect(configuration.plugins.signatures == .off)
    #expect(configuration.trustedProxies.isEmpty)
    #expect(configuration.http.maxLineBytes == 8192)
    #expect(configuration.http.maxHeaderBytes == 32768)
    #expect(configuration.http.maxHeaderCount == 100)
    #expect(configuration.http.maxBodyBytes == 1_048_576)
    #expect(configuration.http.headerTimeout == .seconds(10))
    #expect(configuration.http.bodyTimeout == .seconds(30))
    #expect(configuration.http.idleTimeout == .seconds(60))
    #expect(configuration.http.writeTimeout == .seconds(30))
    #expect(configuration.http.maxConnections == 10_000)
    #expect(configuration.dispatch.deadline == .seconds(30))
    #expect(configuration.dispatch.concurrency == 256)
    #expect(configuration.dispatch.queue == 1024)
    #expect(configuration.drain == .seconds(30))
    #expect(configuration.loops == nil)
    #expect(configuration.log == .init(level: .info, format: .console))
    #expect(configuration.bots.isEmpty)
  }

  @Test func `every setting of a full file is taken`() throws {
    let configuration = try load(
      """
      listen:
        - address: 0.0.0.0:80
        - {address: "[::1]:8443", tls: {certificate: cert.pem, key: /k/key.pem}}
        - unix:run/http.sock
      admin: off
      control: c.sock
      plugins: {folder: /p, cache: c, rescan_seconds: 5, quiet_ms: 7, signatures: required, keys: [k.pem]}
      proxies: {trusted: [10.0.0.0/8, "::1"]}
      http:
        max_line_bytes: 100
        max_header_bytes: 1000
        max_header_count: 10
        max_body_bytes: 1
        header_timeout_ms: 1
        body_timeout_ms: 2
        idle_timeout_ms: 3
        write_timeout_ms: 4
        max_connections: 5
      dispatch: {deadline_ms: 6, concurrency: 7, queue: 0}
      events:
        inbox_events: 1
        inbox_mb: 2
        inbox_seconds: 3
        in_memory: 8
        attempts: 4
        retry_ms: 5
        dead_days: 6
        trail_hours: 0
        trail_mb: 7
      drain_seconds: 0
      loops: 3
      log: {level: trace, format: json}

      """ + Self.bot.replacing("\n\n", with: "\n") + "    delivery: durable\n"
    ).configuration
    #expect(
      configuration.listeners == [
        .init(address: try #require(ListenAddress("0.0.0.0:80", folder: "/")), tls: nil),
        .init(
          address: try #require(ListenAddress("[::1]:8443", folder: "/")),
          tls: .init(certificate: "/etc/roost/cert.pem", key: "/k/key.pem")),
        .init(address: .unix(path: "/etc/roost/run/http.sock"), tls: nil),
      ])
    #expect(configuration.admin == nil)
    #expect(configuration.control == "/etc/roost/c.sock")
    #expect(
      configuration.plugins
        == .init(
          folder: "/p", cache: "/etc/roost/c", rescan: .seconds(5), quiet: .milliseconds(7),
          signatures: .required, keys: ["/etc/roost/k.pem"]))
    #expect(configuration.trustedProxies.map(\.description) == ["10.0.0.0/8", "::1/128"])
    #expect(
      configuration.http
        == .init(
          maxLineBytes: 100, maxHeaderBytes: 1000, maxHeaderCount: 10, maxBodyBytes: 1,
          headerTimeout: .milliseconds(1), bodyTimeout: .milliseconds(2), idleTimeout: .milliseconds(3),
          writeTimeout: .milliseconds(4), maxConnections: 5))
    #expect(configuration.dispatch == .init(deadline: .milliseconds(6), concurrency: 7, queue: 0))
    #expect(
      configuration.events
        == .init(
          inboxEvents: 1, inboxMiB: 2, inboxAge: .seconds(3), inMemory: 8, attempts: 4,
          retryPause: .milliseconds(5), deadLife: .seconds(6 * 86_400), trailLife: .zero, trailMiB: 7))
    #expect(configuration.drain == .zero)
    #expect(configuration.loops == 3)
    #expect(configuration.log == .init(level: .trace, format: .json))
    #expect(
      configuration.bots == [
        .init(
          name: "demo", path: "/telegram/3fb1c0de", secret: Secret("s3cret"), plugins: ["hello"],
          delivery: .durable)
      ])
  }

  @Test func `all problems are told at once, each with its line`() throws {
    let found = try problems(
      """
      http:
        max_body_bytes: -3
        max_body_byte: 4
      log:
        level: inf
      admin: localhost:9090
      drain_seconds: "30"
      loops: 1.5
      proxies: {trusted: [10.0.0.1/8]}
      """)
    #expect(
      found == [
        "/etc/roost/roost.yaml:2:19: http.max_body_bytes: must be at least 1, is -3 — hint: choose a larger number",
        "/etc/roost/roost.yaml:3:3: http.max_body_byte: there is no such setting — hint: did you mean max_body_bytes?",
        "/etc/roost/roost.yaml:5:10: log.level: must be one of trace, debug, info, notice, warning, error, critical, is \"inf\" — hint: did you mean info?",
        "/etc/roost/roost.yaml:6:8: admin: must be an address and port, is \"localhost:9090\" — hint: write 127.0.0.1 or [::1]",
        "/etc/roost/roost.yaml:7:16: drain_seconds: must be a whole number, is \"30\" — hint: write digits only",
        "/etc/roost/roost.yaml:8:8: loops: must be a whole number, is 1.5 — hint: write digits only",
        "/etc/roost/roost.yaml:9:21: proxies.trusted[0]: \"10.0.0.1/8\" has bits set behind its prefix — hint: did you mean 10.0.0.0/8?",
      ])
  }

  @Test func `a flag wins over the environment, which wins over the file`() throws {
    let file = "log: {level: error}\nhttp: {max_body_bytes: 1}\nloops: 1\n"
    let environment = ["ROOST_LOG_LEVEL": "debug", "ROOST_HTTP_MAX_BODY_BYTES": "2", "ROOST_ADMIN": ""]
    let loaded = try load(file, environment: environment, flags: ["log.level": "trace"])
    #expect(loaded.configuration.log.level == .trace)
    #expect(loaded.configuration.http.maxBodyBytes == 2)
    #expect(loaded.configuration.loops == 1)
    #expect(loaded.configuration.admin != nil)
    let sources = loaded.sources.map(\.description)
    #expect(sources.contains("log.level = trace (flag log.level)"))
    #expect(sources.contains("http.max_body_bytes = 2 (environment ROOST_HTTP_MAX_BODY_BYTES)"))
    #expect(sources.contains("loops = 1 (/etc/roost/roost.yaml:3:8)"))
    #expect(sources.contains("drain_seconds = 30 (default)"))
  }

  @Test func `lists in the environment are separated by commas`() throws {
    let loaded = try load(
      "listen: [127.0.0.1:1]",
      environment: ["ROOST_LISTEN": "127.0.0.1:2, [::1]:3", "ROOST_PROXIES_TRUSTED": "10.0.0.0/8,::1"])
    #expect(loaded.configuration.listeners.map(\.address.description) == ["127.0.0.1:2", "[::1]:3"])
    #expect(loaded.configuration.trustedProxies.count == 2)
  }

  @Test func `a bad value names the variable or flag it came from`() throws {
    let found = try problems(
      "", environment: ["ROOST_LISTEN": "127.0.0.1:2,nonsense"],
      flags: ["loops": "many", "log.levle": "info"])
    #expect(
      found == [
        "environment ROOST_LISTEN: listen: must be an address and port, is \"nonsense\" — hint: write it like 127.0.0.1:8080, [::1]:8080 or unix:/run/roost/http.sock",
        "flag loops: loops: must be a whole number, is \"many\" — hint: write digits only",
        "flag log.levle: there is no such setting — hint: did you mean log.level?",
      ])
  }

  @Test func `an unknown variable is a warning`() throws {
    let loaded = try load("", environment: ["ROOST_LOG_LEVLE": "debug", "HOME": "/root"])
    #expect(
      loaded.warnings.map(\.description) == [
        "environment ROOST_LOG_LEVLE: there is no such setting — hint: did you mean ROOST_LOG_LEVEL?"
      ])
  }

  @Test func `only so many problems are told`() throws {
    let text = (0..<5000).map { "k\($0): 1\n" }.joined()
    #expect(try problems(text).count == 64)
  }

  @Test func `a section must be a map, but may be empty`() throws {
    #expect(try load("http:\nlog:\n").configuration.http.maxLineBytes == 8192)
    #expect(
      try problems("http: [1]\nlog: info\n") == [
        "/etc/roost/roost.yaml:1:7: http: must be a map, is a list — hint: indent its settings below it",
        "/etc/roost/roost.yaml:2:6: log: must be a map, is \"info\" — hint: indent its settings below it",
      ])
  }

  @Test func `a setting without a value is refused`() throws {
    #expect(
      try problems("loops:\n") == [
        "/etc/roost/roost.yaml:1:7: loops: is empty — hint: give it a value, or leave its key out"
      ])
  }

  @Test func `a listener needs an address and whole TLS`() throws {
    #expect(
      try problems(
        """
        listen:
          - {tls: {certificate: a}, address: 127.0.0.1:1}
          - {tsl: {}}
          - {address: 127.0.0.1:2, tls: }
        """) == [
          "/etc/roost/roost.yaml:2:11: listen[0].tls: has no key — hint: TLS needs certificate and key, both PEM files",
          "/etc/roost/roost.yaml:3:5: listen[1]: has no address — hint: add address: 127.0.0.1:8080",
          "/etc/roost/roost.yaml:3:6: listen[1].tsl: there is no such setting — hint: did you mean tls?",
          "/etc/roost/roost.yaml:4:33: listen[2].tls: is empty — hint: TLS needs certificate and key, both PEM files",
        ])
    #expect(try problems("listen: []").count == 1)
  }

  @Test func `two listeners on one address are refused, unless any free port will do`() throws {
    #expect(
      try problems("listen: [127.0.0.1:9090]") == [
        "/etc/roost/roost.yaml:1:1: admin: is 127.0.0.1:9090, which listen[0] is too — hint: give each an address of its own"
      ])
    #expect(try load("listen: [127.0.0.1:0, 127.0.0.1:0]").configuration.listeners.count == 2)
  }

  @Test func `an address that is taken is told with its own place, whatever else is refused`() throws {
    let found = try problems("listen: [nonsense, 127.0.0.1:1, 127.0.0.1:2, 127.0.0.1:1]")
    #expect(
      found.last
        == "/etc/roost/roost.yaml:1:46: listen[3]: is 127.0.0.1:1, which listen[1] is too — hint: give each an address of its own"
    )
    #expect(
      try problems(
        "listen: [127.0.0.1:1]\nadmin: 127.0.0.1:3\n",
        environment: ["ROOST_LISTEN": "127.0.0.1:2,127.0.0.1:2"], flags: ["admin": "127.0.0.1:2"]) == [
          "environment ROOST_LISTEN: listen[1]: is 127.0.0.1:2, which listen[0] is too — hint: give each an address of its own",
          "flag admin: admin: is 127.0.0.1:2, which listen[1] is too — hint: give each an address of its own",
        ])
  }

  @Test func `what turns out later to be wrong is told with its place`() throws {
    let text = "listen:\n  - {address: 127.0.0.1:1, tls: {certificate: a, key: b}}\n  - 127.0.0.1:2\n"
    let key = DataPath("listen").index(0).member("tls").member("key")
    let loaded = try load(text)
    #expect(
      loaded.problem(at: key, "is gone", hint: "look").description
        == "/etc/roost/roost.yaml:2:55: listen[0].tls.key: is gone — hint: look")
    let second = DataPath("listen").index(1)
    #expect(
      loaded.problem(at: second, "is gone", hint: nil).description
        == "/etc/roost/roost.yaml:3:5: listen[1]: is gone")
    let given = try load(text, environment: ["ROOST_LISTEN": "127.0.0.1:3,127.0.0.1:4"])
    #expect(
      given.problem(at: second, "is gone", hint: nil).description
        == "environment ROOST_LISTEN: listen[1]: is gone")
  }

  @Test func `a variable for a bot that has no such setting, or is not there, is a warning`() throws {
    let environment = [
      "ROOST_BOT_DEMO_PATHH": "x", "ROOST_BOT_SHOP_PATH": "x", "ROOST_BOT_SHOP_SECRET": "x",
      "ROOST_BOT_DEMO_SECRET": "s3cret",
    ]
    let path = "ROOST_BOT_DEMO_PATH"
    #expect(
      try load(Self.bot.replacing("    secret: s3cret\n", with: ""), environment: environment)
        .warnings.map(\.description) == [
          "environment \(path)H: there is no such setting — hint: did you mean \(path)?",
          "environment ROOST_BOT_SHOP_PATH: there is no such bot in /etc/roost/roost.yaml — hint: a variable sets what a bot in the file lacks; it has demo",
          "environment ROOST_BOT_SHOP_SECRET: there is no such bot in /etc/roost/roost.yaml — hint: a variable sets what a bot in the file lacks; it has demo",
        ])
    #expect(
      try load("", environment: ["ROOST_BOT_DEMO_PATH": "x"]).warnings.first?.hint?.hasSuffix("it has none")
        == true)
  }

  @Test func `errors do not hide the warnings`() throws {
    let error = try #require(throws: ConfigurationError.self) {
      try load("loops: many", environment: ["ROOST_LOG_LEVLE": "debug"])
    }
    #expect(error.problems.count == 1)
    #expect(error.warnings.map(\.file) == ["environment ROOST_LOG_LEVLE"])
  }

  @Test func `a program that is not named is told by where it is`() throws {
    let loaded = try load("")
    #expect(loaded.configuration.workers.program == nil)
    #expect(
      loaded.sources.map(\.description).contains("workers.program = roost-worker beside roost (default)"))
  }

  @Test func `required signatures need a key`() throws {
    #expect(try problems("plugins: {signatures: required}").count == 1)
  }

  @Test func `a named file must exist, and the default one need not`() throws {
    #expect(throws: ConfigurationError.self) { try HostConfiguration.load(file: "/nonexistent/roost.yaml") }
    #expect(throws: Never.self) { try HostConfiguration.load(file: nil) }
  }

  @Test func `a path of a socket is bounded`() throws {
    let name = String(repeating: "x", count: 90)
    #expect(try load("control: \(name)").configuration.control.hasSuffix(name))
    #expect(try problems("control: \(name)y12345678").count == 1)
  }
}
