import Foundation
import HostOperations

/// Starts processes on one thread that never ends: what is to die with its parent dies with the thread that
/// started it (prctl(2), PR_SET_PDEATHSIG), and threads of the pools come and go.
enum Spawner {
  private static let waiting: Monitor<[@Sendable () -> Void]> = {
    let waiting = Monitor<[@Sendable () -> Void]>([])
    let thread = try? SystemThread.start("spawner") {
      while let next = waiting.wait({ $0.isEmpty ? nil : $0.removeFirst() }) { next() }
    }
    precondition(thread != nil, "no thread to start servers on")
    return waiting
  }()

  /// Starts a program without input and output, which ends when the tests do.
  static func run(_ program: String, _ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
    process.arguments = ["--pdeathsig", "KILL", program] + arguments
    // Whoever waits for the end of the tests' output must not wait for the program's.
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let outcome = Monitor<(any Error)??>(nil)
    waiting.withLock(wake: true) { waiting in
      waiting.append {
        var failure: (any Error)?
        do { try process.run() } catch { failure = error }
        outcome.withLock(wake: true) { $0 = .some(failure) }
      }
    }
    if let failure = outcome.wait({ $0 }) ?? nil { throw failure }
    return process
  }
}
