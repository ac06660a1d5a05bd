import CRoost
@testable import HostBridge
@testable import HostDispatch
import HostFakes
import NIOCore
import NIOEmbedded
import Testing

/// Events between their routing and their delivery while a generation takes another's place.
@Suite struct HandOverTests {
  private let loop = EmbeddedEventLoop()
  private let stage: Stage
  private let sink = RecordingSink()

  init() async throws {
    stage = try Stage(
      on: loop, limits: .init(concurrency: 1, queue: 8), bots: [Bot(name: "bot", plugins: ["demo"])])
    try await serve(stage.plugin)
  }

  /// Puts a plugin's routes in place: "/a" and all updates.
  private func serve(_ plugin: FakePlugin) async throws {
    try await plugin.start {
      $0.routes = [try! .init("GET", "/a")]
      $0.updates = [.init()]
    }
    stage.host.dispatcher.swap(try RouteSnapshot([plugin.part()], bots: stage.host.dispatcher.routes.bots))
  }

  private func newer(_ id: String = "demo", sameSlot: Bool = true) async throws -> FakePlugin {
    let newer = try FakePlugin(id, number: 2, on: stage.host, slot: sameSlot ? stage.slot : nil)
    try await serve(newer)
    return newer
  }

  @Test func `a request routed to a generation that has closed goes to the one that serves`() async throws {
    let exchange = stage.request("/a", sink: sink)
    let newer = try await newer()
    stage.plugin.generation.close()
    stage.host.dispatcher.submit(exchange)
    #expect(stage.delivered == [])
    #expect(newer.link.deliveries.map(\.name) == ["/a"])
    #expect(exchange.generation === newer.generation)
    #expect(Calls.complete(newer.link.deliveries[0].ticket, "newer") == ROOST_DONE)
    #expect(sink.entries == [.answered(200, "newer")])
    #expect(stage.slot.counts == (0, 0, 0))
    #expect(stage.plugin.generation.eventsInHand == 0 && newer.generation.eventsInHand == 0)
  }

  @Test func `an update routed to a generation that has closed goes to the one that serves`() async throws {
    let json = #"{"update_id":1}"#
    let exchange = try stage.update(json, lane: 1, sink: sink)
    let newer = try await newer()
    stage.plugin.generation.close()
    stage.host.dispatcher.submit(exchange)
    #expect(newer.link.deliveries.map(\.name) == [json])
  }

  @Test func `a route that another plugin has taken over goes there, by that plugin's admission`()
    async throws
  {
    let exchange = stage.request("/a", sink: sink)
    let other = try await newer("other", sameSlot: false)
    stage.plugin.generation.close()
    stage.host.dispatcher.submit(exchange)
    #expect(other.link.deliveries.map(\.name) == ["/a"])
    #expect(stage.slot.counts == (0, 0, 0))
    #expect(other.slot.counts == (1, 0, 0))
  }

  @Test func `a route that is gone is not found`() throws {
    let exchange = stage.request("/a", sink: sink)
    stage.host.dispatcher.swap(RouteSnapshot(bots: []))
    stage.plugin.generation.close()
    stage.host.dispatcher.submit(exchange)
    #expect(sink.entries == [.failed(.notFound)])
    #expect(stage.slot.counts == (0, 0, 0))
  }

  @Test func `an update whose route is gone is left to be sent again`() throws {
    let exchange = try stage.update(#"{"update_id":1}"#, lane: 1, sink: sink)
    stage.host.dispatcher.swap(RouteSnapshot(bots: stage.host.dispatcher.routes.bots))
    stage.plugin.generation.close()
    stage.host.dispatcher.submit(exchange)
    #expect(sink.entries == [.failed(.unavailable)])
  }

  @Test func `an event admitted just before intake was held goes on first`() throws {
    // Its place was given by a completion; before its turn comes round the hand-over begins.
    let slot = stage.slot
    stage.submit("/a")
    let target = try #require(stage.host.dispatcher.resolve("/a"))
    let early = stage.request("/a", to: target, sink: sink)
    stage.host.dispatcher.submit(early)
    #expect(Calls.complete(stage.ticket("/a")) == ROOST_DONE)
    slot.hold()
    stage.plugin.generation.close()
    stage.host.dispatcher.submit(stage.request("/a"))
    loop.run()
    #expect(stage.delivered == ["/a"])
    #expect(slot.counts == (0, 2, 0))

    stage.plugin.generation.reopen()
    slot.release()
    loop.run()
    #expect(stage.link.deliveries.count == 2)
    #expect(Calls.complete(stage.link.deliveries[1].ticket, "early") == ROOST_DONE)
    #expect(sink.entries == [.answered(200, "early")])
  }

  @Test func `events held during an exclusive hand-over go to the newer, in order`() async throws {
    stage.submit("/a")
    stage.slot.hold()
    stage.plugin.generation.close()
    stage.plugin.generation.tellDraining()
    let exchanges = (1...3).map { _ in stage.request("/a") }
    for exchange in exchanges { stage.host.dispatcher.submit(exchange) }

    async let emptied = stage.plugin.generation.emptied(within: .seconds(60))
    #expect(Calls.complete(stage.ticket("/a")) == ROOST_DONE)
    #expect(await emptied)
    loop.run()
    #expect(stage.delivered == ["/a"], "nothing more reaches the older")

    let newer = try await newer()
    stage.plugin.generation.end()
    #expect(stage.link.destructions == 1)
    stage.slot.release()
    for count in 1...3 {
      loop.run()
      #expect(newer.link.deliveries.count == count)
      #expect(exchanges[count - 1].generation === newer.generation)
      #expect(Calls.complete(newer.link.deliveries[count - 1].ticket) == ROOST_DONE)
    }
    #expect(stage.slot.counts == (0, 0, 0))
  }

  @Test func `after a hand-over that failed the older serves what was held`() async throws {
    stage.slot.hold()
    stage.plugin.generation.close()
    stage.host.dispatcher.submit(stage.request("/a", sink: sink))
    stage.plugin.generation.reopen()
    stage.slot.release()
    loop.run()
    #expect(stage.delivered == ["/a"])
  }

  @Test func `events never completed by a generation that ended do not stop the next one`() async throws {
    for _ in 1...4 {
      stage.submit("/a")
      loop.advanceTime(by: .seconds(10))
    }
    #expect(stage.slot.counts == (0, 0, 4))
    let newer = try await newer()
    stage.plugin.generation.close()
    stage.plugin.generation.end()
    stage.host.dispatcher.submit(stage.request("/a"))
    loop.run()
    #expect(newer.link.deliveries.count == 1)
  }
}

extension Dispatcher {
  fileprivate func resolve(_ path: String) -> HandlerTarget? {
    unsafe Array(path.utf8).withUnsafeBytes { unsafe resolve(method: "GET", path: $0) }
  }
}
