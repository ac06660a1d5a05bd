package import PaymentsDomain

/// The signature of a webhook (https://docs.stripe.com/webhooks#verify-manually): `t=…,v1=…`, where `v1` is the HMAC of
/// the time, a dot and the body as it came; several are there while a secret is changed.
package enum StripeSignature {
  /// How old, or how far ahead, the time may be.
  static let tolerance = Duration.seconds(300)

  /// Why a webhook is not listened to.
  package enum Refusal: Error, Sendable, Hashable {
    /// The operator has configured no secret for it.
    case noSecret
    /// The head field is missing, or not what it should look like.
    case malformed
    /// No signature is one of this body and time.
    case wrong
    /// It is too old, or from too far ahead.
    case time
  }

  /// Judges a signature.
  ///
  /// - Throws: ``Refusal``.
  package static func check(
    _ body: [UInt8], _ header: String?, secret: String?, now: Moment
  ) throws(Refusal) {
    guard let secret else { throw .noSecret }
    guard let header, header.utf8.count <= 2048 else { throw .malformed }
    var time: String?
    var codes: [[UInt8]] = []
    for part in header.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else { throw .malformed }
      if pair[0] == "t" {
        guard time == nil else { throw .malformed }
        time = pair[1]
      } else if pair[0] == "v1" {
        codes.append(Array(pair[1].utf8))
      }
    }
    guard let time, let seconds = Int64(time), (0...4_000_000_000).contains(seconds), !codes.isEmpty else {
      throw .malformed
    }
    let right = Array(
      Signature.hex(Signature.code(of: Array("\(time).".utf8) + body, key: Array(secret.utf8))).utf8)
    // All are looked at, so that which of them was right cannot be told by the time.
    let isRight = codes.map { Signature.areEqual($0, right) }.contains(true)
    guard isRight else { throw .wrong }
    let signed = Moment(seconds * 1000)
    guard now <= signed + Self.tolerance, signed <= now + Self.tolerance else { throw .time }
  }
}
