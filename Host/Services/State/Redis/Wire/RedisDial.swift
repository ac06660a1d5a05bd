internal import HostOperations
internal import NIOCore
internal import NIOPosix

/// Makes connections, on one loop.
struct RedisDial: Sendable {
  let loop: any EventLoop
  let settings: RedisSettings

  /// Connects, for commands.
  func connect(to address: RedisAddress) -> EventLoopFuture<RedisWire> {
    let wire: RedisWire
    do { wire = try RedisWire(timeout: settings.timeout) } catch { return loop.makeFailedFuture(error) }
    return open(address, wire).map { wire }
  }

  /// Connects; a handler has what comes.
  func open(_ address: RedisAddress, _ handler: any ChannelInboundHandler & Sendable) -> EventLoopFuture<Void>
  {
    var tls: RedisSettings.TLSFactory?
    var name = ""
    if case .host(let host, _) = address { (tls, name) = (settings.tls, host) }
    let bootstrap = ClientBootstrap(group: loop)
      .connectTimeout(settings.timeout)
      .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 64 << 10))
      .channelInitializer { [tls, name] channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(try tls(name)) }
          try channel.pipeline.syncOperations.addHandler(handler)
        }
      }
    let connected =
      switch address {
      case .host(let name, let port):
        bootstrap.channelOption(.tcpOption(.tcp_nodelay), value: 1).connect(host: name, port: port)
      case .unix(let path): bootstrap.connect(unixDomainSocketPath: path)
      }
    return connected.flatMapErrorThrowing { error in
      throw RedisRefusal("cannot connect: \(error)", isPassing: true)
    }.map { _ in }
  }

  /// Finds the primary, connects to it and says who we are; what it answers to that is looked at later.
  func reachPrimary() -> EventLoopFuture<(address: RedisAddress, wire: RedisWire)> {
    let found =
      settings.sentinel.map { RedisSentinels(self).primary(of: $0) }
      ?? loop.makeSucceededFuture(settings.addresses[0])
    return found.flatMap { address in connect(to: address).map { (address, $0) } }
  }

  /// The command that presents the user; nil when there is none.
  var authentication: RedisArguments? {
    guard let password = settings.password else { return nil }
    var arguments = RedisArguments("AUTH")
    if let user = settings.user { arguments.append(user) }
    arguments.append(password.reveal())
    return arguments
  }
}
