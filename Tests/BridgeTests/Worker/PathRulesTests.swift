import Glibc
import Testing

@testable import HostBridge

@Suite struct PathRulesTests {
  private typealias Path = WorkerNotice.Path
  private let rules = PathRules(readable: ["/none/lib"], dataFolder: "/none/data")

  private func asked(_ call: String, _ path: Path?, flags: Int32 = 0, to other: Path? = nil) -> WorkerNotice {
    WorkerNotice(
      call: call, arguments: (0, 0, UInt64(flags), 0, 0, 0), path: path, other: other, address: nil)
  }

  private func path(_ named: String, _ real: String? = nil) -> Path { Path(named: named, real: real) }

  @Test func `reading is for what may be read, writing for the data folder`() {
    let (library, own) = (path("/none/lib/x"), path("/none/data/x"))
    #expect(rules.refusal(ofOpening: asked("openat", library)) == nil)
    #expect(rules.refusal(ofOpening: asked("openat", own, flags: O_RDWR | O_CREAT)) == nil)
    #expect(rules.refusal(ofOpening: asked("openat", library, flags: O_RDWR)) == "/none/lib/x to write")
    #expect(rules.refusal(ofOpening: asked("creat", library)) == "/none/lib/x to write")
    #expect(rules.refusal(ofOpening: asked("openat", path("/none/library"))) == "/none/library")
    #expect(rules.refusal(ofOpening: asked("openat", path("/none/data"))) == nil)
  }

  @Test func `a path counts by its name and by where it leads`() {
    let leaving = path("/none/data/link", "/none/other/file")
    #expect(
      rules.refusal(ofOpening: asked("openat", leaving)) == "/none/data/link, which is /none/other/file")
    #expect(rules.refusal(ofOpening: asked("openat", path("/none/other/link", "/none/data/x"))) != nil)
    #expect(rules.refusal(ofOpening: asked("openat", path("/none/lib/a", "/none/lib/b"))) == nil)
  }

  @Test func `a change is for the data folder, by both of its names`() {
    let (own, other) = (path("/none/data/x"), path("/none/other/x"))
    #expect(rules.refusal(ofChanging: asked("rename", own, to: own)) == nil)
    #expect(rules.refusal(ofChanging: asked("rename", own, to: other)) == "/none/data/x to /none/other/x")
    #expect(rules.refusal(ofChanging: asked("linkat", other, to: own)) != nil)
    #expect(rules.refusal(ofChanging: asked("unlink", path("/none/lib/x"))) == "/none/lib/x")
  }

  @Test func `a folder that is there is not made, and a descriptor may get a name in the data folder`() {
    #expect(rules.refusal(ofChanging: asked("mkdir", path("/usr"))) == nil)
    #expect(rules.refusal(ofChanging: asked("rmdir", path("/usr"))) == "/usr")
    let nameless = path("/proc/self/fd/9")
    #expect(rules.refusal(ofChanging: asked("linkat", nameless, to: path("/none/data/x"))) == nil)
    #expect(rules.refusal(ofChanging: asked("linkat", nameless, to: path("/none/x"))) != nil)
    #expect(rules.refusal(ofChanging: asked("unlinkat", nameless)) != nil)
  }

  @Test func `what cannot be read is left to the kernel`() {
    #expect(rules.refusal(ofOpening: asked("openat", nil)) == nil)
    #expect(rules.refusal(ofChanging: asked("unlink", nil)) == nil)
  }
}
