@testable import Roost
import Testing

/// How handlers are written down and kept.
@Suite struct HandlerTests {
  private struct Named: Handler {
    let name: String
    func register() throws {}
  }

  private func names(@HandlerBuilder _ handlers: () -> [any Handler]) -> [String] {
    handlers().map { ($0 as! Named).name }
  }

  @Test(arguments: [true, false])
  func `handlers stand in the order written, with if, switch and for`(_ flag: Bool) {
    let extra = [Named(name: "x"), Named(name: "y")]
    let names = names {
      Named(name: "a")
      if flag { Named(name: "b") }
      if flag { Named(name: "c") } else { Named(name: "d") }
      for index in 1...2 { Named(name: "\(index)") }
      extra
    }
    #expect(names == (flag ? ["a", "b", "c", "1", "2", "x", "y"] : ["a", "d", "1", "2", "x", "y"]))
  }

  @Test func `no handlers are none`() { #expect(names {} == []) }

  @Test(
    arguments: [
      ("/", []), ("/a/b", []), ("/a/{one}/b/{two}", ["one", "two"]), ("/{rest...}", ["rest"]),
      ("/{a}/{b...}", ["a", "b"]),
      ("/{a", []), ("/a}", []), ("//{a}/", ["a"]),
    ] as [(String, [String])])
  func `a pattern's parameters are named in order`(_ pattern: String, _ expected: [String]) {
    #expect(RouteBox(pattern: pattern, action: .sync { _ in Response("") }).parameters == expected)
  }

  @Test func `texts are flattened with their lengths in bytes`() {
    var flat = FlatText()
    for text in ["a", "", "ü"] { flat.append(text) }
    #expect(flat.count == 3)
    let (bytes, lengths) = unsafe flat.withPointers { bytes, lengths in
      unsafe (
        Array(UnsafeBufferPointer(start: bytes, count: 3)),
        Array(UnsafeBufferPointer(start: lengths, count: 3))
      )
    }
    #expect(bytes == Array("aü".utf8))
    #expect(lengths == [1, 0, 2])
  }

  @Test func `filters narrow what a handler wants`() {
    let handler = OnUpdate(.message, .callbackQuery) { _ in "x" }.in(.group, .channel).bot("one")
    #expect(handler.filter.kinds == 1 << 1 | 1 << 13)
    #expect(handler.filter.chatTypes == 1 << 2 | 1 << 4)
    #expect(handler.filter.bot == "one")
    #expect(OnUpdate { (_: Update) in "x" }.filter.kinds == 0)
  }
}
