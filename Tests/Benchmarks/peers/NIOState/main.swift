import NIOCore
import NIOHTTP1
import NIOPosix

var options: [String: String] = [:]
for place in stride(from: 1, to: CommandLine.arguments.count - 1, by: 2) {
  options[CommandLine.arguments[place]] = CommandLine.arguments[place + 1]
}
guard let port = options["--port"].flatMap({ Int($0) }), let path = options["--path"],
  let secret = options["--secret"], let redis = options["--redis"]
else {
  fatalError("usage: nio-state --port PORT --path PATH --secret SECRET --redis SOCKET")
}

let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
let connections = try group.makeIterator().map { loop in
  (loop: loop, redis: try RedisChannel.connect(redis, on: loop))
}
let server = try ServerBootstrap(group: group)
  .serverChannelOption(.backlog, value: 1024)
  .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
  .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
  .childChannelInitializer { channel in
    channel.eventLoop.makeCompletedFuture {
      let redis = connections.first { $0.loop === channel.eventLoop }!.redis.value
      try channel.pipeline.syncOperations.configureHTTPServerPipeline()
      try channel.pipeline.syncOperations.addHandler(StateHandler(redis, path: path, secret: secret))
    }
  }
  .bind(host: "127.0.0.1", port: port)
  .wait()
try server.closeFuture.wait()
