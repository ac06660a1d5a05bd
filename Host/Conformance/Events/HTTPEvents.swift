import HostRouter
import HostBridge

/// Requests for a plugin's routes, sound and hostile.
enum HTTPEvents {
  /// A request as a sound client sends it.
  static func plain(_ route: Registrations.Route) -> Event {
    event(route, "", request(route))
  }

  /// Headers of every sort.
  static func headers(_ route: Registrations.Route, _ generator: inout SeededGenerator) -> [Event] {
    var cases: [(String, [(name: String, value: [UInt8])])] = [("without any header", [])]
    for text in HostileText.all where text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) {
      cases.append(("with the header value \(shown(text))", named.map { ($0, Array(text.utf8)) }))
    }
    for bytes in HostileText.notUTF8 {
      cases.append(("with a header value that is no UTF-8", named.map { ($0, bytes) }))
    }
    cases.append(("with 500 headers", (0..<500).map { ("X-\($0)", [0x31]) }))
    cases.append(("with one header 100 times", (0..<100).map { ("Cookie", Array("a=\($0)".utf8)) }))
    cases.append(("with a header of 16 KiB", [("Cookie", Array(repeating: 0x61, count: 16_384))]))
    for _ in 0..<20 {
      let value = generator.bytes(Int.random(in: 0...64, using: &generator)).map {
        $0 < 0x20 ? $0 | 0x80 : $0
      }
      cases.append(("with random header values", named.map { ($0, value) }))
    }
    return cases.map { what, headers in
      var request = request(route)
      request.headers += headers
      return event(route, what, request)
    }
  }

  private static let named = [
    "Accept", "Accept-Language", "Authorization", "Content-Type", "Cookie", "If-None-Match", "Range",
    "Referer",
    "User-Agent", "X-Custom",
  ]

  /// Parameters with every byte and all sorts of text; nothing for a route without parameters.
  static func paths(_ route: Registrations.Route, _ generator: inout SeededGenerator) -> [Event] {
    guard route.pattern.parameterCount > 0 else { return [] }
    var values = (UInt32(1)...0x17F).map { String(Unicode.Scalar($0)!) } + HostileText.all
    values.append(String(String.UnicodeScalarView((UInt32(1)...0xFF).map { Unicode.Scalar($0)! })))
    for _ in 0..<40 {
      let scalars = (0..<Int.random(in: 1...40, using: &generator)).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 1...0x10FFFF, using: &generator))
      }
      values.append(String(String.UnicodeScalarView(scalars)))
    }
    return values.map { value in
      var request = request(route)
      request.path = path(route.pattern.text, value: encoded(value))
      return event(route, "with the parameter \(shown(value))", request)
    }
  }

  /// Queries of every sort.
  static func queries(_ route: Registrations.Route, _ generator: inout SeededGenerator) -> [Event] {
    var queries = [
      "&", "&&&", "=", "==", "a", "a=", "=a", "a=1&a=2", "a[]=1&a[b]=2", "a=%", "a=%zz", "a=%00", "+",
    ]
    queries.append(String(repeating: "a=1&", count: 2000))
    for text in HostileText.all {
      queries += ["id", "q", "n"].map { "\($0)=\(encoded(text))" }
    }
    for bytes in HostileText.notUTF8 { queries.append("a=" + encoded(bytes)) }
    for _ in 0..<40 {
      queries.append(encoded(generator.bytes(Int.random(in: 1...60, using: &generator)), keeping: "&=+%"))
    }
    return queries.map { query in
      var request = request(route)
      request.query = query
      return event(route, "with the query \(shown(query))", request)
    }
  }

  /// Bodies of every sort, under several content types; streamed ones whole and broken off.
  static func bodies(_ route: Registrations.Route, _ generator: inout SeededGenerator) -> [Event] {
    let types = [
      "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "",
    ]
    return HostileText.bodies(&generator).enumerated().flatMap { index, body in
      var request = request(route)
      request.body = body.bytes
      request.headers.append(("Content-Type", Array(types[index % types.count].utf8)))
      var events = [event(route, "with \(body.name)", request)]
      if route.streamsBody {
        request.breaksOff = true
        events.append(event(route, "with \(body.name), broken off", request))
      }
      return events
    }
  }

  /// A request of a durable route as it comes again after an attempt of which nobody knows how far it came.
  static func again(_ route: Registrations.Route) -> [Event] {
    guard route.durableKey != nil else { return [] }
    return (1...3).map { event(route, "for the \($0). time", request(route)) }
  }

  /// HEAD, which the host gives to the route for GET.
  static func head(_ route: Registrations.Route) -> Event? {
    guard route.method == "GET" else { return nil }
    var request = request(route)
    request.method = "HEAD"
    return event(route, "as HEAD", request)
  }

  // MARK: Parts

  private static func event(_ route: Registrations.Route, _ what: String, _ request: HTTPCase) -> Event {
    let label = "\(request.method) \(route.pattern.text)" + (what.isEmpty ? "" : " \(what)")
    return Event(label: label, content: .http(request))
  }

  private static func request(_ route: Registrations.Route) -> HTTPCase {
    var request = HTTPCase(method: route.method, path: path(route.pattern.text, value: "value"))
    if route.method != "GET" {
      request.body = Array("{}".utf8)
      request.headers.append(("Content-Type", Array("application/json".utf8)))
    }
    if case .field(let name) = route.durableKey { request.headers.append((name, Array("key".utf8))) }
    return request
  }

  /// A path that a pattern matches, with a value in each of its parameters.
  static func path(_ pattern: String, value: String) -> String {
    pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
      segment.hasPrefix("{") ? value : String(segment)
    }.joined(separator: "/")
  }

  static func encoded(_ text: String) -> String { encoded(Array(text.utf8)) }

  /// Percent-encoded but for letters and digits, and what is to be kept.
  static func encoded(_ bytes: [UInt8], keeping kept: String = "") -> String {
    bytes.map { byte in
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80, Character(scalar).isLetter || Character(scalar).isNumber || kept.utf8.contains(byte) {
        return String(Character(scalar))
      }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.utf8.count < 2 ? "0" : "") + digits
    }.joined()
  }

  private static func shown(_ text: String) -> String {
    let printable = text.unicodeScalars.prefix(40).map {
      $0.value < 0x20 || $0.value == 0x7F ? "\\u{\(String($0.value, radix: 16))}" : String($0)
    }.joined()
    return "\"\(printable)\"" + (text.unicodeScalars.count > 40 ? "…" : "")
  }
}
