/// Takes out of a JPEG what tells about its maker: EXIF, XMP, IPTC, comments, thumbnails, and what is appended. What
/// the picture needs stays: the picture itself, its colour profile, and which way up it is
/// (ITU-T T.81, annex B; JFIF 1.02; Exif 2.32).
package enum JPEGStripper {
  /// Why something cannot be stripped; it is not to be published as a file then.
  package enum Failure: Error, Sendable, Equatable {
    /// It does not begin as a JPEG does.
    case notJPEG
    /// It is longer than allowed.
    case tooLong
    /// It breaks off, or has something else where a marker belongs; at which byte.
    case malformed(at: Int)
  }

  /// The same picture without what tells about its maker, never more than 4 bytes longer.
  ///
  /// - Parameter limit: how many bytes it may have.
  package static func strip(_ bytes: [UInt8], limit: Int = 20 << 20) throws(Failure) -> [UInt8] {
    guard bytes.count <= limit else { throw .tooLong }
    guard bytes.count >= 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { throw .notJPEG }
    var made: [UInt8] = [0xFF, 0xD8]
    made.reserveCapacity(bytes.count + 4)
    var place = 2
    var hasFrame = false
    var hasScan = false
    var hasOrientation = false
    while true {
      guard place + 1 < bytes.count, bytes[place] == 0xFF else { throw .malformed(at: place) }
      let marker = bytes[place + 1]
      // Any number of fill bytes may stand before a marker (B.1.1.2).
      if marker == 0xFF {
        place += 1
        continue
      }
      if marker == 0xD9 {
        guard hasScan else { throw .malformed(at: place) }
        return made + [0xFF, 0xD9]
      }
      guard marker >= 0xC0, !(0xD0...0xD8).contains(marker), place + 3 < bytes.count else {
        throw .malformed(at: place)
      }
      let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
      let end = place + 2 + length
      guard length >= 2, end <= bytes.count else { throw .malformed(at: place) }
      let body = bytes[place + 4..<end]
      if let kept = JPEGSegment.kept(marker, body) {
        made += [0xFF, marker, UInt8((kept.count + 2) >> 8), UInt8((kept.count + 2) & 0xFF)]
        made += kept
      } else if marker == 0xE1, !hasOrientation, let orientation = Orientation.read(body) {
        hasOrientation = true
        made += Orientation.segment(orientation)
      }
      place = end
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) { hasFrame = true }
      if marker == 0xDA {
        guard hasFrame else { throw .malformed(at: place) }
        hasScan = true
        let scanEnd = endOfScan(bytes, from: place)
        made += bytes[place..<scanEnd]
        place = scanEnd
      }
    }
  }

  /// The first marker behind a scan's data: neither a stuffed byte nor a restart (B.1.1.5).
  private static func endOfScan(_ bytes: [UInt8], from start: Int) -> Int {
    var place = start
    while place + 1 < bytes.count {
      if bytes[place] == 0xFF, bytes[place + 1] != 0, !(0xD0...0xD7).contains(bytes[place + 1]) {
        return place
      }
      place += bytes[place] == 0xFF ? 2 : 1
    }
    return bytes.count
  }
}

/// Which segments a picture needs.
enum JPEGSegment {
  /// What is kept of a segment; nil for nothing.
  static func kept(_ marker: UInt8, _ body: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    switch marker {
    case 0xE0:
      // JFIF without its thumbnail; its extension is nothing but one.
      guard body.starts(with: [0x4A, 0x46, 0x49, 0x46, 0]), body.count >= 14 else { return nil }
      return body.prefix(12) + [0, 0]
    case 0xE2: return body.starts(with: Array("ICC_PROFILE\0".utf8)) ? body : nil
    // Says how colours are coded.
    case 0xEE: return body.starts(with: Array("Adobe".utf8)) && body.count == 12 ? body : nil
    case 0xE0...0xEF, 0xFE, 0xF0...0xFD: return nil
    default: return body
    }
  }
}
