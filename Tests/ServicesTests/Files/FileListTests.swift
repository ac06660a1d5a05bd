import Foundation
import HostServices
import Testing

/// The order and the pages of lists.
@Suite struct FileListTests {
  private let stage: FileStage
  /// In the order of their bytes, which is not that of folders.
  private static let names = [
    "a", "a!", "a-b", "a/b", "a/c/d", "a/c/e", "a/c.", "a0", "b/x", "logs/1", "logs/10", "logs/2", "ä", "日",
  ].sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }

  init() throws { stage = try FileStage() }

  private func fill() async throws {
    for name in Self.names.shuffled() where name != "a" { try await stage.write(name, name) }
  }

  private var names: [String] { Self.names.filter { $0 != "a" } }

  @Test func `all names come in the order of their bytes, page by page`() async throws {
    try await fill()
    for limit in 1...names.count + 1 {
      var (found, after): ([String], String) = ([], "")
      while true {
        let page = try await stage.names(after: after, limit: limit)
        #expect(page.names.count <= limit)
        found += page.names
        guard page.hasMore, let last = page.names.last else { break }
        after = last
      }
      #expect(found == names, "by \(limit)")
    }
  }

  @Test func `a prefix and a beginning choose as they would of plain names`() async throws {
    try await fill()
    let texts = ["", "a", "a/", "a/c", "a/c/", "l", "logs/1", "x", "/", "..", "zz", "a/b/c", "ä"]
    for prefix in texts {
      for after in texts {
        let want = names.filter {
          $0.utf8.starts(with: prefix.utf8) && Array(after.utf8).lexicographicallyPrecedes(Array($0.utf8))
        }
        let found = try await stage.names(prefix, after: after)
        #expect(found.names == want, "\(prefix) after \(after)")
        #expect(!found.hasMore)
      }
    }
  }

  @Test func `what is no file by the rules is left out`() async throws {
    try await stage.write("a/b", "1")
    let folder = stage.folder
    unsafe symlink("/etc/passwd", folder + "/link")
    unsafe symlink("/etc", folder + "/linked")
    unsafe mkfifo(folder + "/fifo", 0o600)
    unsafe mkdir(folder + "/empty", 0o700)
    for name in ["\u{1}control", ".roost-x"] {
      _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: nil)
    }
    let bad: [CChar] = folder.utf8CString.dropLast() + [0x2F, -1, 0]
    close(unsafe open(bad, O_CREAT | O_WRONLY, 0o600))
    let deep = (1...9).map { "\($0)" }.joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: "\(folder)/deep/\(deep)", withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: "\(folder)/deep/\(deep)/x", contents: nil)
    #expect(try await stage.names().names == ["a/b"])
    // But all of it counts.
    #expect(try await stage.recounted().files == 2 + 7 - 1 + 11)
  }
}
