internal import HostOperations
internal import RoostJSON
internal import Synchronization

/// The body of a call with files, `multipart/form-data` (RFC 7578): parameters in memory, files read as they are sent.
struct Multipart: Sendable {
  private enum Piece: Sendable {
    case bytes([UInt8])
    case file(OpenedUpload)

    var count: Int64 {
      switch self {
      case .bytes(let bytes): Int64(bytes.count)
      case .file(let file): file.size
      }
    }
  }

  /// What the field Content-Type says.
  let contentType: String
  private let pieces: [Piece]

  init(_ call: TelegramCall) {
    let boundary = "roost" + SecureRandom.token(bytes: 16)
    contentType = "multipart/form-data; boundary=\(boundary)"
    var pieces: [Piece] = []
    func head(_ more: String) -> Piece {
      .bytes(Array("--\(boundary)\r\nContent-Disposition: form-data; \(more)\r\n\r\n".utf8))
    }
    for member in call.parameters.object ?? [] {
      // Names that would end the line are none of the Bot API's.
      guard member.name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }) else {
        continue
      }
      let value =
        switch member.value {
        case .string(let text): Array(text.utf8)
        default: member.value.serialized()
        }
      pieces += [head("name=\"\(member.name)\""), .bytes(value + [0x0D, 0x0A])]
    }
    for file in call.files {
      let content: Piece =
        switch file.content {
        case .file(let opened): .file(opened)
        case .bytes(let bytes): .bytes(bytes)
        }
      pieces += [
        head("name=\"\(file.name)\"; filename=\"\(Self.quoted(file.fileName))\""), content,
        .bytes([0x0D, 0x0A]),
      ]
    }
    self.pieces = pieces + [.bytes(Array("--\(boundary)--\r\n".utf8))]
  }

  /// A file's name as browsers write it (WHATWG HTML, multipart/form-data encoding algorithm).
  private static func quoted(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": text += "%22"
      case "\r": text += "%0D"
      case "\n": text += "%0A"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// What reads it, once.
  var upload: FetchUpload {
    let pieces = pieces
    let place = Mutex((piece: 0, offset: Int64(0)))
    return unsafe FetchUpload(count: pieces.reduce(0) { $0 + $1.count }) { buffer in
      place.withLock { place in
        while place.piece < pieces.count, place.offset == pieces[place.piece].count {
          place = (place.piece + 1, 0)
        }
        guard place.piece < pieces.count else { return 0 }
        let rest = Int(min(Int64(buffer.count), pieces[place.piece].count - place.offset))
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<rest])
        switch pieces[place.piece] {
        case .bytes(let bytes):
          unsafe room.copyBytes(from: bytes[Int(place.offset)...].prefix(rest))
          place.offset += Int64(rest)
          return rest
        case .file(let file):
          guard let count = unsafe file.read(at: place.offset, into: room) else { return nil }
          place.offset += Int64(count)
          return count
        }
      }
    }
  }

  /// Bytes in memory, to be sent once.
  static func upload(_ bytes: [UInt8]) -> FetchUpload {
    let offset = Mutex(0)
    return unsafe FetchUpload(count: Int64(bytes.count)) { buffer in
      offset.withLock { offset in
        let count = min(buffer.count, bytes.count - offset)
        unsafe buffer.copyBytes(from: bytes[offset..<offset + count])
        offset += count
        return count
      }
    }
  }
}
