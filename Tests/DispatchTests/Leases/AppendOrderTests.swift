import Testing

@testable import HostDispatch

/// How a host's own appends find their place among all.
@Suite struct AppendOrderTests {
  @Test func `own events come when the store has told of them, whichever is first`() {
    var order = AppendOrder<String>()
    #expect(order.committed("a", [1]) == [])
    #expect(order.first == [1])
    #expect(order.told([1]) == ["a"])
    #expect(order.isEmpty)
    #expect(order.told([2]) == [])
    #expect(order.told([3]) == [])
    #expect(order.committed("b", [2]) == ["b"])
    #expect(order.first == [3])
    #expect(order.committed("c", [3]) == ["c"])
    #expect(order.isEmpty && order.first == nil)
  }

  @Test func `another's event holds up those behind it`() {
    var order = AppendOrder<String>()
    #expect(order.committed("b", [2]) == [])
    #expect(order.told([1]) == [])
    #expect(order.told([2]) == [])
    #expect(order.first == [1])
  }
}
