/// Files in the order of their names, and where to go on.
public struct FilePage: Sendable, Equatable {
  /// The files.
  public let files: [FileEntry]
  /// After which the next page begins; nil when there are no more.
  public let next: String?
}

/// A file in a list.
public struct FileEntry: Sendable, Equatable {
  /// Its whole name, such as "reports/monday.txt".
  public let name: String
  /// Its bytes.
  public let size: Int
  /// When it was written last, in milliseconds since 1970.
  public let modified: Int64
}

/// How much a plugin's folder holds, and may.
public struct FilesUsage: Sendable, Equatable {
  /// Bytes of all files. What was written by ordinary file calls is counted within a minute.
  public let bytes: Int
  /// Files and folders.
  public let files: Int
  /// Most bytes; nil for no bound.
  public let bytesLimit: Int?
  /// Most files and folders.
  public let filesLimit: Int
}
