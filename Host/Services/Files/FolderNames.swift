internal import CHostSystem
internal import Glibc
internal import HostOperations

/// The names in an open folder, as bytes: what a plugin writes by ordinary calls need not be text.
enum FolderNames {
  /// One name.
  struct Name: Sendable {
    let bytes: [UInt8]

    func starts(with prefix: some Sequence<UInt8>) -> Bool { bytes.starts(with: prefix) }

    /// The status of what has it in a folder, a link's own; nil, with `errno`, when nothing has.
    func status(in folder: Int32) -> stat? {
      var status = stat()
      return unsafe withPath { unsafe fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) } == 0 ? status : nil
    }

    /// Opens the folder that has it; below 0, with `errno`, when it cannot.
    func open(in folder: Int32) -> Int32 {
      unsafe withPath { unsafe csystem_open_in(folder, $0, O_RDONLY | O_DIRECTORY, 0) }
    }

    /// Removes what has it; false, with `errno`, when it cannot.
    func unlink(in folder: Int32, _ flags: Int32 = 0) -> Bool {
      unsafe withPath { unsafe unlinkat(folder, $0, flags) } == 0
    }

    /// The name as system calls take it.
    func withPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
      let path = bytes.map { CChar(bitPattern: $0) } + [0]
      return unsafe path.withUnsafeBufferPointer { unsafe body($0.baseAddress!) }
    }
  }

  /// Reads them, in no order.
  ///
  /// - Parameter most: stops after so many.
  static func read(_ folder: Int32, atMost most: Int = .max) throws(SystemFailure) -> [Name] {
    // A descriptor of its own: the position in a folder is the open file's.
    let number = unsafe openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw SystemFailure("open", "a plugin's folder") }
    guard let stream = unsafe fdopendir(number) else {
      let failure = SystemFailure("fdopendir", "a plugin's folder")
      close(number)
      throw failure
    }
    defer { unsafe closedir(stream) }
    var names: [Name] = []
    while names.count < most {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        if errno != 0 { throw SystemFailure("readdir", "a plugin's folder") }
        break
      }
      let bytes = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        let text = unsafe UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self)
        return unsafe Array(
          UnsafeBufferPointer(
            start: text, count: strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))))
      }
      if bytes != Array(".".utf8), bytes != Array("..".utf8) { names.append(Name(bytes: bytes)) }
    }
    return names
  }
}
