internal import CHostSystem
internal import Glibc
internal import HostOperations

/// A regular file that only root and the host's own user can change, open for reading.
struct SafeFile: ~Copyable {
  let place: String
  let descriptor: Descriptor
  let stamp: FileStamp

  init(_ descriptor: consuming Descriptor, _ place: String, atMost limit: Int) throws(IntakeError) {
    var status = stat()
    guard unsafe fstat(descriptor.number, &status) == 0 else {
      throw IntakeError(
        .system, "cannot check the file", place, SystemFailure("fstat", place).reason, "try again")
    }
    let stamp = FileStamp(status)
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw IntakeError(
        .notRegular, "file refused", place, "it is no regular file", "copy a regular file there")
    }
    if let why = SafeFolder.danger(status) {
      throw IntakeError(
        .unsafeFile, "file refused", place, why,
        "chown it to the host's user or root, and: chmod go-w \(place)")
    }
    guard stamp.size <= limit else {
      throw IntakeError(
        .tooLarge, "file refused", place, "it has \(stamp.size) bytes, more than the \(limit) allowed",
        "strip it of what it need not carry")
    }
    self.place = place
    self.descriptor = descriptor
    self.stamp = stamp
  }

  /// Reads the whole file, chunk by chunk, while nobody can write it.
  ///
  /// A read lease holds writers off; it cannot be had while somebody has the file open for writing, and it is
  /// given up when a writer comes. Where the file system or ownership allows no lease, the file must have been
  /// left alone for a while and be the same after reading.
  ///
  /// Throws `stillBeingWritten` in each of these cases.
  borrowing func readStable(
    _ guarding: WriteGuard, _ consume: (UnsafeRawBufferPointer) throws(IntakeError) -> Void
  ) throws(IntakeError) {
    let hasLease = try lease(guarding)
    defer { if hasLease { csystem_release_lease(descriptor.number) } }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { unsafe buffer.deallocate() }
    var left = stamp.size
    while true {
      let count: Int
      do { count = try unsafe descriptor.read(into: buffer) } catch {
        throw IntakeError(.system, "cannot read the file", place, error.reason, "try again")
      }
      if count == 0 { break }
      left -= count
      if left < 0 { break }
      try unsafe consume(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      guarding.afterChunk()
      if hasLease, csystem_lease_is_whole(descriptor.number) == 0 { throw changing("a writer waits for it") }
    }
    guard left == 0, currentStamp() == stamp else { throw changing("it changed while it was read") }
  }

  private func lease(_ guarding: WriteGuard) throws(IntakeError) -> Bool {
    if guarding.usesLeases {
      if csystem_lease(descriptor.number) == 0 { return true }
      if errno == EAGAIN { throw changing("somebody has it open for writing") }
    }
    if stamp.age >= .zero, stamp.age < guarding.quiet { throw changing("it changed a moment ago") }
    return false
  }

  private func currentStamp() -> FileStamp? {
    var status = stat()
    return unsafe fstat(descriptor.number, &status) == 0 ? FileStamp(status) : nil
  }

  private func changing(_ why: String) -> IntakeError {
    IntakeError(
      .stillBeingWritten, "file not taken yet", place, why,
      "it is tried again; replace files by renaming a finished one over them")
  }
}

/// How a file is kept from changing while it is read.
struct WriteGuard: Sendable {
  /// Whether to ask for leases; without, size and times decide.
  var usesLeases = true
  /// How long a file must have been left alone where there is no lease.
  var quiet: Duration = .milliseconds(100)
  /// Called between chunks.
  var afterChunk: @Sendable () -> Void = {}
}
