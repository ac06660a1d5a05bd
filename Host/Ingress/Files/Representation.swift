/// The bytes that an answer is made of: a file, or the compressed copy of one in memory.
struct Representation {
  enum Content {
    case file(OpenedFile)
    case bytes([UInt8])
  }

  /// Strong entity tag, without quotes.
  var tag: String
  /// The Content-Encoding, if any.
  var coding: ContentCoding?
  var content: Content

  /// In bytes.
  var length: Int64 {
    switch content {
    case .file(let file): file.size
    case .bytes(let bytes): Int64(bytes.count)
    }
  }

  /// The body that sends a part.
  func body(_ range: Range<Int64>) -> FileAnswer.Body {
    switch content {
    case _ where range.isEmpty: .empty
    case .file(let file):
      .file(descriptor: file, offset: range.lowerBound, length: range.upperBound - range.lowerBound)
    case .bytes(let bytes) where range.count == bytes.count: .bytes(bytes)
    case .bytes(let bytes): .bytes(Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)]))
    }
  }

  /// A part's bytes, or nil when the file ends before or cannot be read.
  func read(_ range: Range<Int64>) -> [UInt8]? {
    switch content {
    case .file(let file): file.read(offset: range.lowerBound, count: range.count)
    case .bytes(let bytes): Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)])
    }
  }
}
