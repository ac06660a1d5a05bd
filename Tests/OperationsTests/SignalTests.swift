import Foundation
import HostOperations
import Testing

@Suite(.serialized) struct SignalTests {
  @Test func `signals come as a stream, a second one like the first, until it is stopped`() async throws {
    let watcher = try SignalWatcher()
    #expect(throws: SystemFailure.self) { try SignalWatcher() }
    var received: [HostSignal] = []
    var iterator = watcher.signals.makeAsyncIterator()
    for (number, expected) in [
      (SIGTERM, HostSignal.terminate), (SIGTERM, .terminate), (SIGINT, .interrupt), (SIGHUP, .hangUp),
    ] {
      kill(getpid(), number)
      let signal = try #require(await iterator.next())
      #expect(signal == expected)
      received.append(signal)
    }
    // Would end the process if SIGPIPE were not ignored.
    kill(getpid(), SIGPIPE)
    watcher.stop()
    #expect(await iterator.next() == nil)
    let again = try SignalWatcher()
    again.stop()
  }

  @Test func `after stopping a signal ends the process again`() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      let watcher = try SignalWatcher()
      watcher.stop()
      kill(getpid(), SIGTERM)
    }
  }
}
