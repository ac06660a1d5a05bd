import Foundation

/// A file that a command writes, opened before the command's work so that it is not done in vain.
struct TextFile {
  private let path: String
  private let handle: FileHandle

  /// Makes the file, or empties it.
  ///
  /// - Throws: the exit code, after printing why.
  init(_ path: String) throws {
    self.path = path
    do {
      let file = URL(filePath: path)
      try Data().write(to: file)
      handle = try FileHandle(forWritingTo: file)
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// Writes the text.
  ///
  /// - Throws: the exit code, after printing why.
  func write(_ text: String) throws {
    do {
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    } catch {
      throw Self.failure(path, error)
    }
  }

  private static func failure(_ path: String, _ error: any Error) -> any Error {
    Exit.failing("\(path) — cannot be written — \(error.localizedDescription) — hint: name another file")
  }
}
