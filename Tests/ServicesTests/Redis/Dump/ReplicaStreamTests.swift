import Testing

@testable import HostServices

/// What a server says to a replica, as bytes.
@Suite struct ReplicaStreamTests {
  private struct Taken: Equatable {
    var answers = 0
    var length: UInt64??
    var content: [UInt8] = []
    var isWhole = false
  }

  private static let mark = String(repeating: "m", count: 39) + "!"

  /// What comes of bytes that arrive in pieces of a size.
  private func take(_ text: String, by size: Int = .max, questions: [Bool] = [false, true]) throws -> Taken {
    var (stream, taken) = (ReplicaStream(questions: questions), Taken())
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      try stream.take(Array(rest.prefix(size))) { event in
        switch event {
        case .answered: taken.answers += 1
        case .began(let length): taken.length = .some(length)
        case .content(let part): taken.content += part
        case .whole: taken.isWhole = true
        }
      }
      rest = rest.dropFirst(size)
    }
    return taken
  }

  private func refusal(_ text: String, questions: [Bool] = [false, true]) -> String {
    do {
      return "taken: \(try take(text, questions: questions))"
    } catch { return "\(error)" }
  }

  private static let opening = "+OK\r\n+OK\r\n+FULLRESYNC 8de1787ba490483314a4d30f1c628bc5025eb761 0\r\n"

  @Test(arguments: [1, 2, 3, 7, 40, 41, 1000])
  func `a dump of a told length is taken, however it is cut`(size: Int) throws {
    let taken = try take("\(Self.opening)\n\n$12\r\nREDIS\r\n$EOF+more that nobody asked for", by: size)
    #expect(taken == Taken(answers: 2, length: .some(12), content: bytes("REDIS\r\n$EOF+"), isWhole: true))
  }

  @Test(arguments: [1, 2, 3, 7, 40, 41, 1000])
  func `a dump up to a mark is taken, however it is cut`(size: Int) throws {
    // What looks like the beginning of the mark is content.
    let content = "REDIS\n" + String(repeating: "m", count: 39) + "?" + String(repeating: "m", count: 20)
    let taken = try take("\(Self.opening)\n$EOF:\(Self.mark)\r\n\(content)\(Self.mark)", by: size)
    #expect(taken == Taken(answers: 2, length: .some(nil), content: bytes(content), isWhole: true))
  }

  @Test func `what is cut off is never whole`() throws {
    for text in ["$12\r\nREDIS012345", "$EOF:\(Self.mark)\r\nREDIS" + Self.mark.dropLast(), "$12", ""] {
      let taken = try take(Self.opening + text)
      #expect(!taken.isWhole && taken.content.count < 12)
    }
  }

  @Test func `a question that a server may refuse is refused`() throws {
    #expect(try take("+OK\r\n-ERR Unrecognized REPLCONF option\r\n").answers == 2)
    #expect(refusal("-ERR unknown command 'REPLCONF'\r\n").contains("unknown command"))
    #expect(refusal("-WRONGPASS invalid\r\n").contains("user and password of state.redis"))
  }

  @Test func `a user without the rights is told which`() {
    for text in ["-NOPERM no\r\n", "+OK\r\n-NOPERM no\r\n", "+OK\r\n+OK\r\n-NOPERM no\r\n"] {
      #expect(refusal(text).contains("+psync +replconf"))
    }
    let lost = refusal("+OK\r\n+OK\r\n-NOMASTERLINK Can't SYNC while not connected with my master\r\n")
    #expect(lost.contains("without --from-replica"))
  }

  @Test(arguments: [
    "+CONTINUE\r\n", "+OK\r\n", ":1\r\n", "$12\r\n", "HTTP/1.1 400 Bad Request\r\n",
    "+FULLRESYNC x 0\r\n$-1\r\n", "+FULLRESYNC x 0\r\n$0\r\n", "+FULLRESYNC x 0\r\n$x\r\n",
    "+FULLRESYNC x 0\r\n$9999999999999999\r\n", "+FULLRESYNC x 0\r\n$99999999999999999999999\r\n",
    "+FULLRESYNC x 0\r\n$EOF:short\r\n", "+FULLRESYNC x 0\r\n*1\r\n", "+FULLRESYNC x 0\r\nREDIS0010\r\n",
  ])
  func `what is no replication is said to be none`(_ text: String) {
    #expect(refusal("+OK\r\n+OK\r\n" + text).contains("not Redis' replication"))
  }

  @Test func `a line without end is bounded`() {
    #expect(refusal(String(repeating: "x", count: 2000)).contains("a line without end"))
    #expect(refusal(Self.opening + "-LOADING Redis is loading\r\n").contains("wait until it has loaded"))
  }
}
