import CRoost
@testable import HostBridge
@testable import HostDispatch
@testable import HostIngress
import HostOperations
import HostRouter
import Logging
import NIOCore
import NIOEmbedded
import NIOPosix
import RoostJSON
import RoostManifestFormat
import Synchronization

/// A plugin that answers every event with its path or its JSON, inside the call.
final class EchoLink: PluginLink {
  func perform(_ step: LifecycleStep, bytes: [UInt8], version: UInt32, ticket: UInt64) -> Int32 { ROOST_DONE }

  func deliver(
    _ event: UnsafePointer<roost_event>, to handler: RegisteredHandler, ticket: UInt64
  ) -> Int32 {
    guard let owner = Tickets.shared.close(ticket) else { return ROOST_STALE }
    if unsafe event.pointee.kind == UInt32(ROOST_EVENT_UPDATE) {
      unsafe owner.complete(UnsafeRawBufferPointer(start: nil, count: 0))
    } else {
      let request = unsafe event.pointee.block_ticket!.assumingMemoryBound(to: roost_http_request.self)
      let path = unsafe roost_span_bytes(request, request.pointee.path).buffer
      unsafe owner.respond(HTTPAnswer(status: 200, body: path))
    }
    return ROOST_PENDING
  }

  func destroy() {}
}

/// A server with one plugin on one loop that the fuzzer drives by hand.
struct FuzzHost {
  let loop = EmbeddedEventLoop()
  let server: HTTPServer
  let state: LoopState

  init() throws {
    let registry = MetricsRegistry(maximumSeries: 100, includesProcess: false)
    var log = Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }
    log.logLevel = .critical
    let bots = [Bot(name: "demo", plugins: ["demo"])]
    let dispatcher = Dispatcher(bots: bots, metrics: DispatchMetrics(registry))
    let watchdog = try Watchdog(loops: 1, patience: .seconds(3600), logger: log) { _ in }
    let generation = Generation(
      manifest: try Manifest(JSONValue(parsing: #"{"id":"demo","version":"1.0.0"}"#)), number: 1,
      httpGrants: ["/demo"],
      environment: BridgeEnvironment(
        loops: [loop], metrics: PluginMetrics(registry), logger: log, watchdog: watchdog))
    generation.attach(EchoLink())
    let slot = PluginSlot(plugin: "demo", limits: .init(concurrency: 4, queue: 4))
    dispatcher.swap(try Self.routes(generation, slot, bots))
    let settings = try HostConfiguration.load(
      bytes: Array("bots: {demo: {path: /telegram/abcdefgh, secret: s, plugins: [demo]}}".utf8),
      file: "/fuzz/roost.yaml"
    ).configuration
    var limits = IngressLimits(settings.http)
    limits.body = 4096
    limits.header = 2048
    limits.line = 512
    server = HTTPServer(
      dispatcher: dispatcher, limits: limits, trusted: [], webhooks: Webhooks(settings.bots),
      metrics: IngressMetrics(registry), log: log, group: loop, loops: [loop],
      files: NIOThreadPool(numberOfThreads: 1))
    state = LoopState(loop: loop, index: 0)
  }

  private static func routes(
    _ generation: Generation, _ slot: PluginSlot, _ bots: [Bot]
  ) throws -> RouteSnapshot {
    let handler = unsafe RegisteredHandler(function: { _, _, _, _ in ROOST_DONE }, user: nil)
    var registrations = Registrations()
    for (method, path, streams) in [
      ("GET", "/demo/{name}", false), ("POST", "/demo/{name}", false), ("PUT", "/demo/s", true),
    ] {
      registrations.routes.append(
        Registrations.Route(
          method: method, pattern: try RoutePattern(path), bodyLimit: 1024, streamsBody: streams, deadline: 0,
          handler: handler))
    }
    registrations.updates = [
      Registrations.Update(kinds: 0, chatTypes: 0, command: nil, callback: nil, bot: nil, handler: handler)
    ]
    generation.adopt(registrations)
    return try RouteSnapshot(
      [
        RouteSnapshot.Part(
          generation: generation, slot: slot, publicFolder: "/nonexistent", deadline: .seconds(10),
          maximumBody: 4096)
      ], bots: bots)
  }
}
