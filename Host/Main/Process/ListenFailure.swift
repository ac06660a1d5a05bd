import Glibc
import HostOperations
import NIOCore

/// Why the host cannot listen on an address, with what to do about it.
struct ListenFailure: CustomStringConvertible {
  private let reason: String
  private let hint: String

  /// Explains the error of an attempt to listen.
  init(_ error: any Error, on address: ListenAddress) {
    let code: Int32? =
      switch error {
      case let error as IOError: error.errnoCode
      case SocketFile.Obstacle.system(let failure): failure.code
      default: nil
      }
    reason = code.map(SystemFailure.reason) ?? "\(error)"
    hint = code.flatMap { Self.hint($0, address) } ?? "choose another address"
  }

  /// The reason and the hint.
  var description: String { "\(reason) — hint: \(hint)" }

  private static func hint(_ code: Int32, _ address: ListenAddress) -> String? {
    switch (code, address) {
    case (EADDRINUSE, _): "another program listens there; stop it, or choose another address"
    case (EADDRNOTAVAIL, _): "this machine has no such address; 0.0.0.0 or [::] stands for all it has"
    case (EAFNOSUPPORT, _): "this machine has no IPv6; choose an IPv4 address"
    case (EACCES, .tcp), (EPERM, .tcp):
      "ports below 1024 need the capability CAP_NET_BIND_SERVICE; grant it, or choose another port"
    case (EACCES, .unix), (EPERM, .unix): "let the user that runs roost write in the socket's folder"
    case (ENOENT, _), (ENOTDIR, _): "create the socket's folder, or correct the path"
    default: nil
    }
  }
}
