/// How much a plugin's folder may hold.
package struct FileLimits: Sendable, Equatable {
  /// Most bytes of all files; nil is no bound.
  package let bytes: Int64?
  /// Most files and folders.
  package let files: Int

  /// Makes bounds.
  package init(bytes: Int64?, files: Int) {
    self.bytes = bytes
    self.files = files
  }
}

/// How much a plugin's folder holds.
package struct FileUsage: Sendable, Equatable {
  /// Bytes of all files: the sizes that `ls` shows.
  package var bytes: Int64
  /// Files and whatever else there is, folders too.
  package var files: Int

  /// Makes a count.
  package init(bytes: Int64 = 0, files: Int = 0) {
    self.bytes = bytes
    self.files = files
  }

  /// Whether it is more than there may be.
  package func exceeds(_ limits: FileLimits) -> Bool {
    files > limits.files || limits.bytes.map { bytes > $0 } ?? false
  }

  /// Whether so much more fits; what takes no more room than before always does.
  func fits(bytes more: Int64, files others: Int, _ limits: FileLimits) -> Bool {
    (others <= 0 || files + others <= limits.files)
      && (more <= 0 || limits.bytes.map { bytes + more <= $0 } ?? true)
  }

  /// Counts a change.
  mutating func add(bytes more: Int64, files others: Int) {
    // What the plugin did by ordinary calls in between may have been counted with neither.
    bytes = max(0, bytes + more)
    files = max(0, files + others)
  }
}
