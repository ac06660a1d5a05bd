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

/// A client's connection to a host with one plugin, all in memory and on one thread.
///
/// The plugin's handlers answer the request's path with its body, unless a test says otherwise.
final class Client {
  let loop = EmbeddedEventLoop()
  let channel: EmbeddedChannel
  let host: FakeHost
  let plugin: FakePlugin
  let server: HTTPServer
  private(set) weak var connection: HTTPConnection?

  static let http = HostConfiguration.HTTP(
    maxLineBytes: 8192, maxHeaderBytes: 16384, maxHeaderCount: 32, maxBodyBytes: 1 << 20,
    headerTimeout: .seconds(10), bodyTimeout: .seconds(10), idleTimeout: .seconds(60),
    writeTimeout: .seconds(10), maxConnections: 10)

  init(
    from address: SocketAddress? = nil, trusted: [CIDR] = [], service: Service = .plugins,
    bots: [HostConfiguration.Bot] = [], register: @escaping @Sendable (inout Registrations) -> Void = { _ in }
  ) async throws {
    let names = bots.map { Bot(name: $0.name, plugins: $0.plugins) }
    host = try FakeHost([loop], bots: names)
    plugin = try FakePlugin(
      "demo", on: host,
      link: ScriptedLink(answer: { Self.respond($0.ticket, 200, "\($0.name) \($0.body)".trimmed) }))
    try await plugin.start {
      $0.routes = [
        try! .init("GET", "/a/{name}"), try! .init("POST", "/a/{name}", bodyLimit: 1000),
        try! .init("POST", "/streamed", bodyLimit: 1000, streamsBody: true),
      ]
      $0.updates = [.init()]
      register(&$0)
    }
    host.dispatcher.swap(try RouteSnapshot([plugin.part()], bots: names))
    server = HTTPServer(
      dispatcher: host.dispatcher, limits: IngressLimits(Self.http), trusted: trusted,
      webhooks: Webhooks(bots),
      metrics: IngressMetrics(host.registry), log: host.log.logger, group: loop, loops: [loop],
      files: NIOThreadPool.singleton)
    channel = EmbeddedChannel(loop: loop)
    channel.connect(to: try SocketAddress(unixDomainSocketPath: "/host"), promise: nil)
    channel.remoteAddress = address
    try server.configure(channel, LoopState(loop: loop, index: 0), service, nil)
    connection = try channel.pipeline.syncOperations.handler(type: HTTPConnection.self)
  }

  var link: ScriptedLink { plugin.link }

  /// Paths of the requests delivered so far.
  var delivered: [String] { link.deliveries.map(\.name) }

  /// Sends bytes; several texts come in as several reads.
  func send(_ texts: String...) throws {
    for text in texts { try channel.writeInbound(ByteBuffer(string: text)) }
    loop.run()
  }

  /// Everything sent since the last time, as bytes.
  func received() throws -> [UInt8] {
    loop.run()
    var bytes: [UInt8] = []
    while let buffer = try channel.readOutbound(as: ByteBuffer.self) { bytes += buffer.readableBytesView }
    return bytes
  }

  /// The answers since the last time.
  func answers(isHead: Bool = false) throws -> [WireAnswer] {
    try WireAnswer.all(try received(), isClosed: isClosed) { _ in isHead }
  }

  /// Sends and returns the one answer.
  func ask(_ text: String, isHead: Bool = false) throws -> WireAnswer {
    try send(text)
    let answers = try answers(isHead: isHead)
    guard answers.count == 1 else { throw WireAnswer.Malformed(description: "\(answers.count) answers") }
    return answers[0]
  }

  /// Whether the host has closed the connection, at least its own direction.
  var isClosed: Bool {
    if case .closing? = connection?.phase { return true }
    return !channel.isActive || connection == nil
  }

  static func respond(_ ticket: UInt64, _ status: UInt32, _ body: String, _ fields: [(String, String)] = [])
    -> Int32
  {
    unsafe call(HTTPTable.table.pointee.respond, ticket, status, body, fields)
    return ROOST_PENDING
  }

  static func openStream(_ ticket: UInt64, _ first: String = "") {
    unsafe call(HTTPTable.table.pointee.stream_open, ticket, 200, first, [])
  }

  static func write(_ ticket: UInt64, _ text: String) {
    var text = text
    text.withUTF8 {
      _ = unsafe HTTPTable.table.pointee.stream_write(
        ticket, roost_bytes(UnsafeRawBufferPointer($0)), { _ in }, nil)
    }
  }

  static func closeStream(_ ticket: UInt64) { _ = unsafe HTTPTable.table.pointee.stream_close(ticket) }

  @discardableResult private static func call(
    _ function: @convention(c) (UInt64, UnsafePointer<roost_http_response>?) -> Int32, _ ticket: UInt64,
    _ status: UInt32, _ body: String, _ fields: [(String, String)]
  ) -> Int32 {
    // One run of bytes that stays where it is while the call lasts.
    let texts = fields.flatMap { [Array($0.0.utf8), Array($0.1.utf8)] } + [Array(body.utf8)]
    return unsafe texts.flatMap { $0 }.withUnsafeBytes { bytes in
      var end = 0
      let parts = unsafe texts.map { text in
        defer { end += text.count }
        return unsafe roost_bytes(UnsafeRawBufferPointer(rebasing: bytes[end..<end + text.count]))
      }
      let rows = unsafe stride(from: 0, to: parts.count - 1, by: 2).map {
        unsafe roost_http_field(name_borrowed: parts[$0], value_borrowed: parts[$0 + 1])
      }
      return unsafe rows.withUnsafeBufferPointer { rows in
        let response = unsafe roost_http_response(
          size: UInt32(MemoryLayout<roost_http_response>.size), status: status,
          fields_borrowed: rows.baseAddress, field_count: UInt64(rows.count), body_borrowed: parts.last!)
        return unsafe withUnsafePointer(to: response) { unsafe function(ticket, $0) }
      }
    }
  }
}

extension String {
  /// Without spaces at the end.
  fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}

/// A request without a body.
func request(_ target: String, method: String = "GET", version: String = "1.1", _ fields: String...) -> String
{
  let lines = (["\(method) \(target) HTTP/\(version)", "Host: h"] + fields).map { $0 + "\r\n" }
  return lines.joined() + "\r\n"
}

/// A POST with a body.
func post(_ target: String, _ body: String, _ fields: String...) -> String {
  let lines = ["POST \(target) HTTP/1.1", "Host: h", "Content-Length: \(body.utf8.count)"] + fields
  return lines.map { $0 + "\r\n" }.joined() + "\r\n" + body
}
