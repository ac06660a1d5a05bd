internal import CCrypto

/// AES-256 in Galois/Counter Mode (NIST SP 800-38D): what was sealed with a key opens with it and the same associated
/// bytes alone.
package enum AESGCM {
  /// How many bytes a key has.
  package static let keyBytes = Int(CCRYPTO_AES256_KEY_BYTES)
  /// How many bytes a nonce has, which no two seals of one key share.
  package static let nonceBytes = Int(CCRYPTO_GCM_NONCE_BYTES)
  /// How many bytes a tag has.
  package static let tagBytes = Int(CCRYPTO_GCM_TAG_BYTES)

  /// Seals bytes.
  ///
  /// - Parameters:
  ///   - key: ``keyBytes`` many bytes.
  ///   - nonce: ``nonceBytes`` many.
  ///   - associated: what is not sealed, but must be the same when it is opened.
  /// - Returns: as many bytes as there were, and the tag behind them.
  package static func seal(
    _ plain: [UInt8], key: [UInt8], nonce: [UInt8], associated: [UInt8]
  ) -> [UInt8] {
    precondition(key.count == keyBytes && nonce.count == nonceBytes, "a key or a nonce of another length")
    var sealed = [UInt8](repeating: 0, count: plain.count + 1)
    var tag = [UInt8](repeating: 0, count: tagBytes)
    let isDone = unsafe ccrypto_gcm_seal(
      key, nonce, associated, associated.count, plain, plain.count, &sealed, &tag)
    // Fails only when memory is short.
    precondition(isDone == 1, "OpenSSL refused to seal")
    return sealed.dropLast() + tag
  }

  /// Opens what ``seal(_:key:nonce:associated:)`` gave; nil when anything of it is another's or was changed.
  package static func open(
    _ sealed: [UInt8], key: [UInt8], nonce: [UInt8], associated: [UInt8]
  ) -> [UInt8]? {
    guard sealed.count >= tagBytes, key.count == keyBytes, nonce.count == nonceBytes else { return nil }
    let count = sealed.count - tagBytes
    var plain = [UInt8](repeating: 0, count: count + 1)
    let tag = Array(sealed[count...])
    guard
      unsafe ccrypto_gcm_open(
        key, nonce, associated, associated.count, sealed, count, tag, &plain) == 1
    else { return nil }
    return plain.dropLast()
  }
}

/// HMAC with SHA-256 (RFC 2104).
package enum HMACSHA256 {
  /// The code of bytes under a key: 32 bytes.
  package static func code(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: Int(CCRYPTO_SHA256_BYTES))
    let isDone = unsafe ccrypto_hmac_sha256(key, key.count, bytes, bytes.count, &code)
    precondition(isDone == 1, "OpenSSL refused an HMAC")
    return code
  }
}
