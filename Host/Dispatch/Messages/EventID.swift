/// Ids for events that come by no request: fifteen random characters, as short as those of requests.
enum EventID {
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// A new id.
  static func fresh() -> String {
    var random = SystemRandomNumberGenerator()
    var (high, low) = (
      UInt64.random(in: 0 ... .max, using: &random), UInt64.random(in: 0 ... .max, using: &random)
    )
    return String(
      decoding: (0..<15).map { index in
        defer { if index < 8 { high >>= 5 } else { low >>= 5 } }
        return alphabet[Int((index < 8 ? high : low) & 31)]
      }, as: UTF8.self)
  }
}
