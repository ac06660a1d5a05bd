import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1

// Sends so many GETs at once as a line on standard input says (`COUNT DEPTH URL`), each with its whole body read, and
// prints what a request took: microseconds of this process' CPU, and of the clock.

/// Microseconds of CPU that this process has used.
func cpu() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

func burst(_ client: HTTPClient, _ count: Int, _ depth: Int, _ url: String) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    for _ in 0..<depth {
      group.addTask {
        for _ in 0..<(count / depth) {
          let response = try await client.execute(HTTPClientRequest(url: url), timeout: .seconds(30))
          let body = try await response.body.collect(upTo: 1 << 20)
          guard response.status == .ok, body.readableBytes > 0 else { fatalError("\(response.status)") }
        }
      }
    }
    try await group.waitForAll()
  }
}

var configuration = HTTPClient.Configuration()
configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
while let line = readLine() {
  let words = line.split(separator: " ").map(String.init)
  guard words.count == 3, let count = Int(words[0]), let depth = Int(words[1]) else { break }
  let (began, before) = (ContinuousClock.now, cpu())
  try await burst(client, count, depth, words[2])
  let sent = Double(count / depth * depth)
  let report = "\((cpu() - before) / sent) \((ContinuousClock.now - began) / .microseconds(1) / sent)\n"
  _ = unsafe write(STDOUT_FILENO, report, report.utf8.count)
}
try await client.shutdown().get()
