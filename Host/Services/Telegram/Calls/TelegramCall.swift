package import RoostJSON

/// A call of a method of the Bot API.
package struct TelegramCall: Sendable {
  /// A file that goes with it.
  package struct File: Sendable {
    /// The parameter it is, or the name that `attach://NAME` means.
    package var name: String
    /// What it is called for those who get it.
    package var fileName: String
    /// Its bytes.
    package var content: Content

    /// Where a file's bytes are.
    package enum Content: Sendable {
      /// In an open file.
      case file(OpenedUpload)
      /// In memory.
      case bytes([UInt8])
    }

    /// Describes a file.
    package init(name: String, fileName: String, content: Content) {
      (self.name, self.fileName, self.content) = (name, fileName, content)
    }
  }

  /// The method's name, such as `sendMessage`.
  package let method: String
  /// The same in small letters: Telegram takes any, so what a call is must not depend on them.
  private let kind: String
  /// Its parameters: an object.
  package var parameters: JSONValue
  /// Files that go with it; most calls have none.
  package var files: [File]
  /// For how long it may take once it is sent, in milliseconds.
  package var timeout: Int

  /// Longest name of a method, in bytes.
  package static let maxMethodBytes = 64

  /// Describes a call.
  ///
  /// - Throws: why it is none.
  package init(
    _ method: String, _ parameters: JSONValue = .object([]), files: [File] = [], timeout: Int = 60_000
  ) throws(FetchFailure) {
    guard (1...Self.maxMethodBytes).contains(method.utf8.count), method.utf8.allSatisfy(Self.isLetter) else {
      throw .invalid("the method's name is none — hint: letters and digits alone, such as sendMessage")
    }
    guard parameters.object != nil else { throw .invalid("the parameters are no JSON object") }
    for file in files {
      guard (1...64).contains(file.name.utf8.count), file.name.utf8.allSatisfy(Self.isNameByte) else {
        throw .invalid("a file's name is none — hint: letters, digits and _ alone, such as document")
      }
    }
    (self.method, self.parameters, self.files, self.timeout) = (method, parameters, files, timeout)
    kind = method.lowercased()
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool { isLetter(byte) || byte == UInt8(ascii: "_") }

  /// The call to another chat, where its parameters name one.
  package func moved(to chat: Int64) -> TelegramCall {
    guard let members = parameters.object else { return self }
    var moved = self
    moved.parameters = .object(
      members.map { $0.name == "chat_id" ? JSONMember($0.name, .number(JSONNumber(chat))) : $0 })
    return moved
  }
}

extension TelegramCall {
  /// What the call is counted for.
  package var target: SendTarget {
    guard isMessage else { return .method(kind) }
    // An inline message has no chat that is known; edits of them share the bot's limit.
    switch parameters["chat_id"] {
    case .number(let number)?: return number.int.map { .chat(Int64($0)) } ?? .method(kind)
    case .string(let text)?:
      // Longer than any name there is: what is remembered of a chat must not be as long as a call.
      return Int64(text).map { .chat($0) } ?? .name(text.prefix(Self.nameLength).lowercased())
    default: return .method(kind)
    }
  }

  private static let nameLength = 64
  /// Most messages that one call makes (https://core.telegram.org/bots/api#copymessages): one that names more is refused,
  /// and must not use up what others may send.
  private static let mostMessages = 100

  /// How many messages it makes.
  package var weight: Int {
    switch kind {
    case "sendmediagroup": list("media")
    case "copymessages", "forwardmessages": list("message_ids")
    default: 1
    }
  }

  private func list(_ name: String) -> Int {
    let count =
      switch parameters[name] {
      case .array(let items)?: items.count
      // As multipart writes it.
      case .string(let text)?: (try? JSONValue(parsing: text))?.array?.count ?? 1
      default: 1
      }
    return min(max(1, count), Self.mostMessages)
  }

  /// Whether it may be sent twice: two of it come to the same.
  package var isRepeatable: Bool { !makesMore }

  /// Whether it counts as a message: sends, and edits, which share their limit.
  private var isMessage: Bool {
    kind != "sendchataction"
      && ["send", "forward", "copy", "edit", "stoppoll"].contains { kind.hasPrefix($0) }
  }

  /// Whether two of it come to more than one: what makes messages, gifts, invitations or transfers.
  private var makesMore: Bool {
    if kind == "sendchataction" { return false }
    let heads = [
      "send", "forward", "copy", "create", "gift", "transfer", "convert", "upgrade", "post", "repost",
      "refund", "add", "upload", "save", "replace", "approve", "decline",
    ]
    return heads.contains { kind.hasPrefix($0) }
  }
}
