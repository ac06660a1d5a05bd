internal import CHostSystem
internal import Glibc
internal import HostOperations

/// A folder whose files only root and the host's own user can change, held open so that it stays the same one.
struct SafeFolder: ~Copyable, Sendable {
  let path: String
  let descriptor: Descriptor

  init(_ path: String) throws(IntakeError) {
    let number = unsafe csystem_open_folder(path)
    if number < 0 {
      throw IntakeError(
        .system, "cannot open the folder", path, SystemFailure("open", path).reason,
        "check its path and permissions")
    }
    let descriptor = Descriptor(owning: number)
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else {
      throw IntakeError(
        .system, "cannot check the folder", path, SystemFailure("fstat", path).reason, "try again")
    }
    if let why = Self.danger(status) {
      throw IntakeError(
        .unsafeFolder, "folder refused", path, why,
        "chown it to the host's user or root, and: chmod go-w \(path)")
    }
    self.path = path
    self.descriptor = descriptor
  }

  /// Opens a plugin's file in the folder, through no link, and checks it.
  func open(_ name: String, _ role: PluginFile.Role, atMost limit: Int) throws(IntakeError) -> SafeFile {
    let fileName = PluginFile.fileName(name, role)
    let place = path + "/" + fileName
    guard PluginFile.isName(name) else {
      throw IntakeError(
        .badName, "name refused", place, "a plugin's name has 1 to 64 of A-Z, a-z, 0-9, '.', '_', '-'",
        "rename the file")
    }
    let number = unsafe csystem_open_beneath(descriptor.number, fileName)
    if number < 0 { throw Self.refusal(place, errno) }
    return try SafeFile(Descriptor(owning: number), place, atMost: limit)
  }

  /// What lets others change a file or folder of that status; nil when nothing does.
  static func danger(_ status: stat) -> String? {
    if status.st_uid != 0, status.st_uid != geteuid() {
      return "it belongs to user \(status.st_uid), neither root nor the host's own (\(geteuid()))"
    }
    if status.st_mode & (S_IWGRP | S_IWOTH) != 0 {
      return "its mode \(String(status.st_mode & 0o7777, radix: 8)) lets others write"
    }
    return nil
  }

  private static func refusal(_ place: String, _ code: Int32) -> IntakeError {
    switch code {
    case ENOENT: IntakeError(.absent, "no such file", place, "it is not there", "copy it there")
    case ELOOP, EXDEV:
      IntakeError(
        .link, "file refused", place, "it is a symbolic link, whose target others may change",
        "copy the file itself into the folder")
    case ENXIO:
      IntakeError(.notRegular, "file refused", place, "it is no regular file", "copy a regular file there")
    default:
      IntakeError(
        .system, "cannot open the file", place, SystemFailure.reason(code), "check its permissions")
    }
  }
}

extension IntakeError {
  init(_ code: Code, _ what: String, _ place: String, _ why: String, _ hint: String) {
    self.init(code: code, what: what, place: place, why: why, hint: hint)
  }
}
