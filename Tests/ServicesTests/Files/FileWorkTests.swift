import Foundation
import HostServices
import Testing

/// What becomes of a plugin's files.
@Suite struct FileWorkTests {
  private let stage: FileStage

  init() throws { stage = try FileStage() }

  @Test func `a file is what was written last`() async throws {
    #expect(try await stage.read("a/b") == nil)
    try await stage.write("a/b", "one")
    #expect(try await stage.read("a/b") == "one")
    try await stage.write("a/b", "other")
    #expect(try await stage.read("a/b") == "other")
    try await stage.write("a/b", " and more", .append)
    try await stage.write("a/c", "new", .append)
    #expect(try await stage.read("a/b") == "other and more")
    #expect(try await stage.read("a/c") == "new")
    #expect(await stage.failure(try .write("a/b", 1, .create)) == .conflict)
    #expect(try await stage.read("a/b") == "other and more")
    try await stage.write("a/d", "", .create)
    #expect(try await stage.read("a/d") == "")
  }

  @Test func `parts of a file are read, and fewer at its end`() async throws {
    try await stage.write("a", "0123456789")
    for (offset, length, want) in [(0, 3, "012"), (4, 3, "456"), (8, 5, "89"), (10, 1, ""), (99, 1, "")] {
      let answer = try await stage.ask(.read(try FileName("a".utf8), offset: Int64(offset), length: length))
      guard case .part(let bytes, let size, _) = answer else { return #expect(Bool(false)) }
      #expect(String(decoding: bytes, as: UTF8.self) == want)
      #expect(size == 10)
    }
    #expect(await stage.failure(.read(try FileName("a".utf8), offset: .max, length: 1)) == nil)
  }

  @Test func `a tag changes when the file is written`() async throws {
    func tag() async throws -> UInt64 {
      guard case .part(_, _, let tag) = try await stage.ask(try .read("a")) else { return 0 }
      return tag
    }
    try await stage.write("a", "same")
    let first = try await tag()
    #expect(try await tag() == first)
    try await stage.write("a", "more", .append)
    #expect(try await tag() != first)
  }

  @Test func `files are moved and removed, and folders come and go with them`() async throws {
    try await stage.write("a/b/c", "1")
    try await stage.write("a/d", "2")
    _ = try await stage.ask(try .move("a/b/c", "x/y"))
    #expect(!FileManager.default.fileExists(atPath: stage.folder + "/a/b"))
    #expect(try await stage.read("x/y") == "1")
    _ = try await stage.ask(try .move("a/d", "x/y"))
    #expect(try await stage.read("x/y") == "2")
    #expect(!FileManager.default.fileExists(atPath: stage.folder + "/a"))
    #expect(await stage.failure(try .move("none", "x/z")) == .conflict)
    #expect(await stage.failure(try .move("x/y", "x/y/z")) == .denied)
    _ = try await stage.ask(try .move("x/y", "x/y"))
    _ = try await stage.ask(try .remove("x/y"))
    #expect(await stage.failure(try .remove("x/y")) == .conflict)
    #expect(try FileManager.default.contentsOfDirectory(atPath: stage.folder) == [])
    #expect(try await stage.usage() == FileUsage())
  }

  @Test func `no other plugin has them, and what is no id names none`() async throws {
    try await stage.write("a", "1")
    await #expect(throws: FileFailure.self) { try await stage.ask(try .read("a"), of: "other") }
    for id in ["..", ".", "", "a/b", "a\0"] {
      await #expect(throws: FileFailure.self) { try await stage.ask(.usage, of: id) }
      await #expect(throws: FileFailure.self) { try await stage.purge(id) }
    }
    #expect(try await stage.read("a") == "1")
  }

  @Test func `calls are done in the order in which they came`() async throws {
    await withTaskGroup { group in
      for number in 0..<50 {
        // Not awaited in between: they wait for each other all the same.
        let (answers, said) = AsyncStream<Void>.makeStream()
        let text = [UInt8]("\(number),".utf8)
        stage.store.ask(.write(try! FileName("log".utf8), text, .append), of: "shop") { _ in said.finish() }
        group.addTask { for await _ in answers {} }
      }
    }
    #expect(try await stage.read("log") == (0..<50).map { "\($0)," }.joined())
  }

  @Test func `what interrupted writes have left is removed at the start`() async throws {
    try await stage.write("kept", "1")
    let leftover = stage.folder + "/.roost-0123"
    _ = FileManager.default.createFile(atPath: leftover, contents: Data("half".utf8))
    #expect(try await stage.recounted() == FileUsage(bytes: 1, files: 1))
    #expect(!FileManager.default.fileExists(atPath: leftover))
    #expect(try await stage.read("kept") == "1")
  }

  @Test func `a folder that was removed is made again`() async throws {
    try await stage.write("a", "1")
    try FileManager.default.removeItem(atPath: stage.folder)
    #expect(try await stage.read("a") == nil)
    try await stage.write("b", "2")
    #expect(try await stage.read("b") == "2")
  }

  @Test func `a folder that cannot be made is said, and used once it can be`() async throws {
    _ = FileManager.default.createFile(atPath: stage.scratch.file("data"), contents: nil)
    #expect(await stage.failure(try .write("a", 1)) == .unavailable)
    try FileManager.default.removeItem(atPath: stage.scratch.file("data"))
    try await stage.write("a", "1")
    #expect(try await stage.read("a") == "1")
  }

  @Test func `what still waits is done before it is closed`() async throws {
    for number in 0..<20 { stage.store.ask(try .write("\(number)", 9), of: "shop") { _ in } }
    stage.store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: stage.folder).count == 20)
  }
}
