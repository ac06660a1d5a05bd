/// A call of a method of the Bot API.
///
///     let message = SendMessage(chatID: 42, text: "Hello")
public protocol TelegramMethod: Sendable {
  /// What the method answers.
  associatedtype Result: TelegramReadable
  /// The method's name in the Bot API, such as `sendMessage`.
  static var name: String { get }
  /// The parameters as they are sent.
  var content: TelegramContent { get }
  /// Gives the parameters.
  func encode(into parameters: inout TelegramParameters)
}

extension TelegramMethod {
  /// Gives the parameters.
  public func encode(into parameters: inout TelegramParameters) {
    parameters.json = content.json
    parameters.uploads = content.uploads
  }
}

/// What a call of the Bot API carries.
public struct TelegramParameters: Sendable, Hashable {
  /// An object of the parameters, as JSON in UTF-8.
  public var json: [UInt8] = Array("{}".utf8)
  /// Files that go along, each as a part named ``Telegram/Upload/part``; without any the call can be sent as JSON.
  public var uploads: [Telegram.Upload] = []

  /// No parameters.
  public init() {}

  /// The parameters of a call.
  public init(_ method: some TelegramMethod) { method.encode(into: &self) }
}
