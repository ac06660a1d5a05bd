import Foundation
import HostOperations
import Testing

@testable import HostBridge

struct SignaturePolicyTests {
  // RFC 8032, section 7.1, test 2: this key's signature of the one byte 0x72.
  private static let pem = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=
    -----END PUBLIC KEY-----

    """
  private static let signature: [UInt8] = {
    let hex = """
      92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
      085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
      """
    return stride(from: 0, to: hex.utf8.count, by: 2).map { UInt8(hex.dropFirst($0).prefix(2), radix: 16)! }
  }()

  private let place: IntakeFolder
  private let intake: PluginIntake

  init() throws {
    place = try IntakeFolder()
    let key = place.root + "/key.pem"
    try Self.pem.write(toFile: key, atomically: false, encoding: .utf8)
    intake = try place.intake(.required([Ed25519PublicKey(pemFile: key)]))
  }

  @Test func `a library signed by a trusted key is taken`() throws {
    place.write("hello.so", [0x72])
    place.write("hello.so.sig", Self.signature)
    #expect(try place.patiently { try intake.copy("hello", generation: 1) }.size == 1)
  }

  @Test func `other bytes, another signature, a short one or none are refused`() {
    place.write("hello.so", [0x72])
    let missing = place.refusal(of: "hello", by: intake)
    #expect(missing?.code == .signature && missing?.hint.contains("openssl pkeyutl") == true)
    place.write("hello.so.sig", Array(Self.signature.dropLast()))
    #expect(place.refusal(of: "hello", by: intake)?.code == .signature)
    place.write("hello.so.sig", Self.signature.reversed())
    #expect(place.refusal(of: "hello", by: intake)?.code == .signature)
    place.write("hello.so.sig", Self.signature)
    place.write("hello.so", [0x73])
    #expect(place.refusal(of: "hello", by: intake)?.code == .signature)
  }

  @Test func `without a trusted key nothing is taken`() throws {
    let other = try IntakeFolder()
    other.write("hello.so", [0x72])
    other.write("hello.so.sig", Self.signature)
    #expect(other.refusal(of: "hello", by: try other.intake(.required([])))?.code == .signature)
    #expect(
      try other.refusal(of: "hello", by: other.intake(.required([])))?.why
        == "it is not by a trusted key over these bytes")
  }
}
