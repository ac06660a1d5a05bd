internal import Glibc
internal import HostOperations

/// What a host remembers of a server's data from one process to the next, in a file: so that it also sees what was
/// flushed or restored while it was down.
struct RedisMemory: Sendable {
  let path: String

  /// The file's text: the epoch in hexadecimal digits and the last version that was seen.
  private static func text(_ epoch: [UInt8], _ version: UInt64) -> String {
    "epoch \(digits(epoch))\nversion \(version)\n"
  }

  /// An epoch in hexadecimal digits.
  static func digits(_ epoch: [UInt8]) -> String {
    epoch.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// What was remembered; nil when nothing was.
  func recall() throws(StateFailure) -> (epoch: [UInt8], version: UInt64)? {
    let bytes: [UInt8]
    do throws(SystemFailure) {
      bytes = try SmallFile.read(path, atMost: 4096)
    } catch {
      guard error.code != ENOENT else { return nil }
      throw StateFailure(.unavailable, "\(error) — hint: let the host's user read it")
    }
    guard let known = Self.read(String(decoding: bytes, as: UTF8.self)) else {
      throw StateFailure(
        .unavailable,
        """
        \(path): it does not say which data was seen last — hint: look whether the server has the right data, then \
        remove the file
        """)
    }
    return known
  }

  private static func read(_ text: String) -> (epoch: [UInt8], version: UInt64)? {
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    guard lines.count == 2, lines[0].count == 2, lines[0][0] == "epoch", lines[0][1].utf8.count == 32,
      lines[1].count == 2, lines[1][0] == "version", let version = UInt64(lines[1][1])
    else { return nil }
    var (epoch, rest) = ([UInt8](), lines[0][1])
    while let byte = UInt8(rest.prefix(2), radix: 16) {
      epoch.append(byte)
      rest = rest.dropFirst(2)
    }
    return epoch.count == 16 ? (epoch, version) : nil
  }

  /// Remembers. Blocks.
  func keep(_ epoch: [UInt8], _ version: UInt64) throws(SystemFailure) {
    try Folders.make(Folders.parent(of: path), mode: 0o700)
    try SmallFile.replace(path, with: Array(Self.text(epoch, version).utf8), mode: 0o600)
  }
}
