@testable import HostBridge
import Testing

/// Waiting with a limit in time.
@Suite struct LatchTests {
  @Test func `a latch that is open already is not waited for`() async {
    let latch = Latch()
    latch.open()
    #expect(await latch.wait(for: .seconds(60)))
  }

  @Test func `opening from another thread lets the waiter go on`() async {
    let latch = Latch()
    async let result = latch.wait(for: .seconds(60))
    Task.detached { latch.open() }
    #expect(await result)
  }

  @Test func `the waiter goes on with false when the time is up`() async {
    let latch = Latch()
    #expect(await !latch.wait(for: .milliseconds(1)))
  }

  @Test func `what comes first counts`() async {
    let opened = Latch()
    opened.open()
    opened.open()
    #expect(await opened.wait(for: .zero))

    let late = Latch()
    #expect(await !late.wait(for: .zero))
    late.open()
    #expect(await !late.wait(for: .seconds(60)))
  }

  @Test func `opening and the time running out race without harm`() async {
    for _ in 0..<500 {
      let latch = Latch()
      async let result = latch.wait(for: .microseconds(20))
      Task.detached { latch.open() }
      _ = await result
    }
  }
}
