import Foundation
import HostOperations

/// A server on a unix socket that says given things whatever it is asked: the first when a connection has
/// asked for `INFO`, each other when it has called one script more.
final class ScriptedServer: Sendable {
  let scratch = Scratch()
  private let listener: Int32
  private let peers = Monitor<[Int32]>([])

  var socket: String { scratch.file("s") }

  init(_ says: [[UInt8]]) throws {
    let number = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    listener = number
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array(scratch.file("s").utf8)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let bound = unsafe withUnsafePointer(to: &address) { place in
      unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(number, $0, size) }
    }
    guard bound == 0, listen(number, 16) == 0 else { throw Deviation("no scripted server") }
    let peers = peers
    _ = try SystemThread.start("test") {
      while true {
        let peer = accept(number, nil, nil)
        guard peer >= 0 else { return }
        peers.withLock { $0.append(peer) }
        _ = try? SystemThread.start("test") { Self.serve(peer, says) }
      }
    }
  }

  private static func serve(_ peer: Int32, _ says: [[UInt8]]) {
    var (asked, buffer, said) = ("", [UInt8](repeating: 0, count: 1 << 16), 0)
    while said < says.count {
      let count = unsafe recv(peer, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      asked += String(decoding: buffer.prefix(count), as: UTF8.self)
      let calls = asked.components(separatedBy: "\r\nEVALSHA\r\n").count - 1
      while said < says.count, said == 0 ? asked.contains("\r\nINFO\r\n") : calls >= said {
        _ = unsafe says[said].withUnsafeBytes {
          unsafe send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        said += 1
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    for peer in peers.withLock({ $0 }) {
      shutdown(peer, Int32(SHUT_RDWR))
      close(peer)
    }
  }
}
