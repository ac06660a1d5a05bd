import CHostSystem
import Glibc

/// Opens files beneath a folder, one path segment at a time, through no symbolic link.
///
/// Each segment is opened from its parent's descriptor. That holds also where the kernel or a seccomp profile
/// lacks openat2 and only O_NOFOLLOW is left, which guards nothing but a path's last segment; and a folder that
/// is moved during the walk cannot lead out of it.
struct FolderWalk: Sendable {
  /// Opens a single name in the folder of a descriptor: a descriptor, or -1 with errno.
  typealias Opener = @Sendable (_ folder: Int32, _ name: String) -> Int32

  /// openat2 with RESOLVE_BENEATH, RESOLVE_NO_SYMLINKS and RESOLVE_NO_MAGICLINKS, else O_NOFOLLOW.
  var opener: Opener = { unsafe csystem_open_beneath($0, $1) }

  /// The public folder itself, whose path is the operator's and may contain links.
  func root(_ path: String) throws(FileRefusal) -> OpenedFile {
    try OpenedFile(adopting: checked(unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)))
  }

  /// The folder that `names` lead to.
  func folder(_ names: some Sequence<String>, in root: OpenedFile) throws(FileRefusal) -> OpenedFile {
    var folder = root
    for name in names {
      folder = try entry(name, in: folder)
      guard folder.kind == .folder else { throw .missing }
    }
    return folder
  }

  /// A regular file or a folder by its name in a folder.
  func entry(_ name: String, in folder: OpenedFile) throws(FileRefusal) -> OpenedFile {
    let entry = try OpenedFile(adopting: checked(opener(folder.descriptor, name)))
    guard entry.kind != .other else { throw .missing }
    return entry
  }

  /// A regular file by its name in a folder.
  func file(_ name: String, in folder: OpenedFile) throws(FileRefusal) -> OpenedFile {
    let entry = try entry(name, in: folder)
    guard entry.kind == .regular else { throw .missing }
    return entry
  }

  private func checked(_ descriptor: Int32) throws(FileRefusal) -> Int32 {
    guard descriptor >= 0 else { throw FileRefusal(errno: errno) }
    return descriptor
  }
}
