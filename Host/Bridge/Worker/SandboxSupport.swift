import CWorkerSystem

/// What this kernel can do to keep workers in.
package enum SandboxSupport {
  /// The version of Landlock the kernel has; 0 when it has none.
  package static let landlock = Int(max(0, worker_landlock_version()))

  /// What is lacking when no newer version than one is used, each with what stands in for it.
  package static func lacks(landlockUpTo limit: Int) -> [String] {
    let version = min(landlock, limit)
    let all = [
      (1, "no Landlock: files are refused by the host alone, which a plugin can race"),
      (2, "Landlock before 2: renaming between folders is always refused"),
      (3, "Landlock before 3: truncating is left to the filter"),
      (4, "Landlock before 4: TCP is left to the filter"),
      (5, "Landlock before 5: ioctl on devices is left to the filter"),
      (6, "Landlock before 6: signals and abstract sockets are left to the filter"),
    ]
    return version == 0 ? [all[0].1] : all.filter { $0.0 > version }.map(\.1)
  }
}
