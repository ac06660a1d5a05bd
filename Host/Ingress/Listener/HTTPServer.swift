package import HostDispatch
package import HostOperations
package import Logging
package import NIOCore
import NIOHTTP1
package import NIOPosix
import Synchronization

/// Makes the handler that encrypts a connection; called for each, so that renewed certificates count.
package typealias TLSHandlerFactory = @Sendable () throws -> any ChannelHandler

/// The listeners and their connections.
package final class HTTPServer: Sendable {
  let dispatcher: Dispatcher
  let limits: IngressLimits
  let trusted: [CIDR]
  let webhooks: Webhooks
  /// Where updates are kept that must not be lost; nil where none is.
  let inbox: Inbox?
  let metrics: IngressMetrics
  let log: Logger
  let files: NIOThreadPool
  let publicFiles = PublicFiles()
  private let group: any EventLoopGroup
  private let loops: [LoopState]
  /// None once it drains.
  private let listeners = Mutex<[any Channel]?>([])
  private let connections = Atomic<Int>(0)

  /// A server without listeners.
  package init(
    dispatcher: Dispatcher, limits: IngressLimits, trusted: [CIDR], webhooks: Webhooks,
    inbox: Inbox? = nil, metrics: IngressMetrics, log: Logger, group: any EventLoopGroup,
    loops: [any EventLoop],
    files: NIOThreadPool
  ) {
    self.dispatcher = dispatcher
    self.limits = limits
    self.trusted = trusted
    self.webhooks = webhooks
    self.inbox = inbox
    self.metrics = metrics
    self.log = log
    self.group = group
    self.files = files
    self.loops = loops.enumerated().map { LoopState(loop: $1, index: $0) }
  }

  /// Listens on an address.
  ///
  /// - Returns: the address listened on, with the port that was chosen for port 0.
  /// - Throws: the system's error, such as an address in use.
  package func listen(on address: ListenAddress, service: Service, tls: TLSHandlerFactory?) async throws
    -> String
  {
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(ChannelOptions.backlog, value: 1024)
      .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(ChannelOptions.maxMessagesPerRead, value: 4)
      .childChannelOption(ChannelOptions.allowRemoteHalfClosure, value: false)
      .childChannelInitializer { channel in self.accept(channel, service, tls) }
    let channel: any Channel
    switch address {
    case .tcp(let ip, let port):
      channel = try await bootstrap.bind(host: "\(ip)", port: Int(port)).get()
    case .unix(let path):
      // Not NIO's own cleaning, which takes the file of a server that lives.
      try SocketFile.clear(path)
      channel = try await bootstrap.bind(unixDomainSocketPath: path).get()
    }
    let isDraining = listeners.withLock { listeners in
      listeners?.append(channel)
      return listeners == nil
    }
    if isDraining { try? await channel.close() }
    if case .tcp(let ip, _) = address, let port = channel.localAddress?.port {
      return ip.isV6 ? "[\(ip)]:\(port)" : "\(ip):\(port)"
    }
    return "\(address)"
  }

  private func accept(_ channel: any Channel, _ service: Service, _ tls: TLSHandlerFactory?)
    -> EventLoopFuture<Void>
  {
    let count = connections.wrappingAdd(1, ordering: .relaxed).newValue
    metrics.opened()
    // Also of one that is closed before it is active, of which its handlers do not hear.
    channel.closeFuture.whenComplete { _ in
      self.connections.wrappingSubtract(1, ordering: .relaxed)
      self.metrics.closed()
    }
    guard count <= limits.connections, let state = loops.first(where: { $0.loop === channel.eventLoop })
    else {
      metrics.connectionRefused()
      return channel.close()
    }
    return channel.eventLoop.makeCompletedFuture {
      try self.configure(channel, state, service, tls)
    }
  }

  /// Puts a connection's handlers in place.
  func configure(
    _ channel: any Channel, _ state: LoopState, _ service: Service, _ tls: TLSHandlerFactory?
  ) throws {
    let connection = HTTPConnection(server: self, state: state, service: service, isTLS: tls != nil)
    let pipeline = channel.pipeline.syncOperations
    if let tls { try pipeline.addHandler(tls()) }
    var decoding = NIOHTTPDecoderLimitConfiguration()
    decoding.maxHeaderFieldSize = limits.header
    decoding.maxHeaderListSize = limits.header
    decoding.maxHeaderFieldCount = limits.headerCount
    let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: decoding)
    // What the decoder keeps until a line is whole is bounded too.
    let buffered = limits.line + limits.header + (64 << 10)
    try pipeline.addHandler(ReadWatch(connection))
    try pipeline.addHandler(ByteToMessageHandler(decoder, maximumBufferSize: buffered))
    try pipeline.addHandler(connection)
  }

  /// Connections open.
  package var openConnections: Int { connections.load(ordering: .relaxed) }

  /// Accepts nothing more and lets connections end with their answer.
  package func drain() async {
    let listening = listeners.withLock { listeners in
      defer { listeners = nil }
      return listeners ?? []
    }
    for listener in listening { try? await listener.close() }
    for state in loops { state.loop.execute { state.drain() } }
  }
}
