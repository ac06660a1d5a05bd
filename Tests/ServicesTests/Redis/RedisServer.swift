import Foundation
import Testing

/// A Redis server of the tests' own, on a unix socket in a folder of its own. It ends with its owner, and
/// with the tests however they end.
final class RedisServer: Sendable {
  static let usual = [
    "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--repl-diskless-sync-delay", "0",
  ]

  let scratch: Scratch
  private let arguments: [String]
  private nonisolated(unsafe) var process: Process?

  var socket: String { scratch.file("redis.sock") }

  /// Starts a server and waits until it answers.
  init(_ arguments: [String] = usual, in scratch: Scratch = Scratch()) throws {
    self.scratch = scratch
    self.arguments = arguments
    try start()
  }

  deinit { kill() }

  /// Starts it again, with more arguments, and waits until it answers PING so.
  func start(_ more: [String] = [], until answer: String = "PONG") throws {
    unsafe unlink(socket)
    let process = try Spawner.run(
      "/usr/bin/redis-server",
      arguments + more + [
        "--dir", scratch.path, "--unixsocket", socket, "--port", "0", "--logfile", scratch.file("log"),
      ])
    unsafe self.process = process
    try waitUntil("redis-server answers; is it installed?") {
      (try? ask("PING"))?.hasPrefix(answer) == true
    }
  }

  var pid: Int32 { unsafe process?.processIdentifier ?? 0 }

  /// Ends it without a word, and waits until it is gone.
  func kill() {
    guard let process = unsafe process else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    unsafe self.process = nil
  }

  func signal(_ signal: Int32) { Foundation.kill(pid, signal) }

  /// What it answers to a command, as redis-cli shows it.
  @discardableResult
  func ask(_ words: String...) throws -> String { try ask(words) }

  func ask(_ words: [String]) throws -> String {
    let (client, output) = (Process(), Pipe())
    client.executableURL = URL(fileURLWithPath: "/usr/bin/redis-cli")
    client.arguments = ["-s", socket, "--raw"] + words
    client.standardOutput = output
    client.standardError = FileHandle.nullDevice
    try client.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    client.waitUntilExit()
    guard client.terminationStatus == 0 else { throw Deviation("redis-cli \(words)") }
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}

/// Looks again until something holds, at most ten seconds.
func waitUntil(_ what: String, _ holds: () throws -> Bool) throws {
  let deadline = ContinuousClock.now + .seconds(10)
  while try !holds() {
    guard ContinuousClock.now < deadline else { throw Deviation("not within ten seconds: \(what)") }
    usleep(2000)
  }
}
