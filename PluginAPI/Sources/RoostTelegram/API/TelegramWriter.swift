package import RoostJSON

/// JSON being written for the Bot API, with the files that go along with it.
public struct TelegramWriter: ~Copyable {
  /// The text so far.
  package var bytes = JSONBytes()
  /// The files so far.
  var uploads: [Telegram.Upload] = []
  /// Whether the object that is open has no member yet.
  private var isFirst = true
  /// Whether members are a method's parameters: files among them go by the parameter's name.
  let isMethod: Bool

  init(isMethod: Bool) {
    self.isMethod = isMethod
    bytes.append(UInt8(ascii: "{"))
  }

  /// Writes a member unless it is nil.
  mutating func add<T: TelegramWritable>(_ name: StaticString, _ value: T?) { value?.write(name, to: &self) }

  /// Begins a member.
  mutating func name(_ name: StaticString) {
    bytes.append(literal: isFirst ? "\"" : ",\"")
    bytes.append(literal: name)
    bytes.append(literal: "\":")
    isFirst = false
  }

  /// Ends the object.
  consuming func finish() -> TelegramContent {
    bytes.append(UInt8(ascii: "}"))
    return TelegramContent(json: bytes.array(), uploads: uploads)
  }
}

/// An object to send, as JSON, with the files that go along with it.
public struct TelegramContent: Sendable, Hashable {
  /// The object, as JSON in UTF-8.
  public let json: [UInt8]
  /// The files that it names.
  public let uploads: [Telegram.Upload]

  /// Writes an object's members, or a method's parameters.
  init(isMethod: Bool = false, _ members: (inout TelegramWriter) -> Void) {
    var writer = TelegramWriter(isMethod: isMethod)
    members(&writer)
    self = writer.finish()
  }

  init(json: [UInt8], uploads: [Telegram.Upload]) {
    self.json = json
    self.uploads = uploads
  }
}

/// A type of the Bot API that is sent only.
public protocol TelegramInput: TelegramWritable {
  /// The object as it is sent.
  var content: TelegramContent { get }
}

extension TelegramInput {
  /// Writes the object, and adds its files.
  public func write(to writer: inout TelegramWriter) {
    writer.bytes.append(json: content.json)
    writer.uploads += content.uploads
  }
}

extension JSONView {
  /// A view of members that were just written.
  init(_ members: (inout TelegramWriter) -> Void) {
    do {
      self = try JSONView(parsing: TelegramContent(members).json, maximumDepth: 512)
    } catch {
      // What was written is JSON; only its depth can be at fault.
      fatalError("a type of the Bot API was put within itself too often: \(error)")
    }
  }
}
