package import HostOperations

/// A token as it is kept: sealed with AES-256-GCM, the bot's id being associated with it.
package struct SealedToken: Sendable, Equatable {
  /// The version of the key.
  package var version: UInt32
  /// The nonce, the sealed bytes and the tag.
  package var bytes: [UInt8]
  /// The keyed hash of the token, by the same version.
  package var hash: [UInt8]

  /// Puts together what was kept.
  package init(version: UInt32, bytes: [UInt8], hash: [UInt8]) {
    (self.version, self.bytes, self.hash) = (version, bytes, hash)
  }
}

/// Seals tokens and opens them again.
package struct TokenVault: Sendable {
  private let keys: TokenKeys

  /// Uses some keys.
  package init(_ keys: TokenKeys) { self.keys = keys }

  /// Seals a token with the newest key.
  package func seal(_ token: BotToken) -> SealedToken {
    guard let pair = keys[keys.current] else { preconditionFailure("keys without their newest") }
    // 96 random bits: the chance that two of 2^32 are the same is below 2^-32 (SP 800-38D, 8.3).
    let nonce = SecureRandom.bytes(AESGCM.nonceBytes)
    let sealed = AESGCM.seal(
      token.reveal(), key: pair.seal.reveal(), nonce: nonce, associated: Self.associated(token.bot))
    return SealedToken(
      version: keys.current, bytes: nonce + sealed,
      hash: HMACSHA256.code(token.reveal(), key: pair.hash.reveal()))
  }

  /// Opens the token of a bot.
  ///
  /// - Throws: that the key is not there or another, or that the record is another bot's or was changed.
  package func open(_ sealed: SealedToken, of bot: Int64) throws(TokenVaultError) -> BotToken {
    guard let pair = keys[sealed.version] else { throw .keyMissing(bot: bot, version: sealed.version) }
    guard sealed.bytes.count > AESGCM.nonceBytes + AESGCM.tagBytes,
      let plain = AESGCM.open(
        Array(sealed.bytes[AESGCM.nonceBytes...]), key: pair.seal.reveal(),
        nonce: Array(sealed.bytes[..<AESGCM.nonceBytes]), associated: Self.associated(bot)),
      let token = try? BotToken(plain), token.bot == bot
    else { throw .refused(bot: bot, version: sealed.version) }
    return token
  }

  /// Whether a token is the sealed one, found without opening it.
  package func holds(_ sealed: SealedToken, _ token: BotToken) -> Bool {
    guard let pair = keys[sealed.version] else { return false }
    return constantTimeEquals(HMACSHA256.code(token.reveal(), key: pair.hash.reveal()), sealed.hash)
  }

  /// Whether it was sealed with a key that is not the newest.
  package func isOld(_ sealed: SealedToken) -> Bool { sealed.version != keys.current }

  /// The same token under the newest key; nil when it is already.
  ///
  /// - Throws: as ``open(_:of:)``.
  package func renewed(_ sealed: SealedToken, of bot: Int64) throws(TokenVaultError) -> SealedToken? {
    isOld(sealed) ? seal(try open(sealed, of: bot)) : nil
  }

  /// Seals something else that belongs to a bot, such as what proves its webhook; the hash is empty.
  ///
  /// - Parameter use: what it is for: it opens for nothing else.
  package func seal(_ secret: Secret, _ use: String, of bot: Int64) -> SealedToken {
    guard let pair = keys[keys.current] else { preconditionFailure("keys without their newest") }
    let nonce = SecureRandom.bytes(AESGCM.nonceBytes)
    let sealed = AESGCM.seal(
      secret.reveal(), key: pair.seal.reveal(), nonce: nonce, associated: Self.associated(bot, use))
    return SealedToken(version: keys.current, bytes: nonce + sealed, hash: [])
  }

  /// Opens what ``seal(_:_:of:)`` gave.
  ///
  /// - Throws: as ``open(_:of:)``.
  package func open(_ sealed: SealedToken, _ use: String, of bot: Int64) throws(TokenVaultError) -> Secret {
    guard let pair = keys[sealed.version] else { throw .keyMissing(bot: bot, version: sealed.version) }
    guard sealed.bytes.count > AESGCM.nonceBytes + AESGCM.tagBytes,
      let plain = AESGCM.open(
        Array(sealed.bytes[AESGCM.nonceBytes...]), key: pair.seal.reveal(),
        nonce: Array(sealed.bytes[..<AESGCM.nonceBytes]), associated: Self.associated(bot, use))
    else { throw .refused(bot: bot, version: sealed.version) }
    return Secret(plain)
  }

  private static func associated(_ bot: Int64, _ use: String) -> [UInt8] { Array("bot:\(bot) \(use)".utf8) }

  private static func associated(_ bot: Int64) -> [UInt8] { Array("bot:\(bot)".utf8) }
}

/// Why a token cannot be had.
package enum TokenVaultError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No key of its version is there.
  case keyMissing(bot: Int64, version: UInt32)
  /// The key, the bot or the bytes are others.
  case refused(bot: Int64, version: UInt32)

  /// What, why and a hint.
  package var description: String {
    switch self {
    case .keyMissing(let bot, let version):
      """
      the token of bot \(bot) was sealed with key \(version), which is not there — \
      hint: keep the line \(version):… in telegram.key_file until all tokens have a newer one
      """
    case .refused(let bot, let version):
      """
      the token of bot \(bot) cannot be opened with key \(version): the key is another, or the record was changed — \
      hint: put the old key back, or roost bots add it anew
      """
    }
  }
}
