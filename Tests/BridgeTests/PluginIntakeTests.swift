import Foundation
import HostOperations
import Synchronization
import Testing

@testable import HostBridge

struct PluginIntakeTests {
  private let place: IntakeFolder

  init() throws { place = try IntakeFolder() }

  @Test(arguments: [true, false]) func `a library becomes a private read-only copy with its digest`(
    usesLeases: Bool
  ) throws {
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    place.write("hello.so", bytes)
    let intake = try place.intake(.off, WriteGuard(usesLeases: usesLeases, quiet: .zero))
    let copy = try place.patiently { try intake.copy("hello", generation: 7) }
    #expect(copy.digest == .of(bytes) && copy.size == bytes.count && copy.generation == 7)
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy.path)) == Data(bytes))
    #expect(copy.path.hasPrefix(place.cache + "/hello-7-"))
    #expect(try mode(copy.path) == 0o400 && mode(place.cache) == 0o700)
    let second = try place.patiently { try intake.copy("hello", generation: 7) }
    #expect(second.path != copy.path && second.digest == copy.digest)
    intake.discard(copy)
    #expect(place.copies.count == 1)
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test(arguments: [0o664, 0o646, 0o777] as [UInt32])
  func `a file that others can write is refused`(mode: UInt32) throws {
    place.write("hello.so", mode: mode)
    #expect(try place.refusal(of: "hello") == .unsafeFile)
  }

  @Test(arguments: [0o775, 0o757, 0o1777] as [UInt32])
  func `a folder that others can write is refused`(mode: UInt32) throws {
    place.write("hello.so")
    unsafe chmod(place.folder, mode)
    #expect(try place.refusal(of: "hello") == .unsafeFolder)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
  func `a file or folder of another user is refused`() throws {
    place.write("hello.so")
    unsafe chown(place.path("hello.so"), 65_534, 0)
    #expect(try place.refusal(of: "hello") == .unsafeFile)
    unsafe chown(place.folder, 65_534, 0)
    #expect(try place.refusal(of: "hello") == .unsafeFolder)
  }

  @Test func `a link out of the folder is refused, and one within it too`() throws {
    let outside = place.root + "/outside.so"
    place.write("../outside.so")
    unsafe symlink(outside, place.path("out.so"))
    #expect(try place.refusal(of: "out") == .link)
    place.write("real.so")
    unsafe symlink("real.so", place.path("in.so"))
    #expect(try place.refusal(of: "in") == .link)
  }

  @Test func `a pipe, a folder and a socket are refused without waiting for anybody`() throws {
    unsafe mkfifo(place.path("pipe.so"), 0o644)
    #expect(try place.refusal(of: "pipe") == .notRegular)
    unsafe mkdir(place.path("folder.so"), 0o755)
    #expect(try place.refusal(of: "folder") == .notRegular)
  }

  @Test func `what is absent, empty or too large is refused by name`() throws {
    #expect(try place.refusal(of: "hello") == .absent)
    place.write("hello.so", [])
    #expect(try place.refusal(of: "hello") == .empty)
    place.write("hello.so", [1])
    // Sparse: takes no room, and must not be read.
    unsafe truncate(place.path("hello.so"), 257 << 20)
    #expect(try place.refusal(of: "hello") == .tooLarge)
  }

  @Test func `the bound on size is exact`() throws {
    place.write("hello.so", Array(repeating: 1, count: 1000))
    let intake = try place.intake(maximumBytes: 1000)
    _ = try place.patiently { try intake.copy("hello", generation: 1) }
    place.write("hello.so", Array(repeating: 1, count: 1001))
    #expect(
      #expect(throws: IntakeError.self) { try place.patiently { try intake.copy("hello", generation: 1) } }?
        .code == .tooLarge)
  }

  @Test(arguments: ["../outside", "a/b", "", ".hidden", "a\u{0}b", String(repeating: "x", count: 65)])
  func `a name that leads elsewhere is refused`(name: String) throws {
    place.write("../outside.so")
    #expect(try place.refusal(of: name) == .badName)
  }

  @Test func `a file is not taken while one or two writers have it open`() throws {
    let path = place.write("hello.so")
    // Without a quiet, so that the lease alone decides.
    let intake = try place.intake(.off, WriteGuard(quiet: .zero))
    let first = unsafe open(path, O_WRONLY)
    let second = unsafe open(path, O_RDWR)
    #expect(place.isLeftForLater("hello", by: intake))
    close(first)
    #expect(place.isLeftForLater("hello", by: intake))
    close(second)
    #expect(
      try place.patiently { try intake.copy("hello", generation: 1) }.digest == .of(Array("plugin".utf8)))
  }

  @Test func `a writer that comes during the copy waits, and the copy is given up`() throws {
    let path = place.write("hello.so", Array(repeating: 1, count: 1 << 20))
    let outcome = Mutex<Int32?>(nil)
    let guarding = WriteGuard(afterChunk: {
      let writer = unsafe open(path, O_WRONLY | O_NONBLOCK)
      outcome.withLock { $0 = writer < 0 ? errno : 0 }
      if writer >= 0 { close(writer) }
    })
    #expect(place.isLeftForLater("hello", by: try place.intake(.off, guarding)))
    #expect(outcome.withLock { $0 } == EWOULDBLOCK, "the lease holds the writer off, and SIGIO ends nobody")
  }

  @Test(arguments: ["truncated", "grown", "rewritten"])
  func `without leases a file that changes during the copy is given up`(how: String) throws {
    let path = place.write("hello.so", Array(repeating: 1, count: 1 << 20))
    let guarding = WriteGuard(
      usesLeases: false, quiet: .zero,
      afterChunk: {
        switch how {
        case "truncated": unsafe truncate(path, 300_000)
        case "grown": unsafe truncate(path, 2 << 20)
        default:
          let writer = unsafe open(path, O_WRONLY)
          unsafe pwrite(writer, "x", 1, 1000)
          close(writer)
        }
      })
    #expect(place.isLeftForLater("hello", by: try place.intake(.off, guarding)))
  }

  @Test func `without leases a file that changed a moment ago is left for later`() throws {
    place.write("hello.so")
    let intake = try place.intake(.off, WriteGuard(usesLeases: false, quiet: .seconds(3600)))
    #expect(place.isLeftForLater("hello", by: intake))
  }

  @Test func `what an earlier run left is removed, and nothing else`() throws {
    place.write("hello.so")
    do {
      let intake = try place.intake()
      _ = try place.patiently { try intake.copy("hello", generation: 1) }
    }
    #expect(place.copies.count == 1)
    place.write("../cache/note.so")
    let intake = try place.intake()
    #expect(place.copies == ["note.so"])
    #expect(#expect(throws: IntakeError.self) { try place.intake() }?.code == .inUse)
    _ = intake
  }

  @Test(arguments: [
    ("hello-1-0123456789abcdef.so", true), ("my-plug.in-12-0123456789abcdef.so", true),
    ("hello-1-0123456789abcdeg.so", false), ("hello-x-0123456789abcdef.so", false),
    ("1-0123456789abcdef.so", false), ("hello-1-0123456789abcdef", false), ("hello.so", false),
  ]) func `only names that copies have are removed`(name: String, expected: Bool) {
    #expect(CopyCache.isCopy(name) == expected)
  }

  @Test func `settings are read under the same rules, and may be absent or empty`() throws {
    let intake = try place.intake()
    #expect(try place.patiently { try intake.settings("hello") } == nil)
    place.write("hello.yaml", [])
    #expect(try place.patiently { try intake.settings("hello") } == [])
    place.write("hello.yaml", Array("enabled: true\n".utf8))
    #expect(try place.patiently { try intake.settings("hello") } == Array("enabled: true\n".utf8))
    place.write("hello.yaml", mode: 0o666)
    #expect(
      #expect(throws: IntakeError.self) { try place.patiently { try intake.settings("hello") } }?.code
        == .unsafeFile)
    place.write("large.yaml", Array(repeating: 0x20, count: (1 << 20) + 1))
    #expect(
      #expect(throws: IntakeError.self) { try place.patiently { try intake.settings("large") } }?.code
        == .tooLarge)
    unsafe symlink("/etc/passwd", place.path("link.yaml"))
    #expect(
      #expect(throws: IntakeError.self) { try place.patiently { try intake.settings("link") } }?.code == .link
    )
  }

  @Test func `an error says what, where, why and what to do`() throws {
    place.write("hello.so", mode: 0o666)
    let error = place.refusal(of: "hello", by: try place.intake())
    #expect(
      error?.description == """
        file refused — \(place.path("hello.so")) — its mode 666 lets others write — hint: chown it to the host's user or \
        root, and: chmod go-w \(place.path("hello.so"))
        """)
  }
}
