import CRoost
@testable import HostBridge
import HostFakes
import NIOEmbedded
import Synchronization
import Testing

/// The lifecycle of a generation as the host sees it.
@Suite struct GenerationTests {
  private let host: FakeHost

  init() throws { host = try FakeHost([EmbeddedEventLoop()]) }

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
      try await generation.perform(.drain, within: .milliseconds(1))
    }
    #expect(failure?.message.contains("drain did not finish") == true)
    while seen.withLock({ $0 }) == 0 { await Task.yield() }
    #expect(Calls.complete(seen.withLock { $0 }) == ROOST_STALE)
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

  @Test func `calls with the handle of a generation that ended are stale`() throws {
    let generation = try FakePlugin("demo", on: host).generation
    let counter = CallCounter()
    func post() -> Int32 {
      unsafe HostTable.core.pointee.loop_post(generation.handle, 0, CallCounter.function, counter.context)
    }
    #expect(post() == ROOST_DONE)
    generation.end()
    #expect(post() == ROOST_STALE)
    #expect(
      unsafe HostTable.core.pointee.timer_start(
        generation.handle, 0, 0, CallCounter.function, counter.context) == 0)
  }
}
