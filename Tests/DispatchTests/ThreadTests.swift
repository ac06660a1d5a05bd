import CRoost
@testable import HostBridge
@testable import HostDispatch
import HostFakes
import HostOperations
import NIOCore
import NIOPosix
import Synchronization
import Testing

/// Completions from other threads than the event's loop.
@Suite struct ThreadTests {
  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  /// Runs work on the loop, and all that was put there before it.
  private func onLoop(_ work: @escaping @Sendable () -> Void) async throws {
    try await group.next().submit(work).get()
  }

  private func offLoop<R: Sendable>(_ work: @escaping @Sendable () -> R) async -> R {
    await Task.detached { work() }.value
  }

  private func stage(limits: PluginSlot.Limits = .init(concurrency: 64, queue: 64)) throws -> Stage {
    try Stage(on: group.next(), limits: limits)
  }

  @Test func `an answer from another thread is sent on the loop, from bytes of its own`() async throws {
    let (stage, sink) = (try stage(), RecordingSink())
    try await onLoop { stage.host.dispatcher.submit(stage.request("a", sink: sink)) }
    let ticket = stage.ticket("a")
    #expect(await offLoop { Calls.respond(ticket, 200, "from afar") } == ROOST_DONE)
    try await onLoop {}
    #expect(sink.entries == [.answered(200, "from afar")])
    #expect(stage.plugin.generation.eventsInHand == 0)
    try await group.shutdownGracefully()
  }

  @Test func `a completion from another thread while the handler still runs is the answer`() async throws {
    let (stage, sink) = (try stage(), RecordingSink())
    stage.link.answer { delivery in
      let ticket = delivery.ticket
      #expect(elsewhere { Calls.complete(ticket, "early") } == ROOST_DONE)
      return ROOST_PENDING
    }
    try await onLoop { stage.host.dispatcher.submit(stage.request("a", sink: sink)) }
    try await onLoop {}
    #expect(sink.entries == [.answered(200, "early")])
    #expect(stage.slot.counts == (0, 0, 0))
    try await group.shutdownGracefully()
  }

  @Test func `a stream from another thread keeps its order`() async throws {
    let (stage, sink) = (try stage(), RecordingSink())
    try await onLoop { stage.host.dispatcher.submit(stage.request("a", sink: sink)) }
    let ticket = stage.ticket("a")
    let codes = await offLoop {
      var codes = [Calls.openStream(ticket, "head")]
      for size in 1...50 { codes.append(Calls.write(ticket, String(repeating: "x", count: size))) }
      codes.append(Calls.closeStream(ticket))
      return codes
    }
    try await onLoop {}
    #expect(codes.allSatisfy { $0 == ROOST_DONE })
    #expect(sink.entries == [.opened(200, "head")] + (1...50).map { .piece($0) } + [.closed])
    try await group.shutdownGracefully()
  }

  @Test func `what another thread began the loop does not overtake`() async throws {
    let (stage, sink) = (try stage(), RecordingSink())
    stage.link.answer { delivery in
      let ticket = delivery.ticket
      #expect(elsewhere { Calls.openStream(ticket, "head") } == ROOST_DONE)
      #expect(elsewhere { Calls.write(ticket, "1") } == ROOST_DONE)
      #expect(Calls.write(ticket, "22") == ROOST_DONE)
      #expect(Calls.closeStream(ticket) == ROOST_DONE)
      return ROOST_PENDING
    }
    try await onLoop { stage.host.dispatcher.submit(stage.request("a", sink: sink)) }
    try await onLoop {}
    try await onLoop {}
    #expect(sink.entries == [.opened(200, "head"), .piece(1), .piece(2), .closed])
    try await group.shutdownGracefully()
  }

  @Test func `a head from another thread comes before the loop's pieces`() async throws {
    let (stage, sink) = (try stage(), RecordingSink())
    stage.link.answer { delivery in
      let ticket = delivery.ticket
      #expect(elsewhere { Calls.openStream(ticket, "head") } == ROOST_DONE)
      #expect(Calls.write(ticket, "1") == ROOST_DONE)
      #expect(Calls.closeStream(ticket) == ROOST_DONE)
      return ROOST_PENDING
    }
    try await onLoop { stage.host.dispatcher.submit(stage.request("a", sink: sink)) }
    try await onLoop {}
    try await onLoop {}
    #expect(sink.entries == [.opened(200, "head"), .piece(1), .closed])
    try await group.shutdownGracefully()
  }

  @Test func `pieces from another thread come before the handler's end`() async throws {
    let (stage, sink) = (try stage(), RecordingSink())
    stage.link.answer { delivery in
      let ticket = delivery.ticket
      #expect(Calls.openStream(ticket, "head") == ROOST_DONE)
      #expect(elsewhere { Calls.write(ticket, "1") } == ROOST_DONE)
      return ROOST_DONE
    }
    try await onLoop { stage.host.dispatcher.submit(stage.request("a", sink: sink)) }
    try await onLoop {}
    try await onLoop {}
    #expect(sink.entries == [.opened(200, "head"), .piece(1), .closed])
    try await group.shutdownGracefully()
  }

  @Test func `events completed twice from racing threads are answered once each`() async throws {
    let stage = try stage(limits: .init(concurrency: 16, queue: 4096))
    let sinks = (0..<500).map { _ in RecordingSink() }
    try await onLoop {
      for (index, sink) in sinks.enumerated() {
        stage.host.dispatcher.submit(stage.request("\(index)", sink: sink))
      }
    }
    let refusals = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<2 {
        group.addTask {
          var (next, refused) = (0, 0)
          while next < sinks.count {
            let deliveries = stage.link.deliveries
            for delivery in deliveries[next...] where Calls.complete(delivery.ticket, "x") != ROOST_DONE {
              refused += 1
            }
            next = deliveries.count
            await Task.yield()
          }
          return refused
        }
      }
      return await group.reduce(0, +)
    }
    try await onLoop {}
    #expect(refusals == 500)
    #expect(sinks.allSatisfy { $0.entries == [.answered(200, "x")] })
    #expect(stage.slot.counts == (0, 0, 0))
    #expect(stage.plugin.generation.eventsInHand == 0)
    #expect(stage.plugin.generation.misconduct.counts == (0, 500, 0))
    try await group.shutdownGracefully()
  }
}

/// Runs work on another thread and waits for it, also on an event loop.
private func elsewhere(_ work: @escaping @Sendable () -> Int32) -> Int32? {
  final class Result: Sendable { let code = Mutex<Int32?>(nil) }
  let result = Result()
  try? SystemThread.start("elsewhere") {
    let code = work()
    result.code.withLock { $0 = code }
  }.join()
  return result.code.withLock { $0 }
}
