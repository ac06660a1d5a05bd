import CRoost
import HostLoader
@testable import HostBridge
import HostFakes
import NIOCore
import NIOPosix
import Synchronization
import Testing

/// The lifecycle of a generation as the host sees it.
@Suite struct GenerationTests {
  private let host: FakeHost

  init() throws { host = try FakeHost([]) }

  private func generation(_ steps: @escaping ScriptedLink.Steps) throws -> Generation {
    try FakePlugin("demo", on: host, link: ScriptedLink(steps: steps)).generation
  }

  @Test func `a step that is done is done with nothing`() async throws {
    #expect(try await generation { _, _ in ROOST_DONE }.perform(.drain, within: .seconds(60)) == [])
  }

  @Test func `a step may complete later, with bytes`() async throws {
    let generation = try generation { _, ticket in
      Task.detached { #expect(Calls.complete(ticket, "state") == ROOST_DONE) }
      return ROOST_PENDING
    }
    #expect(try await generation.perform(.exportState, within: .seconds(60)) == Array("state".utf8))
  }

  @Test func `a step fails with the code it returns`() async throws {
    let generation = try generation { _, _ in ROOST_DENIED }
    let failure = await #expect(throws: PluginFailure.self) {
      try await generation.perform(.configure, within: .seconds(60))
    }
    #expect(failure?.code == ROOST_DENIED)
  }

  @Test func `a step fails with the message it completes with`() async throws {
    let generation = try generation { _, ticket in
      #expect(Calls.fail(ticket, ROOST_RETRYABLE, "no database") == ROOST_DONE)
      return ROOST_PENDING
    }
    let failure = await #expect(throws: PluginFailure.self) {
      try await generation.perform(.start, within: .seconds(60))
    }
    #expect(failure?.description == "retryable: no database")
  }

  @Test func `a step that does not finish in time fails, and its completion later finds nothing`()
    async throws
  {
    let seen = Mutex<UInt64>(0)
    let generation = try generation { _, ticket in
      seen.withLock { $0 = ticket }
      return ROOST_PENDING
    }
    let failure = await #expect(throws: PluginFailure.self) {
      try await generation.perform(.drain, within: .milliseconds(50))
    }
    #expect(failure?.message.contains("drain did not finish") == true)
    #expect(Calls.complete(seen.withLock { $0 }) == ROOST_STALE)
  }

  @Test func `after a step that never finished nothing more is called, not even to free it`() async throws {
    let link = ScriptedLink(steps: { _, _ in ROOST_PENDING })
    let generation = try FakePlugin("demo", on: host, link: link).generation
    await #expect(throws: PluginFailure.self) { try await generation.perform(.drain, within: .zero) }
    let failure = await #expect(throws: PluginFailure.self) {
      try await generation.perform(.resume, within: .seconds(60))
    }
    #expect(failure?.message == "an earlier step has not returned")
    generation.end()
    #expect(link.destructions == 0)
  }

  @Test func `a plugin that was not created has nothing to stop`() async throws {
    let generation = try generation { _, _ in ROOST_PERMANENT }
    #expect(try await generation.perform(.stop, within: .seconds(60)) == [])
  }

  @Test func `a step is over when it was completed and its function has returned`() async throws {
    let flag = Flag()
    let generation = try generation { _, ticket in
      #expect(Calls.complete(ticket, "early") == ROOST_DONE)
      MonotonicClock.sleep(nanoseconds: 2_000_000)
      flag.raise()
      return ROOST_PENDING
    }
    #expect(try await generation.perform(.exportState, within: .seconds(60)) == Array("early".utf8))
    #expect(flag.isRaised)
  }

  @Test func `registrations take effect when start has succeeded, and only from inside it`() async throws {
    let plugin = try FakePlugin("demo", on: host)
    #expect(!plugin.generation.register { _ in true }, "before start")
    try await plugin.start { $0.routes = [try! .init("GET", "/demo")] }
    #expect(plugin.generation.registrations.routes.count == 1)
    #expect(!plugin.generation.register { _ in true }, "after start")
  }

  @Test func `registrations of a start that failed come to nothing`() async throws {
    let box = Mutex<Generation?>(nil)
    let failing = try generation { _, _ in
      #expect(
        box.withLock { $0 }!.register {
          $0.routes = [try! .init("GET", "/demo")]
          return true
        })
      return ROOST_PERMANENT
    }
    box.withLock { $0 = failing }
    await #expect(throws: PluginFailure.self) { try await failing.perform(.start, within: .seconds(60)) }
    #expect(failing.registrations.routes.isEmpty)
  }

  @Test func `calls with the handle of a generation that ended are stale`() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let generation = try FakePlugin("demo", on: try FakeHost([group.next()])).generation
    let counter = CallCounter()
    #expect(post(generation, counter) == ROOST_DONE)
    generation.end()
    #expect(post(generation, counter) == ROOST_STALE)
    #expect(
      unsafe HostTable.core.pointee.timer_start(
        generation.handle, 0, 0, CallCounter.function, counter.context)
        == 0)
    try await group.shutdownGracefully()
  }

  @Test func `a generation is not freed while one of its callbacks runs`() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let plugin = try FakePlugin("demo", on: try FakeHost([group.next()]))
    let work = Work()
    #expect(
      unsafe HostTable.core.pointee.loop_post(plugin.generation.handle, 0, Work.function, work.context)
        == ROOST_DONE)
    while !work.hasBegun.load(ordering: .acquiring) { await Task.yield() }
    async let ended: Void = {
      await plugin.generation.silence()
      plugin.generation.end()
    }()
    for _ in 0..<1000 { await Task.yield() }
    #expect(plugin.link.destructions == 0)
    work.mayEnd.store(true, ordering: .releasing)
    await ended
    #expect(plugin.link.destructions == 1)
    try await group.shutdownGracefully()
  }

  private func post(_ generation: Generation, _ counter: CallCounter) -> Int32 {
    unsafe HostTable.core.pointee.loop_post(generation.handle, 0, CallCounter.function, counter.context)
  }

  private final class Flag: Sendable {
    private let value = Atomic<Bool>(false)
    var isRaised: Bool { value.load(ordering: .acquiring) }
    func raise() { value.store(true, ordering: .releasing) }
  }

  /// A callback that a test holds.
  private final class Work: Sendable {
    let hasBegun = Atomic<Bool>(false)
    let mayEnd = Atomic<Bool>(false)

    var context: UnsafeMutableRawPointer { unsafe Unmanaged.passRetained(self).toOpaque() }
    static var function: roost_callback {
      { context in
        let work = unsafe Unmanaged<Work>.fromOpaque(context!).takeUnretainedValue()
        work.hasBegun.store(true, ordering: .releasing)
        while !work.mayEnd.load(ordering: .acquiring) { MonotonicClock.sleep(nanoseconds: 100_000) }
      }
    }
  }
}
