@testable import HostBridge
@testable import HostDispatch
import HostFakes
import HostRouter
import NIOCore
import NIOEmbedded
import Testing

/// The table of all plugins' routes.
@Suite struct RouteSnapshotTests {
  private let host: FakeHost

  init() throws { host = try FakeHost([EmbeddedEventLoop()]) }

  private func plugin(_ id: String, _ register: @escaping @Sendable (inout Registrations) -> Void)
    async throws
    -> FakePlugin
  {
    let plugin = try FakePlugin(id, on: host)
    try await plugin.start(register)
    return plugin
  }

  private func match(_ snapshot: RouteSnapshot, _ method: String, _ path: String) -> RouteTarget? {
    unsafe Array(path.utf8).withUnsafeBytes { path in
      guard case .found(let index, _) = unsafe snapshot.http.match(method: method, path: path) else {
        return nil
      }
      return snapshot.targets[Int(index)]
    }
  }

  private func handler(_ snapshot: RouteSnapshot, _ path: String) -> HandlerTarget? {
    guard case .handler(let target) = match(snapshot, "GET", path) else { return nil }
    return target
  }

  @Test func `a route leads to its plugin, and a public folder to its files`() async throws {
    let a = try await plugin("a") { $0.routes = [try! .init("GET", "/a/{x}")] }
    let b = try await plugin("b") {
      $0.routes = [try! .init("GET", "/b")]
      $0.files = [try! RoutePattern("/b/files/{path...}")]
    }
    let snapshot = try RouteSnapshot([a.part(), b.part(publicFolder: "/srv/b")], bots: [])
    #expect(handler(snapshot, "/a/1")?.generation === a.generation)
    #expect(handler(snapshot, "/b")?.slot === b.slot)
    guard case .files(let files) = match(snapshot, "GET", "/b/files/x.css") else {
      Issue.record("no files")
      return
    }
    #expect(files.folder == "/srv/b")
    #expect(match(snapshot, "GET", "/c") == nil)
  }

  @Test func `a conflict names both sides and replaces nothing`() async throws {
    let a = try await plugin("a") { $0.routes = [try! .init("GET", "/shared/{x}")] }
    let b = try await plugin("b") { $0.routes = [try! .init("GET", "/shared/{y}")] }
    let error = try #require(throws: RouteConflicts.self) {
      try RouteSnapshot([a.part(), b.part()], bots: [])
    }
    #expect(error.description.contains("a (/shared/{x})"))
    #expect(error.description.contains("b (/shared/{y})"))
  }

  @Test func `files conflict with a GET route of the same shape`() async throws {
    let a = try await plugin("a") { $0.routes = [try! .init("GET", "/a/{rest...}")] }
    let b = try await plugin("b") { $0.files = [try! RoutePattern("/a/{path...}")] }
    #expect(throws: RouteConflicts.self) { try RouteSnapshot([a.part(), b.part()], bots: []) }
  }

  @Test func `a route's bounds are its own within the plugin's`() async throws {
    let a = try await plugin("a") {
      $0.routes = [
        try! .init("GET", "/default"),
        try! .init("GET", "/less", bodyLimit: 10, streamsBody: true, deadline: 1_000_000_000),
        try! .init("GET", "/more", bodyLimit: .max, deadline: .max),
      ]
    }
    let snapshot = try RouteSnapshot([a.part(deadline: .seconds(5), maximumBody: 100)], bots: [])
    let targets = try ["/default", "/less", "/more"].map { try #require(handler(snapshot, $0)) }
    #expect(targets.map(\.bodyLimit) == [100, 10, 100])
    #expect(targets.map(\.deadline) == [.seconds(5), .seconds(1), .seconds(5)])
    #expect(targets.map(\.streamsBody) == [false, true, false])
  }

  @Test func `updates go to the plugins of their bot, in its order`() async throws {
    let a = try await plugin("a") { $0.updates = [.init()] }
    let b = try await plugin("b") { $0.updates = [.init(command: "start"), .init()] }
    let bots = [Bot(name: "one", plugins: ["b", "a"]), Bot(name: "two", plugins: ["a"])]
    let dispatcher = Dispatcher(bots: bots, metrics: DispatchMetrics(host.registry))
    #expect(try destination(dispatcher, bot: 0, "hello") == "b is absent", "nothing is in place yet")
    dispatcher.swap(try RouteSnapshot([a.part(), b.part()], bots: bots))
    #expect(try destination(dispatcher, bot: 0, "/start") == "b")
    #expect(try destination(dispatcher, bot: 1, "/start") == "a")
  }

  @Test func `an update is nobody's only when all plugins of its bot serve`() async throws {
    let a = try await plugin("a") { $0.updates = [.init(command: "a")] }
    let b = try await plugin("b") { $0.updates = [.init(command: "b")] }
    let bots = [Bot(name: "one", plugins: ["a", "b"])]
    let dispatcher = Dispatcher(bots: bots, metrics: DispatchMetrics(host.registry))
    func destinations() throws -> [String] {
      try ["/a", "/b", "/c"].map { try destination(dispatcher, bot: 0, $0) }
    }
    dispatcher.swap(try RouteSnapshot([b.part()], bots: bots))
    #expect(try destinations() == ["a is absent", "b", "a is absent"])
    dispatcher.swap(try RouteSnapshot([a.part(), b.part()], bots: bots))
    #expect(try destinations() == ["a", "b", "nobody"])
    b.slot.setQuarantined(true)
    #expect(try destinations() == ["a", "b", "b is absent"], "whose admission refuses it")
  }

  @Test func `that a plugin lacks is told once for each bot and table`() {
    let bots = [Bot(name: "one", plugins: ["a"]), Bot(name: "two", plugins: ["a"])]
    for snapshot in [RouteSnapshot(bots: bots), RouteSnapshot(bots: bots)] {
      #expect([0, 1, 0, 1].map { snapshot.isFirstMiss(of: $0) } == [true, true, false, false])
    }
  }

  private func destination(_ dispatcher: Dispatcher, bot: Int, _ text: String) throws -> String {
    let json = """
      {"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"\(text)",
      "entities":[{"type":"bot_command","offset":0,"length":\(text.count)}]}}
      """
    return switch dispatcher.resolve(bot: bot, try UpdateEnvelope.of(json)) {
    case .handler(let target): target.plugin
    case .nobody: "nobody"
    case .absent(let plugin): "\(plugin) is absent"
    }
  }
}
