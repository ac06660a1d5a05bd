package import RoostJSON

/// A method of the Bot API that behaves as Telegram's.
package struct Method: Sendable {
  /// As the documentation writes it.
  package let name: String
  /// In the order of the documentation.
  package let parameters: [Parameter]
  let run: @Sendable (inout World, Call) throws -> JSONValue

  init(
    _ name: String, _ parameters: String = "",
    _ run: @escaping @Sendable (inout World, Call) throws -> JSONValue
  ) {
    self.name = name
    self.parameters = Parameter.list(parameters)
    self.run = run
  }
}

/// A call of a method, its values read.
package struct Call: Sendable {
  /// The bot that calls.
  package let bot: Int
  /// Values by parameter, as the method's kinds say.
  package var args: [String: JSONValue] = [:]
  /// Uploaded files by the name of their part.
  package var files: [String: UploadedFile] = [:]

  /// Makes a call.
  package init(bot: Int, args: [String: JSONValue] = [:], files: [String: UploadedFile] = [:]) {
    self.bot = bot
    self.args = args
    self.files = files
  }

  func int(_ name: String) -> Int? { args[name]?.int }
  func double(_ name: String) -> Double? { args[name]?.double }
  func text(_ name: String) -> String? { args[name]?.string }
  func isTrue(_ name: String) -> Bool { args[name]?.isTrue == true }
  func object(_ name: String) -> JSONValue? { args[name].flatMap { $0.object == nil ? nil : $0 } }
  func array(_ name: String) -> [JSONValue]? { args[name]?.array }

  /// A whole number that there must be.
  func needInt(_ name: String, _ missing: String) throws -> Int {
    guard let value = int(name) else { throw APIError.bad(missing) }
    return value
  }

  func needText(_ name: String, _ missing: String) throws -> String {
    guard let value = text(name), !value.isEmpty else { throw APIError.bad(missing) }
    return value
  }
}

/// A file as it came in a request.
package struct UploadedFile: Sendable {
  /// As its sender calls it.
  package var name: String
  /// As its sender says.
  package var mime: String?
  /// What it has.
  package var bytes: [UInt8]

  /// Makes one.
  package init(name: String, mime: String?, bytes: [UInt8]) {
    self.name = name
    self.mime = mime
    self.bytes = bytes
  }
}
