import HostBridge

/// Something to give a plugin.
struct Event: Sendable {
  enum Content: Sendable {
    case http(HTTPCase)
    case update(UpdateCase)
    case run(RunCase)
    case service(ServiceCase)
  }

  /// What it is, as a finding names it.
  let label: String
  let content: Content
}

/// A request as a client sends it.
struct HTTPCase: Sendable {
  var method: String
  /// As sent, percent-encoded.
  var path: String
  var query = ""
  /// Names and values; values may be any bytes that a request's head may hold.
  var headers: [(name: String, value: [UInt8])] = [("Host", Array("conformance.example".utf8))]
  var body: [UInt8] = []
  /// Whether a streamed body breaks off where it should end.
  var breaksOff = false
}

/// An update for one handler.
struct UpdateCase: Sendable {
  let json: [UInt8]
  let bot: String
  let handler: RegisteredHandler
}

/// A run of a schedule.
struct RunCase: Sendable {
  let schedule: String
  let handler: RegisteredHandler
  /// When it was due, in milliseconds since 1970.
  var due: Int64
  /// 1 for the first.
  var attempt: Int
}

/// A call of a method.
struct ServiceCase: Sendable {
  let name: String
  let body: [UInt8]
  let handler: RegisteredHandler
}
