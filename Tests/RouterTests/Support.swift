import HostRouter

/// A small reproducible generator (SplitMix64), so that a failure can be repeated from its seed.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}

/// A match as one comparable line: "7 [x,y]", "options GET, …", "405 GET, …", "404" or "400".
func outcome(_ routes: HTTPRoutes, _ method: String, _ path: [UInt8]) -> String {
  unsafe path.withUnsafeBytes { bytes in
    switch unsafe routes.match(method: method, path: bytes) {
    case .found(let target, let parameters):
      let texts = (0..<parameters.count).map { unsafe parameters.string($0, in: bytes) }
      return "\(target) [\(texts.joined(separator: ","))]"
    case .options(let allow): return "options \(allow)"
    case .methodNotAllowed(let allow): return "405 \(allow)"
    case .notFound: return "404"
    case .badRequest: return "400"
    }
  }
}

func outcome(_ routes: HTTPRoutes, _ method: String, _ path: String) -> String {
  outcome(routes, method, Array(path.utf8))
}

/// Routes from "METHOD PATTERN" lines; the target is the line's index.
func table(_ lines: [String]) throws -> HTTPRoutes {
  try HTTPRoutes(
    lines.enumerated().map { index, line in
      let words = line.split(separator: " ")
      return try HTTPRoute(
        method: String(words[0]), pattern: RoutePattern(String(words[1])), plugin: "p\(index)",
        target: Int32(index))
    })
}
