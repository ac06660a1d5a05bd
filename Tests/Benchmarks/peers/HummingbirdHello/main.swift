import Hummingbird
import Logging
import NIOCore
import NIOPosix

guard CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--port",
  let port = Int(CommandLine.arguments[2])
else {
  fatalError("usage: hummingbird-hello --port PORT")
}

let router = Router()
router.get("/hello/:name") { _, context in
  "Hello, \(try context.parameters.require("name"))!\n"
}

var logger = Logger(label: "hummingbird-hello")
logger.logLevel = .critical

// Making the event loops Swift's global executor (NIOSingletons) costs a tenth more here, not less.
let application = Application(
  router: router,
  configuration: .init(address: .hostname("127.0.0.1", port: port), backlog: 1024),
  eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)),
  logger: logger)
try await application.runService()
