import CRoost

/// The bounds of `files.h` that are looked at before a question is taken.
package enum FilesBounds {
  /// Whether a name, and what comes with it, may be so long.
  ///
  /// - Parameter isWrite: what comes with it are the bytes of a file, not another name.
  package static func hold(name: Int, rest: Int, isWrite: Bool) -> Bool {
    name <= Int(ROOST_FILES_NAME_MAX)
      && rest <= Int(isWrite ? ROOST_FILES_BYTES_MAX : ROOST_FILES_NAME_MAX)
  }
}
