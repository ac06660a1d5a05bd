internal import CHostSystem
internal import Glibc

/// Who may command the host: root, the user it runs as, and members of the socket's group where the socket's
/// mode lets that group write. The kernel checks the mode at connect; this holds where it was opened further.
struct ControlAccess: Equatable {
  let owner: UInt32
  let group: UInt32
  let groupMayWrite: Bool

  /// The access that a socket file gives at this moment.
  init(socket path: String) throws(SystemFailure) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { throw SystemFailure("lstat", path) }
    self.init(owner: geteuid(), group: status.st_gid, groupMayWrite: status.st_mode & S_IWGRP != 0)
  }

  init(owner: UInt32, group: UInt32, groupMayWrite: Bool) {
    self.owner = owner
    self.group = group
    self.groupMayWrite = groupMayWrite
  }

  func allows(_ peer: ControlPeer, isInGroup: (UInt32) -> Bool) -> Bool {
    peer.uid == 0 || peer.uid == owner || (groupMayWrite && isInGroup(group))
  }
}
