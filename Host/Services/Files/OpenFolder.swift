internal import CHostSystem
internal import Glibc
internal import HostOperations

/// A plugin's folder, held open. Nothing in it is reached through a link, or outside of it.
struct OpenFolder: ~Copyable {
  private let descriptor: Descriptor

  /// Opens the folder of a plugin beneath the folder of all, making both as far as they are missing.
  init(_ plugin: String, in root: String) throws(SystemFailure) {
    try Folders.make(root, mode: 0o700)
    let all = unsafe csystem_open_folder(root)
    guard all >= 0 else { throw SystemFailure("open", root) }
    let parent = Descriptor(owning: all)
    if unsafe mkdirat(all, plugin, 0o700) != 0, errno != EEXIST {
      throw SystemFailure("mkdir", "\(root)/\(plugin)")
    }
    let number = unsafe csystem_open_in(parent.number, plugin, O_RDONLY | O_DIRECTORY, 0)
    guard number >= 0 else { throw SystemFailure("open", "\(root)/\(plugin)") }
    descriptor = Descriptor(owning: number)
  }

  /// The descriptor, valid as long as this lives.
  var number: Int32 { descriptor.number }

  /// Whether somebody has removed it.
  var isGone: Bool {
    var now = stat()
    return unsafe fstat(number, &now) != 0 || now.st_nlink == 0
  }

  /// Opens a file or folder by a path beneath it; "" is the folder itself. Nil, with `errno`, when it cannot.
  func open(_ path: String, _ flags: Int32, mode: UInt32 = 0) -> Int32 {
    unsafe csystem_open_in(number, path.isEmpty ? "." : path, flags, mode)
  }

  /// A name that no file has.
  static func freshName() -> String { FileName.reserved + SecureRandom.token(bytes: 12) }
}
