import Glibc
import Testing

@testable import HostOperations

@Suite struct SecretConfigurationTests {
  private func load(
    _ text: String, environment: [String: String] = [:], flags: [String: String] = [:],
    isPrivate: Bool = true
  ) throws -> HostConfiguration.Loaded {
    try HostConfiguration.load(
      bytes: Array(text.utf8), file: "/etc/roost/roost.yaml", environment: environment, flags: flags,
      isPrivate: isPrivate)
  }

  private func secrets(_ text: String, _ environment: [String: String] = [:]) throws -> [String: String] {
    let secrets = try load(text, environment: environment).configuration.secrets
    return Dictionary(
      uniqueKeysWithValues: secrets.map {
        ($0.name, String(decoding: $0.value.reveal(), as: UTF8.self))
      })
  }

  private func problems(
    _ text: String, environment: [String: String] = [:], flags: [String: String] = [:]
  ) throws -> [String] {
    let error = try #require(throws: ConfigurationError.self) {
      try load(text, environment: environment, flags: flags)
    }
    return error.problems.map { String($0.description.dropFirst("/etc/roost/".count)) }
  }

  @Test func `a secret comes from its variable, a file, a credential or the document, in this order`() throws
  {
    let folder = try Folder()
    try folder.write("from-file\r\n", "file", mode: 0o600)
    try folder.write("from-credential", "secret_pay-key", mode: 0o440)
    let (file, path) = (folder.path + "/file", folder.path)
    let document = "secrets: {pay-key: {value: from-document}}"
    #expect(try secrets(document) == ["pay-key": "from-document"])
    #expect(try secrets("secrets: {pay-key: {file: \(file)}}") == ["pay-key": "from-file"])
    #expect(try secrets(document, ["CREDENTIALS_DIRECTORY": path]) == ["pay-key": "from-credential"])
    let variables = ["CREDENTIALS_DIRECTORY": path, "ROOST_SECRET_PAY_KEY_FILE": file]
    #expect(try secrets(document, variables) == ["pay-key": "from-file"])
    #expect(try secrets(document, ["ROOST_SECRET_PAY_KEY": "from-variable"]) == ["pay-key": "from-variable"])
    // Named, with nothing below it.
    #expect(
      try secrets("secrets:\n  pay-key:\n", ["ROOST_SECRET_PAY_KEY": "from-variable"]) == [
        "pay-key": "from-variable"
      ])
    try folder.write("from-file", "file", mode: 0o640)
    #expect(try problems("secrets: {pay-key: {file: \(file)}}").joined().contains("chmod 600 " + file))
  }

  @Test func `a secret that is nowhere, doubtful or out of bounds is refused`() throws {
    let told = try problems("secrets:\n  a:\n  Big: {}\n  b: {vlaue: x}\n")
    #expect(
      told == [
        "roost.yaml:2:5: secrets.a.value: is missing — hint: add value or file, or set ROOST_SECRET_A or ROOST_SECRET_A_FILE",
        "roost.yaml:3:3: secrets.Big: is not a secret's name — hint: begin with a letter; use at most 32 of a to z, 0 to 9, _ and -",
        "roost.yaml:4:6: secrets.b.value: is missing — hint: add value or file, or set ROOST_SECRET_B or ROOST_SECRET_B_FILE",
        "roost.yaml:4:7: secrets.b.vlaue: there is no such setting — hint: did you mean value?",
      ])
    for value in ["tiny-x", "1234567", String(repeating: "x", count: 4097)] {
      let told = try problems("secrets: {a: {value: '\(value)'}}")
      #expect(told.count == 1 && told[0].contains("8 to 4096 bytes"))
      #expect(!told.joined().contains(value))
    }
    #expect(try secrets("secrets: {a: {value: '12345678'}}") == ["a": "12345678"])
    #expect(try problems("secrets: {a: {value: 12345678}}").joined().contains("must be text"))
    #expect(try problems("secrets: {a: {value: long-enough, file: /b}}").count == 1)
    let both = ["ROOST_SECRET_A": "long-enough", "ROOST_SECRET_A_FILE": "/b"]
    #expect(try problems("secrets: {a: }", environment: both).count == 1)
    #expect(try problems("secrets: {a: }", flags: ["secrets.a.value": "long-enough"]).count == 1)
    #expect(try problems("secrets: [a]").count == 1)
  }

  @Test func `two secrets cannot share a variable`() throws {
    for (one, other) in [("a-b", "a_b"), ("a", "a_file"), ("a-file", "a")] {
      let text = "secrets: {\(one): {value: long-enough}, \(other): {value: long-enough}}"
      #expect(
        try problems(text).joined().contains("has a variable that secret \(one) has too"), "\(one) \(other)")
    }
  }

  @Test func `the number of secrets is bounded`() throws {
    func text(_ count: Int) -> String {
      "secrets:\n" + (0..<count).map { "  s\($0): {value: long-enough}\n" }.joined()
    }
    #expect(try load(text(256)).configuration.secrets.count == 256)
    #expect(try problems(text(257)).joined().contains("more than 256 secrets"))
  }

  @Test func `a variable of a secret that nobody named is warned about, and an open file`() throws {
    #expect(try load("", environment: ["ROOST_SECRET_PAY": "long-enough"]).warnings.count == 1)
    let text = "secrets: {pay: {value: long-enough}}"
    #expect(try load(text, environment: ["ROOST_SECRET_PAY": "long-enough"]).warnings.isEmpty)
    #expect(try load(text, isPrivate: false).warnings.count == 1)
  }

  @Test func `a secret is not shown among the settings`() throws {
    let sources = try load("secrets: {pay: {value: long-enough}}").sources.map(\.description)
    #expect(sources.contains { $0.hasPrefix("secrets.pay.value = ‹secret›") })
    #expect(!sources.joined().contains("long-enough"))
  }

  @Test func `a grant of a secret is of that one alone`() {
    #expect(Grant("secret:pay-key")?.description == "secret:pay-key")
    for text in [
      "secret:", "secret:Pay", "secret:*", "secret:a b", "secret:" + String(repeating: "a", count: 33),
    ] {
      #expect(Grant(text) == nil, "\(text)")
    }
    #expect(Grant.secret("a").isCovered(by: [.http(prefix: "/"), .secret("a")]))
    #expect(!Grant.secret("a").isCovered(by: [.http(prefix: "/"), .secret("ab"), .secret("b")]))
    #expect(!Grant.http(prefix: "/a").isCovered(by: [.secret("a")]))
  }

  /// A folder with files of secrets.
  private final class Folder {
    let path: String
    private var names: Set<String> = []

    init() throws {
      var template = Array("/tmp/roost-secrets-XXXXXX".utf8CString)
      let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
        unsafe mkdtemp(buffer.baseAddress!).map { unsafe String(cString: $0) }
      }
      path = try #require(made)
    }

    deinit {
      for name in names { _ = unsafe unlink(path + "/" + name) }
      _ = unsafe rmdir(path)
    }

    func write(_ text: String, _ name: String, mode: mode_t) throws {
      names.insert(name)
      let file = unsafe open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, mode)
      try #require(file >= 0)
      defer { close(file) }
      try #require(fchmod(file, mode) == 0)
      let bytes = Array(text.utf8)
      try #require(unsafe Glibc.write(file, bytes, bytes.count) == bytes.count)
    }
  }
}
