internal import CCrypto

/// Bytes that nobody can guess.
package enum SecureRandom {
  /// That many bytes.
  package static func bytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    // Without randomness nothing that asks for it is safe to go on.
    precondition(unsafe ccrypto_random(&bytes, count) == 1, "the system gives no random bytes")
    return bytes
  }

  /// A text of that many bytes in hexadecimal.
  package static func token(bytes count: Int) -> String { Hexadecimal.text(bytes(count)) }
}

/// Whether both hold the same bytes, in a time that tells nothing but their lengths.
package func constantTimeEquals(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  unsafe a.withUnsafeBytes { a in unsafe b.withUnsafeBytes { b in unsafe constantTimeEquals(a, b) } }
}

/// Whether both hold the same bytes, in a time that tells nothing but their lengths.
package func constantTimeEquals(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
  guard a.count == b.count else { return false }
  guard let a = a.baseAddress, let other = b.baseAddress else { return true }
  return unsafe ccrypto_equal(a, other, b.count) == 1
}
