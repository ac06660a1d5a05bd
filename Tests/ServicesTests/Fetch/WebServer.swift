import Foundation
import HostOperations

/// A server on a port of this machine that answers each request as a test says, and counts them.
final class WebServer: Sendable {
  /// What a request is answered with.
  struct Reply: Sendable {
    var bytes: [UInt8]
    /// Whether the connection ends after it.
    var closes = false
    /// Said after the bytes, piece by piece, until the client is gone; nil is nothing.
    var endless: [UInt8]?

    static func text(_ status: Int, _ body: String = "", _ fields: String...) -> Reply {
      let lines = ["HTTP/1.1 \(status) Said", "Content-Length: \(body.utf8.count)"] + fields
      return Reply(bytes: Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
    }
  }

  /// A request as it came.
  struct Request: Sendable {
    var head: String
    var body: [UInt8]
    /// How many connections had been opened when it came.
    var connection: Int

    func value(_ name: String) -> String? {
      head.components(separatedBy: "\r\n").dropFirst().first { $0.lowercased().hasPrefix(name + ":") }?
        .dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
    }
  }

  let port: Int
  private let listener: Int32
  private let state = Monitor<(requests: [Request], peers: [Int32], sent: Int)>(([], [], 0))

  var requests: [Request] { state.withLock { $0.requests } }
  var connections: Int { state.withLock { $0.peers.count } }
  /// Bytes that were sent of endless replies.
  var sent: Int { state.withLock { $0.sent } }
  var url: String { "http://127.0.0.1:\(port)" }

  init(_ answer: @escaping @Sendable (Request) -> Reply) throws {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    listener = number
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = unsafe withUnsafeMutablePointer(to: &address) { place in
      unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
        unsafe bind(number, place, size) == 0 && listen(number, 64) == 0
          && getsockname(number, place, &size) == 0
      }
    }
    guard bound else { throw Deviation("no web server") }
    port = Int(UInt16(bigEndian: address.sin_port))
    let state = state
    _ = try SystemThread.start("test") {
      while true {
        let peer = accept(number, nil, nil)
        guard peer >= 0 else { return }
        let count = state.withLock { state in
          state.peers.append(peer)
          return state.peers.count
        }
        _ = try? SystemThread.start("test") {
          while let request = Self.read(peer, count) {
            state.withLock { $0.requests.append(request) }
            let reply = answer(request)
            guard Self.write(peer, reply.bytes) else { return }
            while let piece = reply.endless {
              guard Self.write(peer, piece) else { return }
              state.withLock { $0.sent += piece.count }
            }
            if reply.closes { break }
          }
          shutdown(peer, Int32(SHUT_RDWR))
        }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    for peer in state.withLock({ $0.peers }) {
      shutdown(peer, Int32(SHUT_RDWR))
      close(peer)
    }
  }

  private static func read(_ peer: Int32, _ connection: Int) -> Request? {
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let place = bytes.firstRange(of: end) {
        let head = String(decoding: bytes[..<place.lowerBound], as: UTF8.self)
        var request = Request(head: head, body: Array(bytes[place.upperBound...]), connection: connection)
        let length = request.value("content-length").flatMap { Int($0) } ?? 0
        if request.body.count >= length { return request }
        request.body = []
      }
      let count = unsafe recv(peer, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer.prefix(count)
    }
  }

  private static func write(_ peer: Int32, _ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
