import Foundation
import HostOperations
import HostServices
import NIOPosix

/// A Redis server that opens a copy on a socket in a folder of its own, to see that one can. It writes nothing.
final class RedisTrial: Sendable {
  private let folder: String
  private let process: Monitor<Process?>

  /// The server that is installed; nil when none is.
  static var program: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/redis-server" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Starts it.
  init(_ program: String, _ copy: String) throws {
    // A socket's path is short, so not below a folder of the operator's.
    var template = Array("/tmp/roost-verify-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw SystemFailure("mkdtemp", "/tmp") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/dump.rdb", withDestinationPath: "\(copy)/dump.rdb")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "--port", "0", "--unixsocket", "\(folder)/s", "--unixsocketperm", "700", "--dir", folder,
      "--dbfilename", "dump.rdb", "--save", "", "--appendonly", "no", "--sanitize-dump-payload", "yes",
      "--logfile", "\(folder)/log",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
    self.process = Monitor(process)
  }

  /// Waits until it has loaded the copy, and looks whether it has what the copy is said to have. Blocks.
  func compare(_ summary: RedisCopy.Summary) throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    while try !RedisOpened.compare("\(folder)/s", summary, on: group.next()) {
      guard process.withLock({ $0?.isRunning }) == true else {
        let log = (try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)) ?? ""
        let last = log.split(separator: "\n").suffix(3).joined(separator: " / ")
        throw StateFailure(
          .unavailable, "redis-server cannot open the copy: \(last) — hint: is it an older version?")
      }
      usleep(50_000)
    }
  }

  /// Ends it and removes its folder; the copy stays. More than once is harmless.
  func end() {
    let running = process.withLock { process in
      defer { process = nil }
      return process
    }
    guard let running else { return }
    kill(running.processIdentifier, SIGKILL)
    running.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }
}
