import CRoost
import HostFakes
import HostLoader
import HostOperations
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import HostBridge
@testable import HostDispatch

/// A plugin that provides `giver.echo`, and one that calls.
struct ServiceStage {
  let host: FakeHost
  let caller: FakePlugin
  let giver: FakePlugin
  let loop: any EventLoop
  /// What the caller was answered, in order.
  let answers = Answers()

  final class Answers: Sendable {
    private let answers = Mutex<[String]>([])
    var all: [String] { answers.withLock { $0 } }
    func add(_ code: Int32, _ bytes: [UInt8]) {
      answers.withLock { $0.append("\(code) \(String(decoding: bytes, as: UTF8.self))") }
    }
  }

  /// The loop is made last: it belongs to one thread.
  static func make(
    grants: [String] = ["giver.**"], deadline: TimeAmount = .seconds(10),
    limits: PluginSlot.Limits = .init(concurrency: 64, queue: 64),
    on loop: () -> any EventLoop = { EmbeddedEventLoop() }
  ) async throws -> ServiceStage {
    let host = try FakeHost([])
    let caller = try FakePlugin("caller", on: host, grants: grants.map { .service($0) })
    let giver = try FakePlugin("giver", on: host, limits: limits)
    try await provide(giver)
    host.dispatcher.swap(try RouteSnapshot([giver.part(deadline: deadline)], bots: []))
    return ServiceStage(host: host, caller: caller, giver: giver, loop: loop())
  }

  static func provide(_ plugin: FakePlugin) async throws {
    try await plugin.start {
      $0.services.append(Registrations.Service(name: "giver.echo", handler: FakePlugin.handler))
    }
  }

  /// Calls, and lets the loop go round; the code that is returned at once.
  @discardableResult
  func call(_ name: String = "giver.echo", body: String = "", ms: Int64 = 1000, ticket: UInt64 = 0) -> Int32 {
    let code = ask(name, body, ms: ms, ticket: ticket)
    run()
    return code
  }

  private func ask(_ name: String, _ body: String, ms: Int64, ticket: UInt64) -> Int32 {
    let (desk, answers) = (caller.generation.services!, answers)
    let (name, body) = (Array(name.utf8), Array(body.utf8))
    let size = name.count + body.count
    return unsafe name.withUnsafeBytes { name in
      unsafe body.withUnsafeBytes { body in
        let request = unsafe ServicesDesk.Request(name: name, body: body, ticket: ticket, deadlineMS: ms)
        return desk.ask(request, from: caller.generation, on: loop, 0) { code, bytes in
          answers.add(code, bytes)
          desk.taken(size)
        }
      }
    }
  }

  func run() { (loop as? EmbeddedEventLoop)?.run() }

  /// Lets time pass.
  func wait(_ time: TimeAmount) { (loop as? EmbeddedEventLoop)?.advanceTime(by: time) }

  /// The tickets that the provider was given.
  var tickets: [UInt64] { giver.link.deliveries.map(\.ticket) }
}
