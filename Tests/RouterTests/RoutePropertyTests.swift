import HostRouter
import Testing

/// The trie against a matcher that tries every route.
struct RoutePropertyTests {
  private static let words = ["a", "b", "ab", "abc", "", "b-c", "ba"]
  private static let methods = ["GET", "POST", "HEAD"]

  private struct Naive {
    let routes: [(method: String, segments: [String])]

    /// For each segment 0 (literal), 1 (parameter) or 2 (tail), and the parameters; nil without a match.
    private func match(_ pattern: [String], _ path: [String]) -> (ranks: [Int], parameters: [String])? {
      var ranks: [Int] = []
      var parameters: [String] = []
      for (index, segment) in pattern.enumerated() {
        guard index < path.count else { return nil }
        if segment.hasSuffix("...}") {
          return (ranks + [2], parameters + [path[index...].joined(separator: "/")])
        } else if segment.hasPrefix("{") {
          guard !path[index].isEmpty else { return nil }
          ranks.append(1)
          parameters.append(path[index])
        } else {
          guard segment == path[index] else { return nil }
          ranks.append(0)
        }
      }
      return pattern.count == path.count ? (ranks, parameters) : nil
    }

    func outcome(_ method: String, _ path: [String]) -> String {
      var best: (ranks: [Int], text: String)?
      var allowed: Set<String> = []
      for exact in [true, false] {
        for (index, route) in routes.enumerated() {
          guard let found = match(route.segments, path) else { continue }
          allowed.insert(route.method)
          if route.method == "GET" { allowed.insert("HEAD") }
          let serves = exact ? route.method == method : method == "HEAD" && route.method == "GET"
          // Equal ranks mean the same pattern, where the exact method, tried first, stays.
          if serves, best == nil || found.ranks.lexicographicallyPrecedes(best!.ranks) {
            best = (found.ranks, "\(index) [\(found.parameters.joined(separator: ","))]")
          }
        }
      }
      if let best { return best.text }
      return allowed.isEmpty ? "404" : "405 " + allowed.union(["OPTIONS"]).sorted().joined(separator: ", ")
    }
  }

  private static func pattern(_ generator: inout SeededGenerator) -> [String] {
    let count = Int.random(in: 1...4, using: &generator)
    return (0..<count).map { index in
      switch Int.random(in: 0..<10, using: &generator) {
      case 0..<3: return "{p\(index)}"
      case 3 where index == count - 1: return "{t...}"
      default:
        let word = words.randomElement(using: &generator)!
        return word.isEmpty && index < count - 1 ? "a" : word
      }
    }
  }

  /// The same path with some letters percent-encoded.
  private static func disguised(_ path: String, _ generator: inout SeededGenerator) -> String {
    path.utf8.map { byte in
      let keeps = byte == UInt8(ascii: "/") || Bool.random(using: &generator)
      return keeps ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16)
    }.joined()
  }

  @Test func `the trie agrees with a matcher that tries every route`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(state: seed)
    var found = 0
    for _ in 0..<100 {
      var seen: Set<String> = []
      var routes: [(method: String, segments: [String])] = []
      for _ in 0..<Int.random(in: 1...40, using: &generator) {
        let method = Self.methods.randomElement(using: &generator)!
        let segments = Self.pattern(&generator)
        let shape = segments.map { $0.hasPrefix("{p") ? "{}" : $0 }.joined(separator: "/")
        if seen.insert("\(method) \(shape)").inserted { routes.append((method, segments)) }
      }
      let trie = try table(routes.map { "\($0.method) /\($0.segments.joined(separator: "/"))" })
      let naive = Naive(routes: routes)
      for _ in 0..<100 {
        let count = Int.random(in: 1...5, using: &generator)
        let path = (0..<count).map { _ in Self.words.randomElement(using: &generator)! }
        let method = (Self.methods + ["PUT"]).randomElement(using: &generator)!
        let expected = naive.outcome(method, path)
        found += expected.contains("[") ? 1 : 0
        let text = "/" + path.joined(separator: "/")
        let detail = "seed \(seed), \(method) \(text) among \(routes)"
        try #require(outcome(trie, method, text) == expected, "\(detail)")
        try #require(outcome(trie, method, Self.disguised(text, &generator)) == expected, "\(detail)")
      }
    }
    #expect(found > 1000, "seed \(seed): the paths hardly ever match, so nothing was compared")
  }
}
