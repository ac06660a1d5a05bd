@testable import HostBridge
@testable import HostDispatch
import HostFakes
import HostServices
import Testing

/// Runs of schedules, whatever crashes when. A host on a store that answers at once; its clock is the test's.
struct SchedulesTests {
  private let stage = ScheduleStage()

  @Test func `a new schedule counts from now, and each time is run once`() async throws {
    let host = try await stage.host()
    stage.set(3)
    try await host.serve(try .every("*/10 * * * *"))
    #expect(host.runs == [])
    for minute in [9, 10, 10, 11, 19, 20, 30] as [Int64] {
      stage.set(minute)
      host.settle()
    }
    #expect(host.runs == [10, 20, 30])
    #expect(stage.store.values("inbox/plugin:demo").isEmpty)
  }

  @Test func `a run that is kept is handled by the next host, and none twice`() async throws {
    let first = try await stage.host()
    first.keepsPending(true)
    try await first.serve(try .every("*/10 * * * *"))
    stage.set(10)
    first.settle()
    #expect(first.runs == [10] && stage.store.values("inbox/plugin:demo").count == 1)
    first.kill()
    let second = try await stage.host()
    try await second.serve(try .every("*/10 * * * *"))
    #expect(second.runs == [10])
    second.kill()
    let third = try await stage.host()
    try await third.serve(try .every("*/10 * * * *"))
    #expect(third.runs == [])
    stage.set(20)
    third.settle()
    #expect(third.runs == [20])
  }

  @Test(
    arguments: [
      [.lost], [.refused(.unknown)], [.refused(.unknown), .lost], [.refused(.unavailable)],
      [.refused(.unavailable), .refused(.unknown), .lost],
    ] as [[MemoryStore.Fate]])
  func `a commit that fails, or whose end is unknown, starts one run`(fates: [MemoryStore.Fate]) async throws
  {
    let host = try await stage.host()
    try await host.serve(try .every("*/10 * * * *"))
    stage.set(10)
    stage.store.fail(fates)
    for second in [0, 10, 20] as [Int64] {
      stage.set(10, seconds: second)
      host.settle()
    }
    #expect(host.runs == [10])
    #expect(stage.store.values("inbox/plugin:demo").isEmpty)
  }

  @Test func `a host that ends before it knows leaves one run, kept or not`() async throws {
    for fate in [MemoryStore.Fate.lost, .refused(.unknown), .refused(.unavailable)] {
      let stage = ScheduleStage()
      let host = try await stage.host()
      try await host.serve(try .every("*/10 * * * *"))
      stage.set(10)
      stage.store.fail([fate] + Array(repeating: .refused(.unavailable), count: 9))
      host.settle()
      host.kill()
      stage.store.fail([])
      let next = try await stage.host()
      try await next.serve(try .every("*/10 * * * *"))
      #expect(host.runs + next.runs == [10], "\(fate)")
    }
  }

  @Test(arguments: [
    (MissedRuns.skip, [40] as [Int64]), (.once, [30, 40]), (.all(atMost: 2), [20, 30, 40]),
    (.all(atMost: 9), [10, 20, 30, 40]),
  ])
  func `what was missed while nothing served is dealt with by the policy`(
    missed: MissedRuns, expected: [Int64]
  ) async throws {
    let host = try await stage.host()
    try await host.serve(try .every("*/10 * * * *", missed: missed))
    try host.unload()
    stage.set(35)
    host.settle()
    #expect(host.runs == [])
    try await host.serve(try .every("*/10 * * * *", missed: missed))
    stage.set(40)
    host.settle()
    #expect(host.runs == expected)
  }

  @Test func `a clock that jumps ahead misses runs, and one that is set back makes none due again`()
    async throws
  {
    let host = try await stage.host()
    try await host.serve(try .every("*/10 * * * *", missed: .once))
    stage.set(10)
    host.settle()
    stage.set(1005)
    host.settle()
    #expect(host.runs == [10, 1000])
    for minute in [5, 10, 20, 999, 1000, 1009] as [Int64] {
      stage.set(minute)
      host.settle()
    }
    #expect(host.runs == [10, 1000])
    stage.set(1010)
    host.settle()
    #expect(host.runs == [10, 1000, 1010])
  }

  @Test func `a reload keeps where a schedule was, and another rule begins anew`() async throws {
    let host = try await stage.host()
    try await host.serve(try .every("0 * * * *", missed: .all(atMost: 9)))
    stage.set(30)
    try await host.serve(try .every("0 * * * *", missed: .all(atMost: 9)))
    #expect(try stage.planned() == [0])
    stage.set(150)
    try await host.serve(try .every("30 * * * *", missed: .all(atMost: 9)))
    #expect(host.runs == [])
    #expect(try stage.planned() == [150])
    stage.set(210)
    host.settle()
    #expect(host.runs == [210])
  }

  @Test func `a run of what is declared no more is forgotten as well`() async throws {
    let first = try await stage.host()
    first.keepsPending(true)
    try await first.serve(try .every("*/10 * * * *"))
    stage.set(10)
    first.settle()
    first.kill()
    #expect(stage.store.values("inbox/plugin:demo").count == 1)
    let next = try await stage.host()
    try await next.serve()
    #expect(next.runs == [] && stage.store.values("inbox/plugin:demo").isEmpty)
  }

  @Test func `what is declared no more is forgotten`() async throws {
    let host = try await stage.host()
    try await host.serve(try .every("*/10 * * * *"), try .every("0 * * * *", name: "tock"))
    #expect(try stage.planned() == [0, 0])
    try host.unload()
    #expect(try stage.planned() == [0, 0])
    stage.set(15)
    try await host.serve(try .every("0 * * * *", name: "tock"))
    #expect(try stage.planned() == [0])
    stage.set(25)
    try await host.serve(try .every("*/10 * * * *"), try .every("0 * * * *", name: "tock"))
    #expect(host.runs == [])
    #expect(try stage.planned().sorted() == [0, 25])
    try await host.serve()
    #expect(try stage.planned() == [])
  }

  @Test func `two hosts on one store start each run once`() async throws {
    let (first, second) = (try await stage.host(), try await stage.host())
    try await first.serve(try .every("*/10 * * * *"))
    try await second.serve(try .every("*/10 * * * *"))
    for minute in stride(from: Int64(10), through: 100, by: 10) {
      stage.set(minute)
      for host in minute % 20 == 0 ? [first, second] : [second, first] { host.settle() }
    }
    #expect(first.runs == [20, 40, 60, 80, 100])
    #expect(second.runs == [10, 30, 50, 70, 90])
  }

  @Test func `a run waits for the one before it`() async throws {
    let host = try await stage.host()
    host.keepsPending(true)
    try await host.serve(try .every("*/10 * * * *"), try .every("0 * * * *", name: "tock"))
    for minute in [10, 20, 60] as [Int64] {
      stage.set(minute)
      host.settle()
    }
    // The other schedule has a lane of its own.
    #expect(host.runs == [10, 60])
    host.keepsPending(false)
    host.complete()
    #expect(host.runs == [10, 60, 20, 60])
  }

  @Test func `a full inbox makes runs wait, and none is lost`() async throws {
    let host = try await stage.host(InboxSettings(events: 2))
    host.keepsPending(true)
    try await host.serve(try .every("*/10 * * * *", missed: .all(atMost: 9)))
    for minute in [10, 20, 30, 40] as [Int64] {
      stage.set(minute)
      host.settle()
    }
    #expect(stage.store.values("inbox/plugin:demo").count == 2)
    #expect(try stage.planned() == [20])
    host.keepsPending(false)
    host.complete()
    stage.set(40, seconds: 10)
    host.settle()
    #expect(host.runs == [10, 20, 30, 40])
  }

  @Test func `a plugin in quarantine misses its runs`() async throws {
    let host = try await stage.host()
    try await host.serve(try .every("*/10 * * * *", missed: .skip))
    host.plugin?.slot.setQuarantined(true)
    for minute in [10, 20] as [Int64] {
      stage.set(minute)
      host.settle()
    }
    #expect(stage.store.values("inbox/plugin:demo").isEmpty)
    host.plugin?.slot.setQuarantined(false)
    stage.set(25)
    host.settle()
    #expect(host.runs == [])
    stage.set(30)
    host.settle()
    #expect(host.runs == [30])
  }
}
