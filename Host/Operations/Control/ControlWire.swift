internal import RoostJSON

/// The form of commands and answers: one JSON object a line.
enum ControlWire {
  static func request(_ command: String, _ arguments: JSONValue) -> [UInt8] {
    JSONValue.object([.init("command", .string(command)), .init("arguments", arguments)]).serialized()
  }

  static func request(_ line: [UInt8], from peer: ControlPeer) throws(ControlError) -> ControlRequest {
    guard case .object(let members) = try parsed(line) else {
      throw malformed("a request is a JSON object")
    }
    var command: String?
    var arguments = JSONValue.object([])
    for member in members {
      switch (member.name, member.value) {
      case ("command", .string(let name)) where isCommand(name): command = name
      case ("command", _): throw malformed("\"command\" is 1–64 of a-z, 0-9, '.', '_', '-', first a letter")
      case ("arguments", .object): arguments = member.value
      case ("arguments", _): throw malformed("\"arguments\" is an object")
      default: throw malformed("a request has \"command\" and \"arguments\" and nothing else")
      }
    }
    guard let command else { throw malformed("\"command\" is missing") }
    return ControlRequest(command: command, arguments: arguments, peer: peer)
  }

  static func response(_ response: ControlResponse) -> [UInt8] {
    switch response {
    case .ok(let result):
      JSONValue.object([.init("ok", .bool(true)), .init("result", result)]).serialized()
    case .failure(let error):
      JSONValue.object([.init("ok", .bool(false)), .init("error", .string(error))]).serialized()
    }
  }

  static func response(_ line: [UInt8]) throws(ControlError) -> ControlResponse {
    let value = try parsed(line)
    switch (value["ok"]?.bool, value["result"], value["error"]?.string) {
    case (true, let result?, _): return .ok(result)
    case (false, _, let error?): return .failure(error)
    default: throw malformed("an answer has \"ok\" with \"result\" or \"error\"")
    }
  }

  private static func parsed(_ line: [UInt8]) throws(ControlError) -> JSONValue {
    do { return try JSONValue(parsing: line, maximumDepth: 32) } catch { throw malformed("\(error)") }
  }

  private static func malformed(_ why: String) -> ControlError {
    ControlError(
      .malformed,
      "not a control message — control socket — \(why) — send one line of {\"command\": \"…\", \"arguments\": {…}}"
    )
  }

  private static func isCommand(_ name: String) -> Bool {
    let bytes = name.utf8
    guard let first = bytes.first, bytes.count <= 64, isLetter(first) else { return false }
    return bytes.allSatisfy { byte in
      isLetter(byte) || byte &- 0x30 < 10 || [0x2E, 0x5F, 0x2D].contains(byte)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
}
