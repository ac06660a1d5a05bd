import Glibc
import Testing

@testable import HostOperations

@Suite struct BotConfigurationTests {
  private func load(
    _ text: String, environment: [String: String] = [:], flags: [String: String] = [:],
    isPrivate: Bool = true
  ) throws -> HostConfiguration.Loaded {
    try HostConfiguration.load(
      bytes: Array(text.utf8), file: "/etc/roost/roost.yaml", environment: environment, flags: flags,
      isPrivate: isPrivate)
  }

  private func problems(
    _ text: String, environment: [String: String] = [:], flags: [String: String] = [:]
  ) throws -> [String] {
    let error = try #require(throws: ConfigurationError.self) {
      try load(text, environment: environment, flags: flags)
    }
    return error.problems.map { String($0.description.dropFirst("/etc/roost/".count)) }
  }

  private func bot(_ secret: String) -> String {
    "bots: {demo: {path: /telegram/3fb1c0de, plugins: [hello]\(secret.isEmpty ? "" : ", " + secret)}}"
  }

  @Test func `a bot's parts are each required and checked`() throws {
    #expect(
      try problems("bots:\n  demo:\n  Big: {}\n") == [
        "roost.yaml:2:8: bots.demo.path: is missing — hint: add path: /telegram/ and random letters",
        "roost.yaml:2:8: bots.demo.secret: is missing — hint: add secret or secret_file, or set ROOST_BOT_DEMO_SECRET or ROOST_BOT_DEMO_SECRET_FILE",
        "roost.yaml:2:8: bots.demo.plugins: names no plugin — hint: list the ids of the plugins that serve this bot: [hello]",
        "roost.yaml:3:3: bots.Big: is not a bot's name — hint: begin with a letter; use at most 32 of a to z, 0 to 9, _ and -",
      ])
    let found = try problems(
      """
      bots:
        demo:
          path: /telegram/short
          secret: "not a token"
          plugins: [Hello, ok, ok]
          plugin: x
      """)
    #expect(found.count == 5)
    #expect(!found.contains { $0.contains("not a token") })
  }

  @Test(arguments: [
    ("/telegram/12345678", true), ("/telegram/1234567", false), ("/telegran/12345678", false),
    ("/telegram/1234567/8", false), ("/telegram/äöüäöüäöü", false),
  ])
  func `a webhook's path has one form`(path: String, isValid: Bool) throws {
    let text = "bots: {demo: {path: \(path), secret: s, plugins: [hello]}}"
    if isValid {
      #expect(throws: Never.self) { try load(text) }
    } else {
      #expect(try problems(text).count == 1)
    }
  }

  @Test func `two bots cannot share a path or their variables`() throws {
    let found = try problems(
      """
      bots:
        one: {path: /telegram/3fb1c0de, secret: a, plugins: [hello]}
        two: {path: /telegram/3fb1c0de, secret: b, plugins: [hello]}
        a-b: {path: /telegram/3fb1c0d1, secret: c, plugins: [hello]}
        a_b: {path: /telegram/3fb1c0d2, secret: d, plugins: [hello]}
      """)
    #expect(
      found == [
        "roost.yaml:3:15: bots.two.path: is the path of bot one too — hint: give each bot a path of its own",
        "roost.yaml:5:3: bots.a_b: has the same environment variables as bot a-b — hint: choose another name",
      ])
  }

  @Test func `the number of bots is bounded`() throws {
    func bots(_ count: Int) -> String {
      "bots:\n"
        + (0..<count).map { "  b\($0): {path: /telegram/\(10_000_000 + $0), secret: s, plugins: [p]}\n" }
        .joined()
    }
    #expect(try load(bots(1000)).configuration.bots.count == 1000)
    #expect(
      try problems(bots(1001)) == ["roost.yaml:2:3: bots: has more than 1000 bots — hint: run a second host"])
  }

  @Test func `a secret comes from its variable before the file`() throws {
    let loaded = try load(bot("secret: file"), environment: ["ROOST_BOT_DEMO_SECRET": "variable"])
    #expect(loaded.configuration.bots[0].secret.matches("variable".utf8))
    #expect(
      loaded.sources.map(\.description).contains(
        "bots.demo.secret = ‹secret› (environment ROOST_BOT_DEMO_SECRET)"))
    #expect(!"\(loaded)".contains("variable"))
  }

  @Test func `a secret on the command line is refused`() throws {
    #expect(
      try problems(bot(""), flags: ["bots.demo.secret": "x"]).count == 1)
  }

  @Test func `two sources of one rank are refused`() throws {
    #expect(try problems(bot("secret: a, secret_file: b")).count == 1)
    #expect(
      try problems(
        bot(""), environment: ["ROOST_BOT_DEMO_SECRET": "a", "ROOST_BOT_DEMO_SECRET_FILE": "/b"]
      ).count == 1)
  }

  @Test func `a secret's file must be closed to others`() throws {
    try withFolder { folder in
      let file = folder + "/token"
      for (mode, isAccepted) in [
        (0o600, true), (0o400, true), (0o640, false), (0o604, false), (0o620, false),
      ] {
        try write("from-file\r\n", to: file, mode: mode_t(mode))
        for (text, environment) in [
          (bot("secret_file: \(file)"), [:]), (bot(""), ["ROOST_BOT_DEMO_SECRET_FILE": file]),
        ] {
          if isAccepted {
            let secret = try load(text, environment: environment).configuration.bots[0].secret
            #expect(secret.matches("from-file".utf8))
          } else {
            #expect(try problems(text, environment: environment).joined().contains("chmod 600 " + file))
          }
        }
      }
    }
  }

  @Test func `a credential of the service manager may be open to its group`() throws {
    try withFolder { folder in
      try write("credential", to: folder + "/bot_demo_secret", mode: 0o440)
      let environment = ["CREDENTIALS_DIRECTORY": folder]
      let loaded = try load(bot("secret: file"), environment: environment)
      #expect(loaded.configuration.bots[0].secret.matches("credential".utf8))
      try write("credential", to: folder + "/bot_demo_secret", mode: 0o444)
      #expect(try problems(bot("secret: file"), environment: environment).count == 1)
    }
  }

  @Test func `a secret in a file that others may read is warned about`() throws {
    #expect(try load(bot("secret: a"), isPrivate: false).warnings.count == 1)
    #expect(try load(bot("secret: a"), isPrivate: true).warnings.isEmpty)
  }

  @Test func `a secret never shows itself and compares by content`() {
    let secret = Secret("hunter2")
    #expect("\(secret)" == "‹secret›")
    #expect(String(reflecting: secret) == "‹secret›")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!dumped.contains("104") && !dumped.contains("hunter2"))
    #expect(secret.matches("hunter2".utf8))
    for other in ["", "hunter", "hunter3", "hunter22", "hunter2hunter2", "Hunter2"] {
      #expect(!secret.matches(other.utf8))
    }
    #expect(!Secret("").matches("a".utf8))
    #expect(!Secret("a").matches("aa".utf8))
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/roost-configuration-XXXXXX".utf8CString)
    let folder = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe mkdtemp(buffer.baseAddress!).map { unsafe String(cString: $0) }
    }
    let path = try #require(folder)
    defer {
      for name in ["token", "bot_demo_secret"] { _ = unsafe unlink(path + "/" + name) }
      _ = unsafe rmdir(path)
    }
    try body(path)
  }

  private func write(_ text: String, to path: String, mode: mode_t) throws {
    _ = unsafe unlink(path)
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    try #require(descriptor >= 0)
    let bytes = Array(text.utf8)
    let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    #expect(written == bytes.count)
    #expect(fchmod(descriptor, mode) == 0)
    close(descriptor)
  }
}
