/// What a plugin asks of its files.
package enum FileQuestion: Sendable {
  /// Up to so many bytes from an offset on.
  case read(FileName, offset: Int64, length: Int)
  /// Puts bytes into a file.
  case write(FileName, [UInt8], FileWriting)
  /// Gives a file another name.
  case move(FileName, to: FileName)
  /// Removes a file.
  case remove(FileName)
  /// Files whose names begin so and come after a name, as bytes.
  case list(prefix: [UInt8], after: [UInt8], limit: Int)
  /// How much there is.
  case usage
  /// A file, open to be sent.
  case open(FileName)
}

/// How a file is written.
package enum FileWriting: Sendable {
  /// Whole, in the place of one that there is.
  case replace
  /// Whole, where there is none.
  case create
  /// Behind the bytes that there are.
  case append
}

/// The answer to a ``FileQuestion``.
package enum FileAnswer: Sendable, Equatable {
  /// It is done.
  case done
  /// A part of a file's bytes; see `roost_files_part`.
  case part([UInt8], size: Int64, tag: UInt64)
  /// Files in order, and whether there are more.
  case page([FileEntry], hasMore: Bool)
  /// How much there is and may be.
  case usage(FileUsage, FileLimits)
  /// It is open; no plugin asks for that itself.
  case opened(OpenedUpload)
}

/// A file in a list.
package struct FileEntry: Sendable, Equatable {
  /// Its whole name.
  package let name: String
  /// Bytes of it.
  package let size: Int64
  /// When it was written last, in milliseconds since 1970.
  package let modified: Int64
}
