import HostOperations
import Testing

@testable import HostServices

/// Tokens: their form, and that none is to be seen.
@Suite struct TokenTests {
  static let text = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"

  @Test func `a token tells its bot and nothing else`() throws {
    let token = try BotToken(" \(Self.text)\n")
    #expect(token.bot == 4_839_574_812)
    #expect(token.reveal() == Array(Self.text.utf8))
    var dumped = ""
    dump(token, to: &dumped)
    for shown in ["\(token)", String(reflecting: token), dumped] { #expect(!shown.contains("AAFD")) }
    #expect("\(token)".contains("4839574812"))
  }

  @Test(arguments: [
    "", "1234567", ":AAFD39kkdpWt3ywy", "0123:AAFD39kkdpWt3ywy", "12x:AAFD39kkdpWt3ywy",
    "+12:AAFD39kkdpWt3ywy",
    "-12:AAFD39kkdpWt3ywy", "123:AAFD39/kdpWt3ywy", "123:AAFD39?kdpWt3ywy", "123:AAFD 39kdpWt3ywy",
    "123:AAFD39%2fWt3ywy", "123:short", "123:AAFD39kkdpWt\u{0}ywy", "99999999999999999999:AAFD39kkdpWt3ywy",
    "123:" + String(repeating: "A", count: 77),
  ])
  func `what is no token is refused without being told`(text: String) {
    do throws(BotTokenError) {
      _ = try BotToken(text)
      Issue.record("\(text) was taken")
    } catch {
      #expect(!error.description.contains("AAFD") && error.description.contains("hint"))
    }
  }

  @Test func `the longest token is taken`() throws {
    #expect(try BotToken("123:" + String(repeating: "A", count: 76)).bot == 123)
  }

  @Test func `what was made known is masked, the part behind the colon too`() throws {
    // No token by its looks: short, so that only the known value can be masked.
    let token = try BotToken("77:qrstuvwxyz")
    token.makeKnown()
    #expect(!Redaction.redact("GET /bot77:qrstuvwxyz/getMe").contains("qrstuvwxyz"))
    #expect(!Redaction.redact("the rest is qrstuvwxyz").contains("qrstuvwxyz"))
  }
}
