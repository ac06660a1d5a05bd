import CRoost
import FrameLayout
import HostFrames
import HostLoader
import HostServices
import Synchronization

/// Takes one generation's questions to its plugin's files: reads them, bounds what waits, writes the blocks of the
/// answers.
final class FilesDesk: Sendable {
  /// Told the code, and the block or message, once and on any thread.
  typealias Answer = @Sendable (Int32, [UInt8]) -> Void

  private let store: FileStore
  private let plugin: String
  private let budget = Mutex(
    CallBudget(calls: Int(ROOST_FILES_CALLS_MAX), bytes: Int(ROOST_FILES_CALLS_BYTES)))
  private let reads = ReadTurns()

  init(_ store: FileStore, of plugin: String) {
    self.store = store
    self.plugin = plugin
    store.prepare(plugin)
  }

  /// The plugin's folder.
  var path: String { store.path(of: plugin) }

  /// Takes a question by its number in `frames.h`, with a borrowed block of the form that it has there.
  ///
  /// - Parameter answer: followed by ``taken(_:)`` once the plugin, or its worker's socket, has the answer.
  /// - Returns: `ROOST_DONE` when there will be an answer, else why there will be none.
  func ask(_ method: UInt32, _ block: UnsafeRawBufferPointer, _ answer: @escaping Answer) -> Int32 {
    let size = block.count
    guard let parts = unsafe FilesQuestion(block),
      unsafe FilesBounds.hold(
        name: parts.name.count, rest: parts.rest.count, isWrite: method == UInt32(FILES_WRITE))
    else { return ROOST_INVALID }
    guard budget.withLock({ $0.take(size) }) else { return ROOST_BUSY }
    let end: Answer = { code, bytes in
      self.budget.withLock { $0.giveBack(size) }
      answer(code, bytes)
    }
    let question: Result<FileQuestion, FileFailure>
    do throws(FileFailure) {
      question = .success(try Self.question(method, parts))
    } catch {
      question = .failure(error)
    }
    let go: @Sendable () -> Void = { [store, plugin] in
      switch question {
      case .success(let question): store.ask(question, of: plugin) { Self.finish($0, end) }
      case .failure(let failure): Self.finish(.failure(failure), end)
      }
    }
    if Self.isRead(method) { reads.begin(ReadTurns.page, go) } else { go() }
    return ROOST_DONE
  }

  /// The answer to a question of this kind has been taken.
  func taken(_ method: UInt32) { if Self.isRead(method) { reads.end() } }

  /// Whether its answer is large.
  private static func isRead(_ method: UInt32) -> Bool {
    method == UInt32(FILES_READ) || method == UInt32(FILES_LIST)
  }

  private static func question(_ method: UInt32, _ parts: FilesQuestion) throws(FileFailure) -> FileQuestion {
    let (ask, name, rest) = unsafe (parts.ask, Array(parts.name), parts.rest)
    switch Int32(bitPattern: method) {
    case FILES_READ:
      guard (1...UInt64(ROOST_FILES_BYTES_MAX)).contains(ask.length), let offset = Int64(exactly: ask.offset)
      else {
        throw FileFailure(
          .invalid, "a read has 1 to \(ROOST_FILES_BYTES_MAX) bytes — hint: read piece by piece")
      }
      return .read(try FileName(name), offset: offset, length: Int(ask.length))
    case FILES_WRITE:
      let how: FileWriting? =
        switch ask.number {
        case ROOST_FILES_REPLACE: .replace
        case ROOST_FILES_CREATE: .create
        case ROOST_FILES_APPEND: .append
        default: nil
        }
      guard let how else {
        throw FileFailure(.invalid, "a write with flags that there are not: \(ask.number)")
      }
      return .write(try FileName(name), unsafe Array(rest), how)
    case FILES_MOVE: return .move(try FileName(name), to: try FileName(unsafe Array(rest)))
    case FILES_REMOVE: return .remove(try FileName(name))
    case FILES_LIST:
      guard (1...UInt32(ROOST_FILES_LIST_MAX)).contains(ask.number) else {
        throw FileFailure(.invalid, "a list has 1 to \(ROOST_FILES_LIST_MAX) entries, not \(ask.number)")
      }
      return .list(prefix: name, after: unsafe Array(rest), limit: Int(ask.number))
    case FILES_USAGE: return .usage
    default: throw FileFailure(.invalid, "it is no question of this version")
    }
  }

  private static func finish(_ result: Result<FileAnswer, FileFailure>, _ end: Answer) {
    switch result {
    case .success(let answer): end(ROOST_DONE, FilesBlock.answer(answer))
    case .failure(let failure): end(failure.kind.code, Array(failure.description.utf8.prefix(1024)))
    }
  }
}

extension FileFailure.Kind {
  /// The code that `files.h` gives it.
  fileprivate var code: Int32 {
    switch self {
    case .conflict: ROOST_CONFLICT
    case .denied: ROOST_DENIED
    case .invalid: ROOST_INVALID
    case .unavailable: ROOST_RETRYABLE
    case .unknown: ROOST_UNKNOWN
    }
  }
}
