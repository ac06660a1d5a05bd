import Glibc
import Roost
import Synchronization

/// Handlers that wait for another request.
final class Sleepers: Sendable {
  private let waiting = Mutex<[CheckedContinuation<String, Never>]>([])

  func sleep() async -> String {
    await withCheckedContinuation { continuation in waiting.withLock { $0.append(continuation) } }
  }

  var count: Int { waiting.withLock { $0.count } }

  func wake(_ word: String) -> Int {
    let woken = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    for sleeper in woken { sleeper.resume(returning: word) }
    return woken.count
  }
}

/// Waits that are many at a time, and waits that end by being cancelled.
extension SDKProbePlugin {
  @HandlerBuilder var suspended: [any Handler] {
    GET("/sdk/wait/{name}") { request in
      let word = await sleepers.sleep()
      return "\(request["name"]) \(word)\n"
    }
    GET("/sdk/waiting") { _ in "\(sleepers.count)\n" }
    POST("/sdk/wake/{word}") { request in "\(sleepers.wake(request["word"]))\n" }
    GET("/sdk/sleep") { _ in try await sleepLong() }
    GET("/sdk/deadline", deadline: .milliseconds(200)) { _ in try await sleepLong() }
  }

  /// Waits until a test has put the file `open` where the plugin runs.
  func untilOpened() async throws {
    while unsafe access("open", F_OK) != 0 { try await Task.sleep(for: .milliseconds(5)) }
  }

  private func sleepLong() async throws -> String {
    context.log.info("sleep begins")
    do {
      try await Task.sleep(for: .seconds(600))
      return "slept\n"
    } catch {
      context.log.info("sleep ended: \(error)")
      throw error
    }
  }
}
