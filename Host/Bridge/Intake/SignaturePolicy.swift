package import HostOperations

/// Whether libraries must be signed: a detached Ed25519 signature, 64 raw bytes, in `NAME.so.sig`, as
/// `openssl pkeyutl -sign -rawin -inkey key.pem -in NAME.so -out NAME.so.sig` writes it.
package enum SignaturePolicy: Sendable {
  /// Signatures are not looked at.
  case off
  /// A signature by one of the keys is required.
  case required([Ed25519PublicKey])
}
