package import RoostJSON

/// The values of a request, however it was sent.
package struct Arguments: Sendable {
  /// Values by name: text where it came as a form.
  package var values: [String: JSONValue] = [:]
  /// Uploaded files by the name of their part.
  package var files: [String: UploadedFile] = [:]

  /// Makes none.
  package init() {}

  /// Reads a request's query and body.
  ///
  /// - Throws: ``APIError`` for a body that is malformed.
  package init(query: String, contentType: String?, body: [UInt8]) throws(APIError) {
    take(URLEncoded.parse(Array(query.utf8)))
    let type = (contentType ?? "").lowercased()
    if type.hasPrefix("application/json") {
      guard !body.isEmpty else { return }
      guard let json = try? JSONValue(parsing: body), case .object(let members) = json else {
        throw APIError.bad("can't parse JSON object")
      }
      for member in members where member.value != .null { values[member.name] = member.value }
    } else if type.hasPrefix("multipart/form-data") {
      guard let boundary = Multipart.boundary(contentType ?? "") else {
        throw APIError.bad("boundary is missing in the content type")
      }
      for part in try Multipart.parse(body, boundary: boundary) {
        if let file = part.fileName {
          files[part.name] = UploadedFile(name: file, mime: part.contentType, bytes: Array(part.body))
        } else {
          values[part.name] = .string(String(decoding: part.body, as: UTF8.self))
        }
      }
    } else {
      take(URLEncoded.parse(body))
    }
  }

  private mutating func take(_ fields: [(name: String, value: String)]) {
    for field in fields { values[field.name] = .string(field.value) }
  }

  /// Reads the values that a method has, by their kinds.
  ///
  /// - Throws: ``APIError`` for one that is missing or of another kind.
  package func call(_ method: Method, bot: Int) throws(APIError) -> Call {
    var call = Call(bot: bot, files: files)
    for parameter in method.parameters {
      if let value = values[parameter.name], value != .null {
        if let read = try Self.read(value, parameter) { call.args[parameter.name] = read }
      } else if parameter.kind == .file, files[parameter.name] != nil {
        call.args[parameter.name] = .string("attach://" + parameter.name)
      }
    }
    // What sends a message looks at its text last: Telegram's own words for what is missing are the methods'.
    for parameter in method.parameters where parameter.isRequired && call.args[parameter.name] == nil {
      throw APIError.bad(Self.missing(parameter, method.name))
    }
    return call
  }

  private static func missing(_ parameter: Parameter, _ method: String) -> String {
    switch (parameter.name, parameter.kind) {
    case ("text", _): "message text is empty"
    case ("chat_id", _), ("from_chat_id", _): "\(parameter.name) is empty"
    case ("message_id", _): "message identifier is not specified"
    case ("message_ids", _): "message identifiers are not specified"
    case ("user_id", _): "invalid user_id specified"
    case (_, .file): "there is no \(parameter.name.replacingUnderscores) in the request"
    default: "parameter \"\(parameter.name)\" is required"
    }
  }

  /// A value as its kind has it; nil for an empty one.
  private static func read(_ value: JSONValue, _ parameter: Parameter) throws(APIError) -> JSONValue? {
    let text = value.string
    if text?.isEmpty == true, parameter.kind != .string { return nil }
    func wrong(_ what: String) -> APIError {
      APIError.bad("parameter \"\(parameter.name)\" must be \(what)")
    }
    switch parameter.kind {
    case .string:
      if text != nil { return value }
      switch value {
      case .number(let number): return .string(number.text)
      case .bool(let truth): return .string(truth ? "true" : "false")
      default: return .string(value.serializedString())
      }
    case .int:
      if let number = value.int ?? text.flatMap({ Int($0.trimmed) }) { return number.json }
      throw wrong("an Integer")
    case .float:
      if let number = value.double ?? text.flatMap({ Double($0.trimmed) }), number.isFinite {
        return number.json
      }
      throw wrong("a Number")
    case .bool:
      if value.bool != nil { return value }
      if let number = value.int { return (number != 0).json }
      switch text?.lowercased() {
      case "true", "yes", "1": return true.json
      case "false", "no", "0": return false.json
      default: throw wrong("a Boolean")
      }
    case .chat:
      if value.int != nil || text != nil { return value }
      throw APIError.bad("chat_id must be a number or a username")
    case .file: return text == nil ? nil : value
    case .object, .array:
      var parsed = value
      if let text {
        guard let read = try? JSONValue(parsing: text) else {
          throw APIError.bad("can't parse \(parameter.name.replacingUnderscores) JSON object")
        }
        parsed = read
      }
      if parsed == .null { return nil }
      if parameter.kind == .array, parsed.array == nil {
        throw APIError.bad("expected an Array of \(parameter.name.replacingUnderscores)")
      }
      if parameter.kind == .object, parsed.object == nil {
        throw APIError.bad("object expected as \(parameter.name.replacingUnderscores)")
      }
      return parsed
    }
  }
}

extension String {
  var replacingUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
