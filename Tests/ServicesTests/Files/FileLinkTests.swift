import Foundation
import HostServices
import Testing

/// What a plugin plants in its folder leads the host nowhere else.
@Suite struct FileLinkTests {
  private let stage: FileStage
  private let outside: String

  init() async throws {
    stage = try FileStage()
    outside = stage.scratch.file("outside")
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: outside + "/secret", contents: Data("secret".utf8))
    _ = try await stage.usage()
  }

  private func outsideIsUntouched() throws {
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == ["secret"])
    #expect(try String(contentsOfFile: outside + "/secret", encoding: .utf8) == "secret")
  }

  @Test(arguments: ["link", "folder/secret"])
  func `a link to a file, or to a folder on the way, is not followed`(_ name: String) async throws {
    unsafe symlink(outside + "/secret", stage.folder + "/link")
    unsafe symlink(outside, stage.folder + "/folder")
    #expect(await stage.failure(try .read(name)) == .denied)
    for how: FileWriting in [.replace, .create, .append] {
      #expect(await stage.failure(try .write(name, 3, how)) == .denied)
      #expect(await stage.failure(try .write("folder/new", 3, how)) == .denied)
      #expect(await stage.failure(try .write("folder/a/b", 3, how)) == .denied)
    }
    #expect(await stage.failure(try .remove(name)) == .denied)
    #expect(await stage.failure(try .move(name, "x")) == .denied)
    try await stage.write("mine", "1")
    #expect(await stage.failure(try .move("mine", name)) == .denied)
    #expect(await stage.failure(try .move("mine", "folder/new")) == .denied)
    #expect(try await stage.read("mine") == "1")
    #expect(try await stage.names("").names == ["mine"])
    try outsideIsUntouched()
  }

  @Test func `what would make the host wait, or is no file, is refused`() async throws {
    unsafe mkfifo(stage.folder + "/fifo", 0o600)
    unsafe mkdir(stage.folder + "/folder", 0o700)
    for name in ["fifo", "folder"] {
      #expect(await stage.failure(try .read(name)) == .denied)
      for how: FileWriting in [.replace, .create, .append] {
        #expect(await stage.failure(try .write(name, 3, how)) == .denied)
      }
      #expect(await stage.failure(try .remove(name)) == .denied)
    }
    #expect(await stage.failure(try .write("fifo/x", 1)) == .denied)
  }

  @Test func `the plugin's folder itself may be no link`() async throws {
    unsafe symlink(outside, stage.scratch.file("data") + "/other")
    await #expect(throws: FileFailure.self) { try await stage.ask(try .write("new", 1), of: "other") }
    await #expect(throws: FileFailure.self) { try await stage.purge("other") }
    try outsideIsUntouched()
  }

  @Test func `purging removes all that is there, however deep, and follows nothing`() async throws {
    try await stage.write("a/b", "1")
    unsafe symlink(outside, stage.folder + "/folder")
    unsafe mkfifo(stage.folder + "/fifo", 0o600)
    // Deeper than a path can name.
    let home = FileManager.default.currentDirectoryPath
    var at = unsafe open(stage.folder, O_RDONLY | O_DIRECTORY)
    let part = String(repeating: "d", count: 200)
    for _ in 0..<60 {
      unsafe mkdirat(at, part, 0o700)
      let next = unsafe openat(at, part, O_RDONLY | O_DIRECTORY)
      close(at)
      at = next
    }
    unsafe mkdirat(at, "closed", 0o000)
    close(at)
    #expect(FileManager.default.currentDirectoryPath == home)
    #expect(try await stage.purge() == 2 + 2 + 60 + 1)
    #expect(!FileManager.default.fileExists(atPath: stage.folder))
    try outsideIsUntouched()
    // It goes on from nothing.
    #expect(try await stage.usage() == FileUsage())
    #expect(try await stage.purge("never") == 0)
  }
}
