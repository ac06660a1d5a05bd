import Foundation
import HostOperations
import Testing

struct SecurityTests {
  // RFC 8032, section 7.1, test 2.
  static let pem = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=
    -----END PUBLIC KEY-----

    """
  static let signature: [UInt8] = bytes(
    """
    92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
    085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
    """)

  static func bytes(_ hex: String) -> [UInt8] {
    stride(from: 0, to: hex.utf8.count, by: 2).map { UInt8(hex.dropFirst($0).prefix(2), radix: 16)! }
  }

  @Test func `a digest is the one of FIPS 180-4, in one piece or in many`() {
    #expect(
      SHA256Digest.of(Array("abc".utf8)).description
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    var hasher = SHA256Hasher()
    for byte in "abc".utf8 { unsafe [byte].withUnsafeBytes { unsafe hasher.update($0) } }
    #expect(hasher.finish() == .of(Array("abc".utf8)))
  }

  @Test func `a signature holds for its bytes and its key alone`() throws {
    let scratch = Scratch()
    try Self.pem.write(toFile: scratch.file("key.pem"), atomically: false, encoding: .utf8)
    let key = try Ed25519PublicKey(pemFile: scratch.file("key.pem"))
    func verifies(_ signature: [UInt8], _ message: [UInt8]) -> Bool {
      unsafe message.withUnsafeBytes { unsafe key.verifies(signature: signature, of: $0) }
    }
    #expect(verifies(Self.signature, [0x72]))
    #expect(!verifies(Self.signature, [0x73]))
    #expect(!verifies(Self.signature, [0x72, 0x00]))
    #expect(!verifies(Array(Self.signature.dropLast()), [0x72]))
    var changed = Self.signature
    changed[10] ^= 1
    #expect(!verifies(changed, [0x72]))
  }

  @Test func `a file that holds no Ed25519 public key is refused with a hint`() throws {
    let scratch = Scratch()
    try "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n".write(
      toFile: scratch.file("bad.pem"), atomically: false, encoding: .utf8)
    let error = #expect(throws: SecurityError.self) { try Ed25519PublicKey(pemFile: scratch.file("bad.pem")) }
    #expect(error?.description.contains("openssl genpkey") == true)
    #expect(throws: SecurityError.self) { try Ed25519PublicKey(pemFile: scratch.file("absent.pem")) }
  }

  @Test func `equal is equal`() {
    #expect(constantTimeEquals([1, 2], [1, 2]) && constantTimeEquals([], []))
    #expect(
      !constantTimeEquals([1, 2], [1, 3]) && !constantTimeEquals([1], [1, 2]) && !constantTimeEquals([], [0]))
  }

  @Test func `random tokens differ and have their length`() {
    let tokens = Set((0..<100).map { _ in SecureRandom.token(bytes: 8) })
    #expect(tokens.count == 100 && tokens.allSatisfy { $0.utf8.count == 16 })
  }
}
