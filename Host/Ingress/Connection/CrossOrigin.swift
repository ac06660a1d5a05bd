import HostBridge
import NIOHTTP1

/// The answer's part in cross-origin requests (https://fetch.spec.whatwg.org/#http-cors-protocol).
enum CrossOrigin {
  /// Lines for an answer of a plugin with rules; empty when the origin is not allowed.
  static func lines(_ rules: CORSRules?, _ headers: HTTPHeaders) -> String {
    guard let rules else { return "" }
    let vary = vary(rules)
    guard let origin = headers.first(name: "Origin"), let allowed = allow(origin, rules) else { return vary }
    var lines = vary + "Access-Control-Allow-Origin: \(allowed)\r\n"
    if rules.allowsCredentials { lines += "Access-Control-Allow-Credentials: true\r\n" }
    if !rules.expose.isEmpty { lines += "Access-Control-Expose-Headers: \(rules.expose)\r\n" }
    return lines
  }

  /// Lines for the answer to a preflight.
  static func preflight(_ rules: CORSRules?, _ headers: HTTPHeaders, allow methods: String) -> String {
    guard let rules else { return "" }
    let vary = vary(rules)
    guard let origin = headers.first(name: "Origin"), let allowed = allow(origin, rules) else { return vary }
    var lines =
      vary + "Access-Control-Allow-Origin: \(allowed)\r\nAccess-Control-Allow-Methods: \(methods)\r\n"
    if !rules.headers.isEmpty { lines += "Access-Control-Allow-Headers: \(rules.headers)\r\n" }
    if rules.allowsCredentials { lines += "Access-Control-Allow-Credentials: true\r\n" }
    return lines + "Access-Control-Max-Age: \(rules.maxAgeSeconds)\r\n"
  }

  /// An answer that depends on the origin says so also when it refuses one.
  private static func vary(_ rules: CORSRules) -> String {
    rules.allowsAnyOrigin ? "" : "Vary: Origin\r\n"
  }

  private static func allow(_ origin: String, _ rules: CORSRules) -> String? {
    if rules.allowsAnyOrigin { return "*" }
    return rules.origins.contains(origin) ? origin : nil
  }
}
