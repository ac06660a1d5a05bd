import Synchronization

extension Telegram {
  /// A file to send.
  public enum InputFile: Sendable, Hashable {
    /// One that Telegram has already, by its `file_id`.
    case id(String)
    /// One that Telegram is to get from elsewhere.
    case url(String)
    /// One that goes along with the call.
    case upload(FileSource, name: String)
  }

  /// Where the bytes of a file to send are.
  public enum FileSource: Sendable, Hashable {
    /// In memory.
    case bytes([UInt8])
    /// In the plugin's own folder, by its name there.
    case file(String)
  }

  /// A file that goes along with a call.
  public struct Upload: Sendable, Hashable {
    /// The name of its part in the form.
    public let part: String
    /// The file's name for who receives it.
    public let name: String
    /// Its bytes.
    public let source: FileSource
  }
}

extension Telegram.InputFile: TelegramWritable {
  /// Numbers the parts, so that files of objects that are put together later do not share one.
  private static let parts = Atomic<UInt64>(0)

  /// Writes the file's id or address, or which part it is.
  public func write(to writer: inout TelegramWriter) {
    switch self {
    case .id(let text), .url(let text): text.write(to: &writer)
    case .upload(let source, let name):
      let part = "file\(Self.parts.add(1, ordering: .relaxed).newValue)"
      writer.uploads.append(Telegram.Upload(part: part, name: name, source: source))
      "attach://\(part)".write(to: &writer)
    }
  }

  /// Writes a member; a parameter's file is the part of the parameter's name.
  public func write(_ name: StaticString, to writer: inout TelegramWriter) {
    if case .upload(let source, let file) = self, writer.isMethod {
      writer.uploads.append(Telegram.Upload(part: "\(name)", name: file, source: source))
    } else {
      writer.name(name)
      write(to: &writer)
    }
  }
}
