/// Which bytes of a file a client gets, each form under an entity tag of its own (RFC 9110 §8.8.3.3).
enum RepresentationChoice {
  /// The file as it is.
  case original(OpenedFile)
  /// A file that was compressed beforehand and lies beside the original.
  case precompressed(OpenedFile, ContentCoding)
  /// The file, compressed by the host.
  case compressed(OpenedFile)

  /// Strong entity tag, without quotes: it changes whenever the bytes sent do.
  var tag: String {
    switch self {
    case .original(let file): file.identity.tag
    case .precompressed(let file, let coding): "\(file.identity.tag)-\(coding.rawValue)"
    case .compressed(let file): "\(file.identity.tag)-gzip\(Gzip.version)"
    }
  }
}
