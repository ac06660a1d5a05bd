import CSignature

/// Signs texts, and compares what must not be guessed.
package enum Signature {
  /// HMAC-SHA-256 (RFC 2104), 32 bytes.
  package static func code(of text: [UInt8], key: [UInt8]) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: 32)
    let isMade = unsafe code.withUnsafeMutableBufferPointer { code in
      unsafe key.withUnsafeBufferPointer { key in
        unsafe text.withUnsafeBufferPointer { text in
          unsafe signature_hmac_sha256(
            key.baseAddress, UInt64(key.count), text.baseAddress, UInt64(text.count), code.baseAddress)
        }
      }
    }
    guard isMade == 1 else { fatalError("OpenSSL makes no HMAC: there is no memory") }
    return code
  }

  /// In hexadecimal.
  package static func hex(_ bytes: [UInt8]) -> String {
    String(
      decoding: bytes.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// Whether two texts are the same; how long it takes says nothing but whether they are of one length.
  package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe left.withUnsafeBufferPointer { left in
      unsafe right.withUnsafeBufferPointer { right in
        unsafe signature_are_equal(left.baseAddress, right.baseAddress, UInt64(left.count)) == 1
      }
    }
  }
}
