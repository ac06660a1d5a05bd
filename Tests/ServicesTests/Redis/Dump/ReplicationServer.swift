import Foundation
import HostOperations

/// A server on a unix socket that answers what is asked before a copy is taken, and sends given bytes to whoever wants
/// to be its replica; then it hangs up, or is silent.
final class ReplicationServer: Sendable {
  let scratch = Scratch()
  private let listener: Int32
  private let peers = Monitor<[Int32]>([])

  var socket: String { scratch.file("s") }

  /// - Parameters:
  ///   - version: the last version that the store is said to have.
  ///   - others: how many keys there are beside the store's.
  init(_ says: [UInt8], version: UInt8 = 5, others: Int = 0, isSilent: Bool = false) throws {
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
    guard bound == 0, listen(number, 16) == 0 else { throw Deviation("no replication server") }
    let info =
      "redis_version:7.0.0\r\nrole:master\r\nmaxmemory_policy:noeviction\r\ndb0:keys=\(3 + others),expires=0\r\n"
    let fields = bytes("*2\r\n$16\r\n0123456789abcdef\r\n$8\r\n") + [0, 0, 0, 0, 0, 0, 0, version]
    let sight = bytes("$\(info.utf8.count)\r\n\(info)\r\n") + fields + bytes("\r\n:3\r\n")
    let peers = peers
    _ = try SystemThread.start("test") {
      while true {
        let peer = accept(number, nil, nil)
        guard peer >= 0 else { return }
        peers.withLock { $0.append(peer) }
        _ = try? SystemThread.start("test") { Self.serve(peer, sight, says, isSilent) }
      }
    }
  }

  private static func serve(_ peer: Int32, _ sight: [UInt8], _ says: [UInt8], _ isSilent: Bool) {
    var (asked, buffer) = ("", [UInt8](repeating: 0, count: 1 << 16))
    func say(_ bytes: [UInt8]) {
      asked = ""
      _ = unsafe bytes.withUnsafeBytes { unsafe send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }
    while true {
      let count = unsafe recv(peer, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      asked += String(decoding: buffer.prefix(count), as: UTF8.self)
      if asked.contains("EXISTS") {
        say(sight)
      } else if asked.contains("REPLCONF") {
        say(bytes("+OK\r\n"))
      } else if asked.contains("PSYNC") {
        say(says)
        if !isSilent { shutdown(peer, Int32(SHUT_RDWR)) }
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
