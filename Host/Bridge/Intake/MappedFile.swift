internal import Glibc
internal import HostOperations

/// A file's bytes in memory without a copy, for as long as the owner lives.
@safe
struct MappedFile: ~Copyable {
  let bytes: UnsafeRawBufferPointer

  init(_ path: String, size: Int) throws(IntakeError) {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    if number < 0 { throw Self.failure("open", path) }
    defer { close(number) }
    guard let start = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, number, 0), unsafe start != MAP_FAILED
    else {
      throw Self.failure("mmap", path)
    }
    unsafe bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit { unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

  private static func failure(_ call: String, _ path: String) -> IntakeError {
    let failure = SystemFailure(call, path)
    return IntakeError(
      .system, "cannot read the private copy", path, "\(call): \(failure.reason)",
      "check permissions of `plugins.cache`")
  }
}
