import Foundation
import HostOperations
import HostServices
import Synchronization

/// Files of the plugin "shop" in a folder of the test's own.
final class FileStage: Sendable {
  let scratch = Scratch()
  let store: FileStore
  /// What was noted of the plugin, in order.
  let notes: Notes

  final class Notes: Sendable {
    private let all = Mutex<[FileUsage]>([])
    var list: [FileUsage] { all.withLock { $0 } }
    func add(_ usage: FileUsage) { all.withLock { $0.append(usage) } }
  }

  init(bytes: Int64? = 1 << 20, files: Int = 100, interval: Duration = .seconds(3600)) throws {
    let notes = Notes()
    self.notes = notes
    store = try FileStore(
      root: scratch.file("data"), limits: FileLimits(bytes: bytes, files: files), interval: interval
    ) { _, usage, _ in notes.add(usage) }
  }

  deinit { store.close() }

  var folder: String { store.path(of: "shop") }

  func ask(_ question: FileQuestion, of plugin: String = "shop") async throws -> FileAnswer {
    try await withCheckedContinuation { waiting in
      store.ask(question, of: plugin) { waiting.resume(returning: $0) }
    }.get()
  }

  /// The kind of a failure; nil when there is none.
  func failure(_ question: FileQuestion) async -> FileFailure.Kind? {
    do { _ = try await ask(question) } catch { return (error as? FileFailure)?.kind }
    return nil
  }

  func write(_ name: String, _ text: String, _ how: FileWriting = .replace) async throws {
    _ = try await ask(.write(try FileName(name.utf8), Array(text.utf8), how))
  }

  /// The whole file, as far as one call reads; nil when there is none.
  func read(_ name: String) async throws -> String? {
    do {
      let answer = try await ask(.read(try FileName(name.utf8), offset: 0, length: 1 << 20))
      guard case .part(let bytes, let size, _) = answer else { return nil }
      return size == bytes.count ? String(decoding: bytes, as: UTF8.self) : "cut off"
    } catch let failure as FileFailure where failure.kind == .conflict {
      return nil
    }
  }

  func usage() async throws -> FileUsage {
    guard case .usage(let usage, _) = try await ask(.usage) else { return FileUsage() }
    return usage
  }

  /// The names of a page.
  func names(_ prefix: String = "", after: String = "", limit: Int = 1000) async throws -> (
    names: [String], hasMore: Bool
  ) {
    let question = FileQuestion.list(prefix: Array(prefix.utf8), after: Array(after.utf8), limit: limit)
    guard case .page(let entries, let hasMore) = try await ask(question) else { return ([], false) }
    return (entries.map(\.name), hasMore)
  }

  /// What a store that has just been started counts.
  func recounted() async throws -> FileUsage {
    let other = try FileStore(root: scratch.file("data"), limits: FileLimits(bytes: nil, files: 100_000))
    defer { other.close() }
    let answer = try await withCheckedContinuation { waiting in
      other.ask(.usage, of: "shop") { waiting.resume(returning: $0) }
    }.get()
    guard case .usage(let usage, _) = answer else { return FileUsage() }
    return usage
  }

  func purge(_ plugin: String = "shop") async throws -> Int {
    try await withCheckedContinuation { waiting in store.purge(plugin) { waiting.resume(returning: $0) } }
      .get()
  }
}

extension FileQuestion {
  static func remove(_ name: String) throws -> FileQuestion { .remove(try FileName(name.utf8)) }
  static func move(_ name: String, _ other: String) throws -> FileQuestion {
    .move(try FileName(name.utf8), to: try FileName(other.utf8))
  }
  static func write(_ name: String, _ count: Int, _ how: FileWriting = .replace) throws -> FileQuestion {
    .write(try FileName(name.utf8), [UInt8](repeating: 7, count: count), how)
  }
  static func read(_ name: String) throws -> FileQuestion {
    .read(try FileName(name.utf8), offset: 0, length: 1 << 20)
  }
}
