import CHostSystem
import Glibc
import HostOperations

/// A pipe whose writing end is given away: who has it, and whether they have closed it, its reading end tells.
final class PipeEnds {
  private let reading: CInt
  private let writing: CInt

  init() throws {
    var ends: [CInt] = [-1, -1]
    guard unsafe csystem_pipe(&ends) == 0 else { throw SystemFailure("pipe", "a test") }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit { close(reading) }

  /// Sends bytes with copies of the writing end beside the first of them (unix(7), SCM_RIGHTS), and closes it here.
  func give(_ count: Int = 1, with bytes: [UInt8], through socket: CInt) -> Bool {
    defer { close(writing) }
    // A cmsghdr, whose size, level and type are followed by the descriptors.
    let head = 16
    var control = [UInt64](repeating: 0, count: 2 + (count + 1) / 2)
    control[0] = UInt64(head + count * MemoryLayout<CInt>.size)
    control[1] = UInt64(SOL_SOCKET) | 1 << 32
    var bytes = bytes
    let sent = unsafe control.withUnsafeMutableBytes { control in
      for index in 0..<count {
        unsafe control.storeBytes(of: writing, toByteOffset: head + index * 4, as: CInt.self)
      }
      return unsafe bytes.withUnsafeMutableBytes { bytes in
        var part = unsafe iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
        return unsafe withUnsafeMutablePointer(to: &part) { part in
          var message = unsafe msghdr(
            msg_name: nil, msg_namelen: 0, msg_iov: part, msg_iovlen: 1, msg_control: control.baseAddress,
            msg_controllen: head + (count * 4 + 7) / 8 * 8, msg_flags: 0)
          return unsafe sendmsg(socket, &message, Int32(MSG_NOSIGNAL))
        }
      }
    }
    return sent == bytes.count
  }

  /// Whether everybody has closed the writing end; waits for it.
  func isLetGo() -> Bool {
    var entry = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&entry, 1, 60_000) == 1 && entry.revents & Int16(POLLHUP) != 0
  }
}
