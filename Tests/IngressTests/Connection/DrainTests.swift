import HostDispatch
import HostFakes
@testable import HostIngress
import HostOperations
import HostRouter
import NIOCore
import NIOEmbedded
import NIOPosix
import Testing

/// A server that ends while clients still come.
@Suite struct DrainTests {
  @Test func `no connection is left by those that came while it ended`() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 3)
    let loops = Array(group.makeIterator())
    let loopback = try #require(IPAddress("127.0.0.1"))
    for _ in 0..<100 {
      let host = try FakeHost([loops[0]], bots: [])
      host.dispatcher.swap(try RouteSnapshot([], bots: []))
      let server = HTTPServer(
        dispatcher: host.dispatcher, limits: IngressLimits(Client.http), trusted: [], webhooks: Webhooks([]),
        metrics: IngressMetrics(host.registry), log: host.log.logger, group: group, loops: loops,
        files: NIOThreadPool.singleton)
      let address = try await server.listen(on: .tcp(loopback, port: 0), service: .plugins, tls: nil)
      let port = try #require(address.split(separator: ":").last.flatMap { Int($0) })
      let clients = (0..<10).map { _ in
        ClientBootstrap(group: group).connect(host: "127.0.0.1", port: port)
      }
      _ = try? await clients[0].get()
      await server.drain()
      let limit = ContinuousClock.now + .seconds(1)
      while server.openConnections > 0, .now < limit { try await Task.sleep(for: .milliseconds(1)) }
      #expect(server.openConnections == 0)
      for client in clients { client.whenSuccess { $0.close(promise: nil) } }
    }
    try await group.shutdownGracefully()
  }

  @Test func `a connection that was accepted while it ended is closed once it is there`() async throws {
    let client = try await Client()
    let state = LoopState(loop: client.loop, index: 0)
    state.drain()
    let channel = EmbeddedChannel(loop: client.loop)
    try client.server.configure(channel, state, .plugins, nil)
    channel.connect(to: try SocketAddress(unixDomainSocketPath: "/host"), promise: nil)
    client.loop.run()
    #expect(!channel.isActive)
  }
}
