import HostOperations
import Testing

@testable import HostServices

/// Tokens at rest.
@Suite struct TokenVaultTests {
  static let first = String(repeating: "a1", count: 32)
  static let second = String(repeating: "b2", count: 32)

  static func vault(_ keys: String) throws -> TokenVault { TokenVault(try TokenKeys(Secret(keys))) }
  static func token(_ bot: Int) throws -> BotToken { try BotToken("\(bot):AAFD39kkdpWt3ywyRZergyOLMaJ") }

  static func bytes(_ hex: String) -> [UInt8] {
    stride(from: 0, to: hex.count, by: 2).map { place in
      let start = hex.index(hex.startIndex, offsetBy: place)
      return UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16)!
    }
  }

  /// Test cases 15 and 16 of McGrew and Viega's "The Galois/Counter Mode of Operation (GCM)".
  @Test func `AES-256-GCM gives what its authors say`() {
    let key = Self.bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")
    let nonce = Self.bytes("cafebabefacedbaddecaf888")
    let plain = Self.bytes(
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255")
    let sealed =
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
      + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
    #expect(
      AESGCM.seal(plain, key: key, nonce: nonce, associated: [])
        == Self.bytes(sealed + "b094dac5d93471bdec1a502270e3cc6c"))
    let associated = Self.bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    let shorter = Array(plain.dropLast(4))
    let expected = Self.bytes(String(sealed.dropLast(8)) + "76fc6ece0f4e1768cddf8853bb2d551b")
    #expect(AESGCM.seal(shorter, key: key, nonce: nonce, associated: associated) == expected)
    #expect(AESGCM.open(expected, key: key, nonce: nonce, associated: associated) == shorter)
    #expect(AESGCM.open(expected, key: key, nonce: nonce, associated: []) == nil)
  }

  /// Test case 2 of RFC 4231.
  @Test func `HMAC-SHA-256 gives what RFC 4231 says`() {
    #expect(
      HMACSHA256.code(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
        == Self.bytes("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"))
  }

  @Test func `what was sealed opens again, and is never twice the same`() throws {
    let vault = try Self.vault(Self.first)
    let token = try Self.token(42)
    let (one, two) = (vault.seal(token), vault.seal(token))
    #expect(one.bytes != two.bytes && one.hash == two.hash)
    #expect(try vault.open(one, of: 42) == token)
    #expect(!String(decoding: one.bytes, as: UTF8.self).contains("AAFD39"))
  }

  @Test func `another key of the same version, or none of it, opens nothing`() throws {
    let sealed = try Self.vault(Self.first).seal(try Self.token(42))
    #expect(throws: TokenVaultError.refused(bot: 42, version: 1)) {
      try Self.vault(Self.second).open(sealed, of: 42)
    }
    #expect(throws: TokenVaultError.keyMissing(bot: 42, version: 1)) {
      try Self.vault("2:\(Self.first)").open(sealed, of: 42)
    }
  }

  @Test func `a record that stands in another bot's place is refused`() throws {
    let vault = try Self.vault(Self.first)
    let sealed = vault.seal(try Self.token(42))
    #expect(throws: TokenVaultError.refused(bot: 43, version: 1)) { try vault.open(sealed, of: 43) }
  }

  @Test func `a record that was cut or changed anywhere is refused`() throws {
    let vault = try Self.vault(Self.first)
    let sealed = vault.seal(try Self.token(42))
    for count in 0..<sealed.bytes.count {
      let cut = SealedToken(version: 1, bytes: Array(sealed.bytes.prefix(count)), hash: sealed.hash)
      #expect(throws: TokenVaultError.self) { try vault.open(cut, of: 42) }
      var changed = sealed
      changed.bytes[count] ^= 1
      #expect(throws: TokenVaultError.self) { try vault.open(changed, of: 42) }
    }
  }

  @Test func `a new key takes over what an older one sealed`() throws {
    let sealed = try Self.vault("1:\(Self.first)").seal(try Self.token(42))
    let both = try Self.vault("1:\(Self.first)\n2:\(Self.second)\n")
    #expect(both.isOld(sealed))
    let renewed = try #require(try both.renewed(sealed, of: 42))
    #expect(renewed.version == 2)
    #expect(try both.renewed(renewed, of: 42) == nil)
    #expect(try Self.vault("2:\(Self.second)").open(renewed, of: 42) == Self.token(42))
  }

  @Test func `a token is known again without being opened`() throws {
    let vault = try Self.vault(Self.first)
    let sealed = vault.seal(try Self.token(42))
    #expect(vault.holds(sealed, try Self.token(42)))
    #expect(!vault.holds(sealed, try BotToken("42:AAFD39kkdpWt3ywyRZergyOLMaK")))
    #expect(try !Self.vault(Self.second).holds(sealed, Self.token(42)))
  }

  @Test(arguments: [
    "", "1:", "a", "0:\(Self.first)", "x:\(Self.first)", "1:\(Self.first)0",
    "1:\(Self.first)\n1:\(Self.second)",
    "1:\(Self.first)\n\(Self.second)", "g" + Self.first.dropFirst(),
  ])
  func `keys of another form are refused without being told`(text: String) {
    do throws(TokenKeyError) {
      _ = try TokenKeys(Secret(text))
      Issue.record("\(text) was taken")
    } catch {
      #expect(!error.description.contains("a1a1") && error.description.contains("openssl rand -hex 32"))
    }
  }
}
