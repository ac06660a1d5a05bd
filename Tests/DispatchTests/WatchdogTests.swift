@testable import HostBridge
import HostFakes
import Logging
import Testing

/// Naming code that keeps an event loop.
@Suite struct WatchdogTests {
  private let log = RecordedLog()

  /// A watchdog of little patience and what it says is stuck, change by change.
  private func watch(loops: Int) throws -> (Watchdog, AsyncStream<[String]>.Iterator) {
    let (changes, told) = AsyncStream.makeStream(of: [String].self)
    let watchdog = try Watchdog(loops: loops, patience: .milliseconds(20), logger: log.logger) {
      told.yield($0)
    }
    return (watchdog, changes.makeAsyncIterator())
  }

  @Test func `a call that does not return is named with its plugin, once, and its end is told`() async throws
  {
    let (watchdog, iterator) = try watch(loops: 2)
    defer { watchdog.stop() }
    var changes = iterator
    let host = try FakeHost([])
    let plugin = try FakePlugin("sleeper", on: host)

    watchdog.enter(loop: 1, generation: plugin.generation.handle)
    #expect(await changes.next() == ["sleeper"])
    watchdog.leave(loop: 1)
    #expect(await changes.next() == [])

    let named = host.log.lines.filter { $0.message.contains("keeps event loop 1 busy") }
    #expect(named.count == 1)
    #expect(named.first?.metadata["plugin"] == "sleeper")
    #expect(log.lines.contains { $0.message == "event loop 1 is free again" })
  }

  @Test func `a call that has returned is not named`() async throws {
    let (watchdog, iterator) = try watch(loops: 2)
    defer { watchdog.stop() }
    var changes = iterator
    let host = try FakeHost([])
    let quick = try FakePlugin("quick", on: host)
    let slow = try FakePlugin("slow", on: host)

    watchdog.enter(loop: 0, generation: quick.generation.handle)
    watchdog.leave(loop: 0)
    watchdog.enter(loop: 1, generation: slow.generation.handle)
    #expect(await changes.next() == ["slow"])
    watchdog.leave(loop: 1)
  }

  @Test func `a generation that ended while its code ran is still told of`() async throws {
    let (watchdog, iterator) = try watch(loops: 1)
    defer { watchdog.stop() }
    var changes = iterator
    let host = try FakeHost([])
    let plugin = try FakePlugin("gone", on: host)
    plugin.generation.end()
    watchdog.enter(loop: 0, generation: plugin.generation.handle)
    #expect(await changes.next() == ["?"])
    #expect(log.lines.contains { $0.message.contains("keeps event loop 0 busy") })
    watchdog.leave(loop: 0)
  }
}
