import CRoost
import NIOCore
import Testing

@testable import HostBridge
@testable import HostDispatch

/// What a handler gets of a streamed body for the credit it grants.
@Suite struct IncomingBodyTests {
  private let callback = unsafe BodyCallback({ _, _, _ in }, nil)

  /// What is handed over now.
  private func pump(_ body: IncomingBody) -> [Int] {
    var sizes: [Int] = []
    unsafe body.pump { _, piece, end in
      sizes.append(end == 0 ? piece.count : -1)
      return true
    }
    return sizes
  }

  @Test func `no more is handed over than there is credit for`() throws {
    let body = IncomingBody()
    body.append(ByteBuffer(string: "12345"), end: 0)
    body.append(ByteBuffer(string: "678"), end: 1)
    #expect(pump(body) == [])
    body.grant(6, try #require(callback))
    #expect(pump(body) == [5, 1] && body.waiting == 2)
    body.grant(1, try #require(callback))
    #expect(pump(body) == [1])
    body.grant(1, try #require(callback))
    #expect(pump(body) == [1, -1])
  }

  @Test(arguments: [1, UInt64(Int64.max), .max])
  func `all the credit there is can be granted again`(_ before: UInt64) throws {
    let body = IncomingBody()
    body.grant(before, try #require(callback))
    body.grant(.max, try #require(callback))
    body.append(ByteBuffer(string: "12345"), end: 0)
    #expect(pump(body) == [5])
  }
}
