/// A place in the code of a thread, as it was written down while the process crashed.
package struct CrashFrame: Sendable, Hashable {
  /// The file whose code it is; nil when it is in no file.
  package let path: String?
  /// The build id the file had when it was loaded, in hexadecimal; nil when it had none or nobody knows.
  package let buildID: String?
  /// Where in the file: the distance from the mapping's start plus the mapping's offset in the file. Without
  /// a file, the address.
  package let fileOffset: UInt64
  /// Whether it is a word on the stack that points into code: perhaps a return address.
  package let isGuess: Bool

  /// Describes a place.
  package init(path: String?, buildID: String?, fileOffset: UInt64, isGuess: Bool = false) {
    self.path = path
    self.buildID = buildID
    self.fileOffset = fileOffset
    self.isGuess = isGuess
  }
}
