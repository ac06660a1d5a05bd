import Testing

@testable import Roost

/// Waiting on the host's timers.
@Suite(.serialized) struct HostTimerTests {
  init() { _ = FakeHost.ticket() }

  @Test func `it waits, and leaves no timer`() async throws {
    let began = ContinuousClock.now
    try await HostTimer.sleep(for: .milliseconds(20))
    #expect(ContinuousClock.now - began >= .milliseconds(20) && FakeHost.timers.count == 0)
    try await HostTimer.sleep(for: .seconds(-1))
  }

  @Test func `who is cancelled waits no longer, and leaves no timer`() async throws {
    let task = Task { try await HostTimer.sleep(for: .seconds(3600)) }
    while FakeHost.timers.count == 0 { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(FakeHost.timers.count == 0)
    // And one that is cancelled before does not begin.
    let late = Task {
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      try await HostTimer.sleep(for: .seconds(3600))
    }
    await #expect(throws: CancellationError.self) { try await late.value }
  }

  @Test func `a host without room for a timer is said to be busy`() async throws {
    FakeHost.timers.isFull = true
    defer { FakeHost.timers.isFull = false }
    let error = await #expect(throws: PluginError.self) { try await HostTimer.sleep(for: .seconds(1)) }
    #expect(error?.class == .busy)
  }
}
