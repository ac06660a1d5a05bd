internal import CCrypto

/// A public key that checks Ed25519 signatures (RFC 8032).
package struct Ed25519PublicKey: Sendable, Hashable {
  /// Bytes of a detached signature.
  package static let signatureBytes = Int(CCRYPTO_ED25519_SIGNATURE_BYTES)

  private let key: [UInt8]

  /// Reads a PEM file, as `openssl pkey -in key.pem -pubout` writes it.
  package init(pemFile path: String) throws(SecurityError) {
    let pem: [UInt8]
    do { pem = try SmallFile.read(path, atMost: 16_384) } catch {
      throw SecurityError(
        what: "cannot read the public key", place: path, why: error.reason,
        hint: "check the path and its permissions")
    }
    var key = [UInt8](repeating: 0, count: Int(CCRYPTO_ED25519_KEY_BYTES))
    guard unsafe ccrypto_ed25519_key(pem, pem.count, &key) == 1 else {
      throw SecurityError(
        what: "not a usable public key", place: path, why: "it holds no Ed25519 public key in PEM form",
        hint:
          "make one with: openssl genpkey -algorithm ed25519 -out key.pem && openssl pkey -in key.pem -pubout"
      )
    }
    self.key = key
  }

  /// Whether the signature, 64 bytes, is this key's over exactly these bytes.
  package func verifies(signature: [UInt8], of message: UnsafeRawBufferPointer) -> Bool {
    guard signature.count == Self.signatureBytes else { return false }
    return unsafe ccrypto_ed25519_verify(key, signature, message.baseAddress, message.count) == 1
  }
}

/// Why something that security rests on cannot be used.
package struct SecurityError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  package let what: String
  /// The file it is about.
  package let place: String
  /// The reason.
  package let why: String
  /// What to do.
  package let hint: String

  /// What — where — why — hint.
  package var description: String { "\(what) — \(place) — \(why) — \(hint)" }
}
