internal import Glibc
internal import HostOperations

/// inotify on one folder (inotify(7)).
final class FolderNotices {
  enum Notice: Equatable {
    /// Something happened to the file of that name.
    case file(String)
    /// The queue overflowed: anything may have happened.
    case overflow
    /// The folder itself went or moved: nothing more will come.
    case gone
  }

  private static let fileMask =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_MODIFY | IN_ATTRIB
  private static let goneMask = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED

  let queue: Descriptor

  init(_ folder: String) throws(SystemFailure) {
    let number = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    if number < 0 { throw SystemFailure("inotify_init1", folder) }
    let queue = Descriptor(owning: number)
    let mask = UInt32(bitPattern: Int32(Self.fileMask | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR))
    if unsafe inotify_add_watch(number, folder, mask) < 0 { throw SystemFailure("inotify_add_watch", folder) }
    self.queue = queue
  }

  /// What came since the last call; at most one buffer of it.
  func read() -> [Notice] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe buffer.withUnsafeMutableBytes { (try? unsafe queue.read(into: $0)) ?? 0 }
    return Self.notices(in: buffer[..<count])
  }

  /// Reads `struct inotify_event` after `struct inotify_event`: watch, mask, cookie, length, name.
  static func notices(in buffer: ArraySlice<UInt8>) -> [Notice] {
    var notices: [Notice] = []
    var offset = buffer.startIndex
    while offset + 16 <= buffer.endIndex {
      let mask = Int(word(buffer, offset + 4))
      let length = Int(word(buffer, offset + 12))
      let name = buffer[(offset + 16)..<min(offset + 16 + length, buffer.endIndex)].prefix { $0 != 0 }
      offset += 16 + length
      if mask & Int(IN_Q_OVERFLOW) != 0 {
        notices.append(.overflow)
      } else if mask & Int(goneMask) != 0 {
        notices.append(.gone)
      } else if !name.isEmpty {
        notices.append(.file(String(decoding: name, as: UTF8.self)))
      }
    }
    return notices
  }

  private static func word(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) }
  }
}
