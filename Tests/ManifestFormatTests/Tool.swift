import Foundation
import Testing

/// Runs programs and keeps files for a test.
final class Workbench {
  /// A folder that goes away with this.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "roost-manifest-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file into the folder.
  func write(_ text: String, to name: String) throws -> String {
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// A file's path in the folder.
  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// A file's bytes.
  func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appending(path: name))) }

  /// Runs a program, looked up on PATH unless it has a slash.
  func run(_ words: [String]) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = folder
    let errors = folder.appending(path: "stderr-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.standardError = try FileHandle(forWritingTo: errors)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: printed, as: UTF8.self),
      String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    )
  }

  /// Runs `roost-manifest`, which the build puts beside the tests, under one name or the other.
  func tool(_ words: String...) throws -> (status: Int32, output: String, errors: String) {
    let build = URL(
      fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    )
    .deletingLastPathComponent()
    let candidates = ["roost-manifest", "roost-manifest-tool"].map { build.appending(path: $0).path }
    let tool = try #require(
      candidates.first { FileManager.default.isExecutableFile(atPath: $0) }, "not built: \(candidates)")
    return try run([tool] + words)
  }
}
