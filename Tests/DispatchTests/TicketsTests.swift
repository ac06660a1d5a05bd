import CRoost
@testable import HostBridge
import HostFakes
import Logging
import Synchronization
import Testing

/// The numbers plugins complete events with.
@Suite struct TicketsTests {
  private final class Owner: TicketOwner {
    let generation: Generation
    init(_ generation: Generation) { self.generation = generation }
    func complete(_ result: UnsafeRawBufferPointer) {}
    func fail(_ failure: PluginFailure) {}
  }

  private let host: FakeHost
  private let generation: Generation

  init() throws {
    host = try FakeHost([])
    generation = try FakePlugin("demo", on: host).generation
  }

  @Test func `an open ticket finds its owner, once`() throws {
    let tickets = Tickets()
    let owner = Owner(generation)
    let ticket = try #require(tickets.open(owner, lane: 3))
    #expect(ticket != 0)
    #expect(tickets.find(ticket) === owner)
    #expect(tickets.close(ticket) === owner)
    #expect(tickets.close(ticket) == nil)
    #expect(tickets.find(ticket) == nil)
  }

  @Test func `a ticket whose place is used again finds nothing`() throws {
    let tickets = Tickets()
    let old = try #require(tickets.open(Owner(generation), lane: 0))
    _ = tickets.close(old)
    let owner = Owner(generation)
    let new = try #require(tickets.open(owner, lane: 0))
    #expect(old >> 30 == new >> 30, "the place is the same")
    #expect(old != new)
    #expect(tickets.find(old) == nil)
    #expect(tickets.close(old) == nil)
    #expect(tickets.close(new) === owner)
  }

  @Test func `numbers that were never given out find nothing`() throws {
    let tickets = Tickets()
    for ticket: UInt64 in [0, 1, .max, 1 << 59, 0xFFFF << 30] { #expect(tickets.close(ticket) == nil) }
    let ticket = try #require(tickets.open(Owner(generation), lane: 0))
    #expect(tickets.find(ticket ^ 1 << 46) == nil, "of another generation")
    #expect(tickets.find(ticket ^ 1 << 59) == nil, "of another shard")
    #expect(tickets.find(ticket ^ 1 << 30) == nil, "at another place")
    #expect(tickets.find(ticket ^ 1) == nil, "of another use")
  }

  @Test func `uses wrap past zero`() throws {
    let tickets = Tickets(firstUse: 0x3FFF_FFFE)
    let last = try #require(tickets.open(Owner(generation), lane: 0))
    #expect(last & 0x3FFF_FFFF == 0x3FFF_FFFF)
    _ = tickets.close(last)
    let owner = Owner(generation)
    let first = try #require(tickets.open(owner, lane: 0))
    #expect(first & 0x3FFF_FFFF == 1)
    #expect(first >> 30 == last >> 30, "the bits above are untouched")
    #expect(tickets.find(first) === owner)
    #expect(tickets.find(last) == nil)
  }

  @Test func `a shard holds 65,536 open tickets and then again as many`() throws {
    let tickets = Tickets()
    let owner = Owner(generation)
    var all: [UInt64] = []
    for _ in 0..<1 << 16 { all.append(try #require(tickets.open(owner, lane: 5))) }
    #expect(tickets.open(owner, lane: 5) == nil)
    #expect(tickets.open(owner, lane: 6) != nil)
    #expect(Set(all).count == all.count)
    for ticket in all { #expect(tickets.close(ticket) != nil) }
    #expect(tickets.open(owner, lane: 5) != nil)
  }

  @Test func `a generation's owners are those of its open tickets`() throws {
    let tickets = Tickets()
    let other = try FakePlugin("other", on: host).generation
    let (one, two, foreign) = (Owner(generation), Owner(generation), Owner(other))
    let closed = try #require(tickets.open(Owner(generation), lane: 1))
    _ = tickets.open(one, lane: 0)
    _ = tickets.open(two, lane: 31)
    _ = tickets.open(foreign, lane: 0)
    _ = tickets.close(closed)
    let owners = tickets.owners(of: generation)
    #expect(owners.count == 2)
    #expect(owners.contains { $0 === one } && owners.contains { $0 === two })
  }

  @Test func `of threads that close one ticket, one gets the owner`() async throws {
    let tickets = Tickets()
    for _ in 0..<200 {
      let ticket = try #require(tickets.open(Owner(generation), lane: 0))
      let winners = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { tickets.close(ticket) == nil ? 0 : 1 } }
        return await group.reduce(0, +)
      }
      #expect(winners == 1)
    }
  }

  @Test func `a second completion is refused, counted and blamed on its generation`() throws {
    let ticket = try #require(Tickets.shared.open(Owner(generation), lane: 0))
    #expect(Calls.complete(ticket) == ROOST_DONE)
    #expect(generation.misconduct.counts.twice == 0)
    #expect(Calls.complete(ticket) == ROOST_STALE)
    #expect(Calls.fail(ticket, ROOST_PERMANENT) == ROOST_STALE)
    #expect(Calls.respond(ticket, 200, "") == ROOST_STALE)
    #expect(Calls.closeStream(ticket) == ROOST_STALE)
    #expect(generation.misconduct.counts.twice == 4)
    #expect(host.metric(#"roost_plugin_misconduct_total{how="twice",plugin="demo"}"#) == "4")
    let blamed = host.log.lines.filter { $0.message.contains("completed twice") }
    #expect(blamed.count == 4)
    #expect(blamed.allSatisfy { $0.metadata["plugin"] == "demo" })
  }

  @Test func `a stale ticket still names a generation that is gone`() async throws {
    let ticket = try #require(Tickets.shared.open(Owner(generation), lane: 0))
    #expect(Calls.complete(ticket) == ROOST_DONE)
    generation.end()
    let (blamed, name) = Generations.shared.blame(ticket)
    #expect(blamed == nil)
    #expect(name == "demo generation 1")
    #expect(Calls.complete(ticket) == ROOST_STALE)
    #expect(generation.misconduct.counts.twice == 0)
  }

  @Test func `a failure's code is negative whatever the plugin says`() throws {
    final class Failing: TicketOwner {
      let generation: Generation
      let failure = Mutex<PluginFailure?>(nil)
      init(_ generation: Generation) { self.generation = generation }
      func complete(_ result: UnsafeRawBufferPointer) {}
      func fail(_ failure: PluginFailure) { self.failure.withLock { $0 = failure } }
    }
    let owner = Failing(generation)
    let ticket = try #require(Tickets.shared.open(owner, lane: 0))
    #expect(Calls.fail(ticket, 7, String(repeating: "x", count: 5000)) == ROOST_DONE)
    let failure = try #require(owner.failure.withLock { $0 })
    #expect(failure.code == ROOST_PERMANENT)
    #expect(failure.message.utf8.count == 1024)
  }
}
