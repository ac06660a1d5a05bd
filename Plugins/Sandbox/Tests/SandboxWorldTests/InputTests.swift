import RoostJSON
import Testing

@testable import SandboxWorld

@Suite struct InputTests {
  @Test func `a multipart body is taken apart`() throws {
    let body =
      "--b\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n42\r\n--b\r\n"
      + "Content-Disposition: form-data; name=\"photo\"; filename=\"a\\\"b.png\"\r\nContent-Type: image/png\r\n\r\n"
      + "\r\nxyz\r\n--b--\r\n"
    let arguments = try Arguments(
      query: "q=1", contentType: "multipart/form-data; boundary=\"b\"", body: Array(body.utf8))
    #expect(arguments.values["chat_id"]?.string == "42")
    #expect(arguments.values["q"]?.string == "1")
    #expect(arguments.files["photo"]?.name == "a\"b.png")
  }

  @Test(arguments: [
    "", "--b", "--b\r\n", "--b\r\n\r\n", "x", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv",
  ])
  func `a broken multipart body is refused`(_ body: String) {
    #expect(throws: APIError.self) { try Multipart.parse(Array(body.utf8), boundary: [98]) }
  }

  @Test func `values are read by their kinds`() throws {
    var bench = try Bench()
    try bench.say("/start")
    let good = JSONValue.fields([
      "chat_id": String(bench.user), "text": "x", "disable_notification": "true",
      "reply_markup": "{\"force_reply\":true}",
    ])
    #expect(bench.refusal("sendMessage", good) == "")
    #expect(bench.refusal("sendMessage", good.with("message_thread_id", "x")).contains("must be an Integer"))
    #expect(
      bench.refusal("sendMessage", good.with("disable_notification", "maybe")).contains("must be a Boolean"))
    #expect(
      bench.refusal("sendMessage", good.with("reply_markup", "{"))
        == "Bad Request: can't parse reply markup JSON object")
    #expect(bench.refusal("sendMessage", good.with("business_connection_id", "x")).contains("does not know"))
  }

  /// Bytes by chance, and good input that is damaged: nothing may crash, and what is refused is refused in words.
  @Test func `any bytes are survived`() throws {
    var random = Random(seed: 99)
    var bench = try Bench()
    try bench.say("/start")
    let samples: [(String, String)] = [
      (
        "application/json",
        "{\"chat_id\":\(bench.user),\"text\":\"*a* _b_ [c](d)\",\"parse_mode\":\"MarkdownV2\",\"entities\":[{\"type\":\"bold\",\"offset\":0,\"length\":1}]}"
      ),
      (
        "application/x-www-form-urlencoded",
        "chat_id=\(bench.user)&text=%3Cb%3Ex%3C%2Fb%3E&parse_mode=HTML&reply_markup=%7B%7D"
      ),
      (
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nx\r\n--b--\r\n"
      ),
    ]
    var accepted = 0
    for round in 0..<6000 {
      let (type, text) = samples[round % samples.count]
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: index)
        default: bytes.insert(contentsOf: bytes[..<index].suffix(9), at: index)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      guard let arguments = try? Arguments(query: "", contentType: type, body: bytes) else { continue }
      for method in [
        MethodTable.methods[round % MethodTable.methods.count], MethodTable.find("sendMessage")!,
      ] {
        guard let call = try? arguments.call(method, bot: bench.bot) else { continue }
        if case .success = bench.world.perform(method, call) { accepted += 1 }
      }
    }
    #expect(accepted > 100)
  }
}
