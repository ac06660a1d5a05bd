/// Something a plugin may do beyond its defaults.
package enum Grant: Sendable, Hashable, CustomStringConvertible {
  /// Serving HTTP paths below a prefix, such as `/pay`; `/` is every path.
  case http(prefix: String)
  /// Subscribing to other plugins' topics, such as `payments.settled` or `payments.**`.
  case topic(String)
  /// Reading a secret of the operator's by its name.
  case secret(String)
  /// Sending requests to hosts elsewhere.
  case fetch(FetchPlace)
  /// Calling other plugins' services, such as `payments.lookup` or `payments.**`.
  case service(String)
  /// Calling the Bot API as a bot of the host's, by its name there, or `*` for every one.
  case bot(String)

  /// Reads `http:/PREFIX`, `topic:PATTERN`, `secret:NAME`, `fetch:HOST`, `fetch-private:HOST`, `service:PATTERN` and
  /// `bot:NAME`; nil for anything else.
  package init?(_ text: String) {
    guard case .success(let grant) = Self.parse(text) else { return nil }
    self = grant
  }

  static func parse(_ text: String) -> Result<Grant, Reason> {
    let form =
      "write http: and a path, such as http:/pay, topic: and topics, secret: and a name, fetch: and a host, service: and services, or bot: and a bot"
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return .failure(Reason("is not a grant: " + Problem.quote(text), form))
    }
    let kind = String(text[..<colon])
    let rest = String(text[text.utf8.index(after: colon)...])
    switch kind {
    case "http":
      guard isPrefix(rest) else {
        return .failure(
          Reason(
            "is not a prefix of paths: " + Problem.quote(rest),
            "begin with /; between slashes use letters, digits, . _ ~ -; end without a slash"))
      }
      return .success(.http(prefix: rest))
    case "secret":
      guard HostConfiguration.NamedSecret.isName(rest) else {
        return .failure(
          Reason(
            "is not a secret's name: " + Problem.quote(rest),
            "a name begins with a letter and has at most 32 of a to z, 0 to 9, _ and -"))
      }
      return .success(.secret(rest))
    case "topic": return parse(rest, meaning: "topics").map { .topic($0) }
    case "service": return parse(rest, meaning: "services").map { .service($0) }
    case "bot":
      guard rest == "*" || HostConfiguration.Bot.isName(rest) else {
        return .failure(
          Reason(
            "is not a bot's name: " + Problem.quote(rest),
            "write * for every bot, or a name: a letter, and at most 31 more of a to z, 0 to 9, _ and -"))
      }
      return .success(.bot(rest))
    case "fetch", "fetch-private":
      guard let place = FetchPlace(rest, isPrivate: kind == "fetch-private") else {
        return .failure(
          Reason(
            "does not mean a host: " + Problem.quote(rest),
            "write a name in small letters, *. and a name, or *; with a port where it is not the usual one"))
      }
      return .success(.fetch(place))
    default: return .failure(Reason("is a grant of an unknown kind: " + Problem.quote(kind), form))
    }
  }

  private static func parse(_ names: String, meaning what: String) -> Result<String, Reason> {
    let parts = names.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isPattern = parts.enumerated().allSatisfy { index, part in
      part.elementsEqual("*".utf8) || index == parts.count - 1 && part.elementsEqual("**".utf8)
        || !part.isEmpty && part.allSatisfy(isNameByte)
    }
    guard isPattern, names.utf8.count <= 128 else {
      return .failure(
        Reason(
          "does not mean \(what): " + Problem.quote(names),
          "between dots use letters, digits, _ and -, or * for any part; ** at the end for all that go on"))
    }
    return .success(names)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  /// Whole segments of RFC 3986's unreserved characters, so that a prefix has one spelling only.
  private static func isPrefix(_ text: String) -> Bool {
    guard text.utf8.first == UInt8(ascii: "/"), text.utf8.count <= 256 else { return false }
    if text == "/" { return true }
    let segments = text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return segments.allSatisfy { segment in
      !segment.isEmpty && !segment.elementsEqual(".".utf8) && !segment.elementsEqual("..".utf8)
        && segment.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
          default: "._~-".utf8.contains(byte)
          }
        }
    }
  }

  /// Whether it is among others; a prefix also by one that covers it.
  package func isCovered(by grants: [Grant]) -> Bool {
    grants.contains { other in
      switch (other, self) {
      case (.http(let given), .http(let prefix)):
        given == prefix || given == "/" || prefix.hasPrefix(given + "/")
      case (.secret(let given), .secret(let name)): given == name
      case (.topic(let given), .topic(let topics)): given == topics
      case (.fetch(let given), .fetch(let place)): given.covers(place)
      case (.service(let given), .service(let services)): given == services
      case (.bot(let given), .bot(let name)): given == name || given == "*"
      case (.http, _), (.secret, _), (.topic, _), (.fetch, _), (.service, _), (.bot, _): false
      }
    }
  }

  /// The grant as it is written in a configuration.
  package var description: String {
    switch self {
    case .http(let prefix): "http:" + prefix
    case .topic(let topics): "topic:" + topics
    case .secret(let name): "secret:" + name
    case .fetch(let place): (place.isPrivate ? "fetch-private:" : "fetch:") + place.description
    case .service(let services): "service:" + services
    case .bot(let name): "bot:" + name
    }
  }
}
