import CRoost
@testable import HostBridge
import HostDispatch
import HostFakes
@testable import HostIngress
@testable import HostOperations
import HostRouter
import NIOCore
import NIOEmbedded
import NIOPosix
import Synchronization

/// A host with a plugin that answers in every way there is, the same for all inputs.
final class FuzzHost: @unchecked Sendable {
  let loop = EmbeddedEventLoop()
  let address: SocketAddress
  let plugin = FuzzPlugin()
  let server: HTTPServer

  init() {
    let limits = HostConfiguration.HTTP(
      maxLineBytes: 200, maxHeaderBytes: 1000, maxHeaderCount: 8, maxBodyBytes: 200,
      headerTimeout: .seconds(10),
      bodyTimeout: .seconds(10), idleTimeout: .seconds(60), writeTimeout: .seconds(10), maxConnections: 10)
    let bots = [
      HostConfiguration.Bot(name: "bot", path: "/telegram/x", secret: Secret("s"), plugins: ["demo"])
    ]
    do {
      address = try SocketAddress(unixDomainSocketPath: "/host")
      let named = [Bot(name: "bot", plugins: ["demo"])]
      let host = try FakeHost([loop], bots: named)
      let plugin = plugin
      let fake = try FakePlugin(
        "demo", on: host, link: ScriptedLink(keepsDeliveries: false, answer: plugin.handle))
      Self.wait {
        try await fake.start {
          $0.routes = [
            try! .init("GET", "/{way}"), try! .init("POST", "/{way}", bodyLimit: 100),
            try! .init("PUT", "/{way}", bodyLimit: 100, streamsBody: true),
          ]
          $0.updates = [.init()]
        }
      }
      host.dispatcher.swap(try RouteSnapshot([fake.part()], bots: named))
      server = HTTPServer(
        dispatcher: host.dispatcher, limits: IngressLimits(limits), trusted: [], webhooks: Webhooks(bots),
        metrics: IngressMetrics(host.registry), log: host.log.logger, group: loop, loops: [loop],
        files: NIOThreadPool.singleton)
    } catch {
      fatalError("\(error)")
    }
  }

  private static func wait(_ work: @escaping @Sendable () async throws -> Void) {
    final class Done: Sendable { let flag = Atomic<Bool>(false) }
    let done = Done()
    Task.detached {
      do { try await work() } catch { fatalError("\(error)") }
      done.flag.store(true, ordering: .releasing)
    }
    while !done.flag.load(ordering: .acquiring) { MonotonicClock.sleep(nanoseconds: 100_000) }
  }
}

/// Answers by the first letter of the path's segment: at once, later, in a stream, twice, with errors.
final class FuzzPlugin: Sendable {
  private let owed = Mutex<[UInt64]>([])

  var isIdle: Bool { owed.withLock { $0.isEmpty } }

  func handle(_ delivery: ScriptedLink.Delivery) -> Int32 {
    let ticket = delivery.ticket
    switch delivery.name.utf8.dropFirst().first.map({ $0 % 10 }) ?? 0 {
    case 0: return ROOST_DONE
    case 1: return ROOST_PERMANENT
    case 2: respond(ticket, "at once")
    case 3:
      respond(ticket, "once")
      respond(ticket, "twice")
      return ROOST_DONE
    case 4:
      open(ticket)
      return ROOST_DONE
    case 5:
      open(ticket)
      respond(ticket, "after stream_open")
    case 6:
      open(ticket)
      owed.withLock { $0.append(ticket) }
    case 7:
      open(ticket)
      _ = unsafe HTTPTable.table.pointee.stream_close(ticket)
    default:
      _ = unsafe HTTPTable.table.pointee.body_read(ticket, 50, { _, _, _ in }, nil)
      owed.withLock { $0.append(ticket) }
    }
    return ROOST_PENDING
  }

  /// Completes the oldest event that is owed; false when there is none.
  @discardableResult func settle() -> Bool {
    guard let ticket = owed.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return false }
    if unsafe HTTPTable.table.pointee.stream_close(ticket) == ROOST_STALE {
      fatalError("an open ticket is stale")
    }
    return true
  }

  private func open(_ ticket: UInt64) {
    unsafe withResponse("head") { _ = unsafe HTTPTable.table.pointee.stream_open(ticket, $0) }
  }

  private func respond(_ ticket: UInt64, _ text: String) {
    unsafe withResponse(text) { _ = unsafe HTTPTable.table.pointee.respond(ticket, $0) }
  }

  private func withResponse(_ text: String, _ use: (UnsafePointer<roost_http_response>) -> Void) {
    var text = text
    text.withUTF8 { bytes in
      let response = unsafe roost_http_response(
        size: UInt32(MemoryLayout<roost_http_response>.size), status: 200, fields_borrowed: nil,
        field_count: 0,
        body_borrowed: roost_bytes(UnsafeRawBufferPointer(bytes)))
      unsafe withUnsafePointer(to: response) { unsafe use($0) }
    }
  }
}
