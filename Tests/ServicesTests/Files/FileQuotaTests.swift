import Foundation
import HostServices
import Testing

/// How much a plugin may have.
@Suite struct FileQuotaTests {
  @Test func `the last byte fits, and one more does not`() async throws {
    let stage = try FileStage(bytes: 1000)
    _ = try await stage.ask(try .write("a", 600))
    _ = try await stage.ask(try .write("b", 400, .append))
    for question in [
      try .write("c", 1), try .write("c", 1, .append), try .write("b", 1, .append), try .write("a", 601),
    ] as [FileQuestion] {
      #expect(await stage.failure(question) == .denied)
    }
    #expect(try await stage.usage() == FileUsage(bytes: 1000, files: 2))
    // What takes no more room than before always fits.
    _ = try await stage.ask(try .write("a", 600))
    _ = try await stage.ask(try .write("a", 599))
    _ = try await stage.ask(try .write("c", 0))
    _ = try await stage.ask(try .write("c", 1))
    _ = try await stage.ask(try .remove("b"))
    _ = try await stage.ask(try .write("d", 400))
    #expect(try await stage.usage() == FileUsage(bytes: 1000, files: 3))
    _ = try await stage.ask(try .move("d", "a"))
    #expect(try await stage.usage() == FileUsage(bytes: 401, files: 2))
  }

  @Test func `files and their folders are counted`() async throws {
    let stage = try FileStage(bytes: nil, files: 4)
    _ = try await stage.ask(try .write("a/b/c", 1))
    #expect(await stage.failure(try .write("x/y", 1)) == .denied)
    // Nothing is left of it.
    #expect(try FileManager.default.contentsOfDirectory(atPath: stage.folder) == ["a"])
    #expect(await stage.failure(try .move("a/b/c", "x/y/z")) == .denied)
    _ = try await stage.ask(try .write("d", 1))
    #expect(await stage.failure(try .write("e", 0)) == .denied)
    _ = try await stage.ask(try .write("d", 1 << 16))
    _ = try await stage.ask(try .remove("a/b/c"))
    #expect(try await stage.usage() == FileUsage(bytes: 1 << 16, files: 1))
    _ = try await stage.ask(try .write("x/y/z", 1))
  }

  @Test func `the count is what there is, whatever was done`() async throws {
    let stage = try FileStage(bytes: 5000, files: 12)
    var generator = SystemRandomNumberGenerator()
    let names = ["a", "b", "c/d", "c/e", "f/g/h", "f/g/i", "f/j"]
    for _ in 0..<400 {
      let name = names.randomElement(using: &generator)!
      let size = Int.random(in: 0...1500, using: &generator)
      let question: FileQuestion =
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: try .write(name, size)
        case 1: try .write(name, size, .create)
        case 2: try .write(name, size, .append)
        case 3: try .move(name, names.randomElement(using: &generator)!)
        case 4: try .remove(name)
        default: try .write(name, 10)
        }
      let failure = await stage.failure(question)
      #expect([nil, .conflict, .denied].contains(failure), "\(question)")
    }
    let usage = try await stage.usage()
    #expect(usage == (try await stage.recounted()))
    #expect(usage.bytes <= 5000 && usage.files <= 12)
    #expect(stage.notes.list.allSatisfy { $0.bytes <= 5000 && $0.files <= 12 })
  }

  @Test func `what is written by ordinary calls is counted, and no more is written then`() async throws {
    let stage = try FileStage(bytes: 1000, interval: .milliseconds(20))
    _ = try await stage.ask(try .write("a", 100))
    try Data(repeating: 1, count: 2000).write(to: URL(fileURLWithPath: stage.folder + "/own"))
    try waitUntil("it is counted") { stage.store.usage(of: "shop") == FileUsage(bytes: 2100, files: 2) }
    #expect(stage.notes.list.last == FileUsage(bytes: 2100, files: 2))
    #expect(await stage.failure(try .write("b", 1)) == .denied)
    #expect(await stage.failure(try .write("a", 101)) == .denied)
    _ = try await stage.ask(try .write("a", 1))
    try FileManager.default.removeItem(atPath: stage.folder + "/own")
    try waitUntil("it is counted") { stage.store.usage(of: "shop") == FileUsage(bytes: 1, files: 1) }
    _ = try await stage.ask(try .write("b", 1))
  }

  @Test func `counting goes not far beyond what there may be`() async throws {
    let stage = try FileStage(bytes: nil, files: 10)
    _ = try await stage.usage()
    for number in 0..<100 {
      _ = FileManager.default.createFile(atPath: "\(stage.folder)/\(number)", contents: nil)
    }
    for number in 0..<100 {
      try FileManager.default.createDirectory(
        atPath: "\(stage.folder)/f/\(number)/g", withIntermediateDirectories: true)
    }
    let other = try FileStore(root: stage.scratch.file("data"), limits: FileLimits(bytes: nil, files: 10))
    defer { other.close() }
    other.prepare("shop")
    try waitUntil("it is counted") { other.usage(of: "shop") != nil }
    let usage = try #require(other.usage(of: "shop"))
    #expect(usage.exceeds(FileLimits(bytes: nil, files: 10)))
    #expect(usage.files <= 22)
  }

  @Test func `a disk that is full leaves what was there, whole`() async {
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      let stage = try FileStage(bytes: nil)
      try await stage.write("a", "before")
      try await stage.write("log", "line\n", .append)
      var limit = rlimit()
      let size = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
      guard unsafe getrlimit(size, &limit) == 0 else { exit(2) }
      let usual = limit.rlim_cur
      limit.rlim_cur = 1000
      guard unsafe setrlimit(size, &limit) == 0 else { exit(2) }
      let kinds = [
        await stage.failure(try .write("a", 5000)), await stage.failure(try .write("new/b", 5000)),
        await stage.failure(try .write("log", 5000, .append)),
      ]
      guard kinds == [.unavailable, .unavailable, .unavailable] else { exit(3) }
      guard try await stage.read("a") == "before", try await stage.read("log") == "line\n" else { exit(4) }
      guard try FileManager.default.contentsOfDirectory(atPath: stage.folder).sorted() == ["a", "log"] else {
        exit(5)
      }
      guard try await stage.usage() == FileUsage(bytes: 11, files: 2) else { exit(6) }
      limit.rlim_cur = usual
      guard unsafe setrlimit(size, &limit) == 0 else { exit(7) }
      _ = try await stage.ask(try .write("a", 5000))
      exit(0)
    }
  }
}
