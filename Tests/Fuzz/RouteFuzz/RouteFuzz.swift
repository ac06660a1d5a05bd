internal import HostRouter

/// One input: lines, the last of them a path, the others patterns. Whatever is found must be UTF-8 without
/// zero bytes, and a path in the disguise of percent-encoding must be answered like the path itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRoute(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let lines = unsafe UnsafeBufferPointer(start: data, count: size)
    .split(separator: UInt8(ascii: "\n"), maxSplits: 16, omittingEmptySubsequences: false).map {
      unsafe Array($0)
    }
  guard let path = lines.last else { return 0 }
  var routes: [HTTPRoute] = []
  for (index, line) in lines.dropLast().enumerated() {
    guard let pattern = try? RoutePattern(String(decoding: line, as: UTF8.self)),
      let route = try? HTTPRoute(
        method: index % 3 == 2 ? "POST" : "GET", pattern: pattern, plugin: "p\(index)", target: Int32(index))
    else { continue }
    // A conflict would refuse the whole table.
    if (try? HTTPRoutes(routes + [route])) != nil { routes.append(route) }
  }
  guard let table = try? HTTPRoutes(routes) else { preconditionFailure("the routes were taken one by one") }
  for method in ["GET", "POST", "PUT", "OPTIONS"] {
    let plain = answer(table, method, path)
    let disguised = answer(table, method, path.flatMap(disguise))
    precondition(plain == disguised, "\(method): \(plain) but \(disguised) when encoded")
  }
  return 0
}

/// Letters percent-encoded, which changes nothing about a path's meaning.
private func disguise(_ byte: UInt8) -> [UInt8] {
  // Letters behind "%" may be digits of an encoding; those past F never are.
  let isLetter = (UInt8(ascii: "g")...UInt8(ascii: "z")).contains(byte)
  return isLetter ? Array("%\(String(byte, radix: 16))".utf8) : [byte]
}

private func answer(_ table: HTTPRoutes, _ method: String, _ path: [UInt8]) -> String {
  unsafe path.withUnsafeBytes { bytes in
    switch unsafe table.match(method: method, path: bytes) {
    case .found(let target, let parameters):
      let texts = (0..<parameters.count).map { index in
        unsafe parameters.withBytes(index, in: bytes) { bytes in
          guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
            preconditionFailure("a parameter is no UTF-8")
          }
          precondition(!text.utf8.contains(0), "a parameter holds a zero byte")
          return text
        }
      }
      return "\(target) \(texts)"
    case .options(let allow): return "options \(allow)"
    case .methodNotAllowed(let allow): return "405 \(allow)"
    case .notFound: return "404"
    // "%" before a letter is malformed with and without the disguise, for different reasons.
    case .badRequest: return "400"
    }
  }
}
