@testable import HostBridge
import NIOCore
import NIOEmbedded
import NIOPosix
import Synchronization
import Testing

/// The timers of a generation.
@Suite struct TimersTests {
  private let loop = EmbeddedEventLoop()
  private let timers = Timers()
  private let fired = Fired()

  private final class Fired: Sendable {
    private let number = Atomic<Int>(0)
    var count: Int { number.load(ordering: .acquiring) }
    func fire() { number.add(1, ordering: .acquiringAndReleasing) }
  }

  @Test func `a timer fires once, not before its time`() throws {
    let fired = fired
    let id = try #require(timers.start(on: loop, after: .seconds(5)) { fired.fire() })
    loop.advanceTime(by: .seconds(4))
    #expect(fired.count == 0)
    loop.advanceTime(by: .seconds(1))
    #expect(fired.count == 1)
    loop.advanceTime(by: .seconds(60))
    #expect(fired.count == 1)
    #expect(!timers.cancel(id), "it has run")
  }

  @Test func `a stopped timer does not fire, and is stopped once`() throws {
    let fired = fired
    let id = try #require(timers.start(on: loop, after: .seconds(5)) { fired.fire() })
    #expect(timers.cancel(id))
    #expect(!timers.cancel(id))
    loop.advanceTime(by: .seconds(60))
    #expect(fired.count == 0)
  }

  @Test func `the end of the generation stops all timers and starts no more`() {
    let fired = fired
    for _ in 0..<3 { #expect(timers.start(on: loop, after: .seconds(1)) { fired.fire() } != nil) }
    timers.cancelAll()
    #expect(timers.start(on: loop, after: .seconds(1)) { fired.fire() } == nil)
    loop.advanceTime(by: .seconds(60))
    #expect(fired.count == 0)
  }

  @Test func `a plugin has 65,536 timers at most, and one more when one has fired`() {
    #expect(timers.start(on: loop, after: .seconds(1)) {} != nil)
    for _ in 1..<Timers.maximum { #expect(timers.start(on: loop, after: .seconds(60)) {} != nil) }
    #expect(timers.start(on: loop, after: .seconds(60)) {} == nil)
    loop.advanceTime(by: .seconds(1))
    #expect(timers.start(on: loop, after: .seconds(60)) {} != nil)
  }

  /// Keeps a loop from falling asleep, so that it takes up tasks without delay.
  private final class Busy: Sendable {
    private let isStopped = Atomic<Bool>(false)
    func stop() { isStopped.store(true, ordering: .relaxed) }
    func keep(_ loop: any EventLoop) {
      loop.execute { if !self.isStopped.load(ordering: .relaxed) { self.keep(loop) } }
    }
  }

  @Test func `timers due at once fire too when another thread starts them`() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let real = group.next()
    let busy = Busy()
    busy.keep(real)
    let (timers, fired) = (timers, fired)
    for _ in 0..<20_000 { #expect(timers.start(on: real, after: .zero) { fired.fire() } != nil) }
    // A timer set later is due later than all of them.
    try await real.scheduleTask(in: .zero) {}.futureResult.get()
    busy.stop()
    #expect(fired.count == 20_000)
    try await group.shutdownGracefully()
  }
}
