import Foundation
import Synchronization

/// A folder of a test's own, removed with its owner.
final class Scratch: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/roost-operations-XXXXXX".utf8CString)
    path = unsafe String(cString: mkdtemp(&template))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }
}

/// A pipe whose reading end is read to the end by a thread, or left unread until asked.
final class LogPipe: Sendable {
  let writing: Int32
  private let reading: Int32

  init() {
    var ends: [Int32] = [0, 0]
    unsafe pipe(&ends)
    (reading, writing) = (ends[0], ends[1])
  }

  /// Everything written until now and until the writing end closes, as lines.
  func closeAndRead() -> [String] {
    close(writing)
    let handle = FileHandle(fileDescriptor: reading, closeOnDealloc: true)
    let data = (try? handle.readToEnd()) ?? nil
    return String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Reads on a thread that starts at once; the lines come when the writing end closes.
  func readAside() -> AsyncStream<[String]> {
    let (stream, continuation) = AsyncStream.makeStream(of: [String].self)
    let reading = reading
    Thread.detachNewThread {
      let handle = FileHandle(fileDescriptor: reading, closeOnDealloc: true)
      let data = (try? handle.readToEnd()) ?? nil
      continuation.yield(
        String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\n").map(String.init))
      continuation.finish()
    }
    return stream
  }
}
