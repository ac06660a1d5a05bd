import NIOCore
import Testing

@testable import HostServices

/// How commands are written (redis.io/docs/reference/protocol-spec).
@Suite struct RedisArgumentsTests {
  private func written(_ first: RedisArguments, _ rest: RedisArguments = RedisArguments()) -> String {
    var buffer = ByteBuffer()
    first.write(with: rest, into: &buffer)
    return String(buffer: buffer)
  }

  @Test func `a command is an array of bulk strings`() {
    #expect(
      written(RedisArguments("GET", ""), RedisArguments("b")) == "*3\r\n$3\r\nGET\r\n$0\r\n\r\n$1\r\nb\r\n")
  }

  @Test(arguments: [1, 9, 10, 99, 100, 101, 1_000, 12_345, 1_048_576])
  func `lengths are in digits`(_ length: Int) {
    var arguments = RedisArguments()
    arguments.append([UInt8](repeating: UInt8(ascii: "x"), count: length))
    let text = String(repeating: "x", count: length)
    #expect(written(arguments) == "*1\r\n$\(length)\r\n\(text)\r\n")
  }

  @Test func `many arguments are counted, and one command follows the other`() {
    var many = RedisArguments()
    for number in 0..<120 { many.append("\(number)") }
    var buffer = ByteBuffer()
    many.write(into: &buffer)
    RedisArguments("PING").write(into: &buffer)
    let text = String(buffer: buffer)
    #expect(text.hasPrefix("*120\r\n$1\r\n0\r\n"))
    #expect(text.hasSuffix("$3\r\n119\r\n*1\r\n$4\r\nPING\r\n"))
  }
}
