import Glibc
import HostOperations
import Testing

@Suite struct SmallFileTests {
  private func status(_ path: String) throws -> stat {
    var status = stat()
    try #require(unsafe stat(path, &status) == 0)
    return status
  }

  @Test func `a file that takes another's place keeps its mode and its owner`() throws {
    let scratch = Scratch()
    let file = scratch.file("a.yaml")
    try SmallFile.replace(file, with: Array("one".utf8), mode: 0o644)
    #expect(try status(file).st_mode & 0o7777 == 0o644)
    #expect(unsafe chmod(file, 0o640) == 0)
    // Only root can give a file away.
    let (user, group): (uid_t, gid_t) = geteuid() == 0 ? (4711, 4712) : (geteuid(), getegid())
    #expect(unsafe chown(file, user, group) == 0)
    try SmallFile.replace(file, with: Array("two".utf8), mode: 0o644)
    let now = try status(file)
    #expect(now.st_mode & 0o7777 == 0o640)
    #expect((now.st_uid, now.st_gid) == (user, group))
    #expect(try SmallFile.read(file, atMost: 10) == Array("two".utf8))
    #expect(Folders.names(in: scratch.path) == ["a.yaml"])
  }

  @Test func `nothing is left behind where a file cannot be put`() throws {
    let scratch = Scratch()
    try Folders.make(scratch.file("a"))
    #expect(throws: SystemFailure.self) {
      try SmallFile.replace(scratch.file("a"), with: [1], mode: 0o644)
    }
    #expect(Folders.names(in: scratch.path) == ["a"])
  }
}
