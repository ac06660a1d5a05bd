@testable import HostDispatch
import HostFakes
import NIOEmbedded
import Testing

/// Admission of a plugin's events.
@Suite struct PluginSlotTests {
  private let loop = EmbeddedEventLoop()

  private func stage(concurrency: Int, queue: Int) throws -> Stage {
    try Stage(on: loop, limits: .init(concurrency: concurrency, queue: queue))
  }

  @Test func `events run up to the concurrency, wait up to the queue and are refused beyond`() throws {
    let stage = try stage(concurrency: 2, queue: 1)
    let sink = RecordingSink()
    stage.submit("a", "b", "c")
    stage.host.dispatcher.submit(stage.request("d", sink: sink))
    #expect(stage.delivered == ["a", "b"])
    #expect(stage.slot.counts == (2, 1, 0))
    #expect(sink.entries == [.failed(.busy)])
    #expect(stage.host.metric(#"roost_event_refusals_total{plugin="demo"}"#) == "1")
  }

  @Test func `whoever waits is delivered in order as places become free`() throws {
    let stage = try stage(concurrency: 1, queue: 3)
    stage.submit("a", "b", "c")
    #expect(Calls.complete(stage.ticket("a")) == 0)
    loop.run()
    #expect(stage.delivered == ["a", "b"])
    #expect(Calls.complete(stage.ticket("b")) == 0)
    loop.run()
    #expect(stage.delivered == ["a", "b", "c"])
    #expect(stage.slot.counts == (1, 0, 0))
  }

  @Test func `a completion from inside the handler does not call the next handler inside it`() throws {
    let stage = try stage(concurrency: 1, queue: 3)
    stage.link.answer { delivery in
      if delivery.name == "a" { return 1 }
      #expect(Calls.complete(delivery.ticket) == 0)
      return 1
    }
    stage.submit("a", "b", "c")
    #expect(Calls.complete(stage.ticket("a")) == 0)
    #expect(stage.delivered == ["a"], "the next is called when the loop comes round")
    loop.run()
    #expect(stage.delivered == ["a", "b", "c"])
    #expect(stage.slot.counts == (0, 0, 0))
  }

  @Test func `a held slot queues, and delivers in order once released`() throws {
    let stage = try stage(concurrency: 2, queue: 3)
    stage.slot.hold()
    stage.submit("a", "b", "c")
    loop.run()
    #expect(stage.delivered.isEmpty)
    #expect(stage.slot.counts == (0, 3, 0))
    stage.slot.release()
    loop.run()
    #expect(stage.delivered == ["a", "b"], "up to the concurrency")
    stage.submit("d")
    #expect(Calls.complete(stage.ticket("a")) == 0)
    loop.run()
    #expect(stage.delivered == ["a", "b", "c"])
  }

  @Test func `a place that becomes free while the slot is held stays free`() throws {
    let stage = try stage(concurrency: 1, queue: 3)
    stage.submit("a", "b")
    stage.slot.hold()
    #expect(Calls.complete(stage.ticket("a")) == 0)
    loop.run()
    #expect(stage.delivered == ["a"])
    #expect(stage.slot.counts == (0, 1, 0))
  }

  @Test func `an event past its deadline gives up its place`() throws {
    let stage = try stage(concurrency: 1, queue: 3)
    stage.submit("a", "b")
    #expect(!stage.slot.abandon())
    loop.run()
    #expect(stage.delivered == ["a", "b"])
    #expect(stage.slot.counts == (1, 0, 1))
  }

  @Test func `too many events that were never completed stop the intake`() throws {
    let stage = try stage(concurrency: 1, queue: 1)
    var full: [Bool] = []
    for name in ["a", "b", "c", "d"] {
      stage.submit(name)
      full.append(stage.slot.abandon())
    }
    #expect(full == [false, false, false, true])
    #expect(stage.slot.counts == (0, 0, 4))
    stage.submit("e")
    #expect(stage.delivered == ["a", "b", "c", "d"])
    #expect(stage.slot.counts == (0, 1, 4))
  }

  @Test func `a backlog does not get round the bound of events never completed`() throws {
    let stage = try stage(concurrency: 1, queue: 8)
    stage.submit("a", "b", "c", "d", "e", "f")
    for _ in 0..<4 {
      _ = stage.slot.abandon()
      loop.run()
    }
    #expect(stage.delivered == ["a", "b", "c", "d"])
    #expect(stage.slot.counts == (0, 2, 4))
  }

  @Test func `a late completion lets the intake go on`() throws {
    let stage = try stage(concurrency: 1, queue: 1)
    for name in ["a", "b", "c", "d"] {
      stage.submit(name)
      _ = stage.slot.abandon()
    }
    stage.submit("e")
    stage.slot.forgive()
    loop.run()
    #expect(stage.delivered == ["a", "b", "c", "d", "e"])
    #expect(stage.slot.counts == (1, 0, 3))
  }

  @Test func `changed bounds hold from the next event on`() throws {
    let stage = try stage(concurrency: 1, queue: 0)
    stage.slot.setLimits(.init(concurrency: 2, queue: 1))
    stage.submit("a", "b", "c")
    #expect(stage.delivered == ["a", "b"])
    #expect(stage.slot.counts == (2, 1, 0))
  }
}
