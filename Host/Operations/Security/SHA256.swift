internal import CCrypto

/// A SHA-256 digest (FIPS 180-4): 32 bytes.
package struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
  /// The digest's bytes.
  package let bytes: [UInt8]

  /// The digest of bytes in memory.
  package static func of(_ bytes: [UInt8]) -> SHA256Digest {
    var hasher = SHA256Hasher()
    unsafe bytes.withUnsafeBytes { unsafe hasher.update($0) }
    return hasher.finish()
  }

  /// The digest in hexadecimal.
  package var description: String { Hexadecimal.text(bytes) }
}

/// A SHA-256 in the making.
@safe
package struct SHA256Hasher: ~Copyable {
  private let state: OpaquePointer

  /// Starts a digest.
  package init() {
    // Fails only when memory is short, of which Swift's own allocations die as well.
    guard let state = unsafe ccrypto_sha256_new() else { fatalError("OpenSSL has no memory for SHA-256") }
    unsafe self.state = state
  }

  deinit { unsafe ccrypto_sha256_free(state) }

  /// Adds bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let isDone = unsafe ccrypto_sha256_update(state, bytes.baseAddress, bytes.count)
    precondition(isDone == 1, "OpenSSL refused to go on with SHA-256")
  }

  /// Ends the digest.
  package consuming func finish() -> SHA256Digest {
    var digest = [UInt8](repeating: 0, count: Int(CCRYPTO_SHA256_BYTES))
    let isDone = unsafe ccrypto_sha256_finish(state, &digest)
    precondition(isDone == 1, "OpenSSL refused to finish SHA-256")
    return SHA256Digest(bytes: digest)
  }
}

/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
  static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
