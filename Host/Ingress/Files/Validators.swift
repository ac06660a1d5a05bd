/// What a client's conditions are compared with, and the comparisons (RFC 9110 §13).
struct Validators {
  /// The selected representation's strong entity tag, without quotes.
  var tag: String
  /// Its Last-Modified, in seconds since 1970.
  var modified: Int64
  /// Seconds since 1970.
  var now: Int64

  /// Whether what the client knows of the file is out of date: 412. If-Match alone counts where it is present,
  /// and both are looked at before the conditions of caches (§13.2.2).
  func isOutdated(_ request: FileRequest) -> Bool {
    if let field = request.ifMatch { return !EntityTags(field).matchStrongly(tag) }
    guard let field = request.ifUnmodifiedSince, let since = HTTPDate(field, now: now) else { return false }
    return modified > since.seconds
  }

  /// Whether the client's copy is still good: 304. If-None-Match alone counts where it is present (§13.2.2).
  func isNotModified(_ request: FileRequest) -> Bool {
    if let field = request.ifNoneMatch { return EntityTags(field).matchWeakly(tag) }
    guard let field = request.ifModifiedSince, let since = HTTPDate(field, now: now) else { return false }
    return modified <= since.seconds
  }

  /// Whether Range may be obeyed: there is no If-Range, or it names exactly this representation, by its tag
  /// compared strongly or by its date (§13.1.5). A client that sends a date vouches for its strength itself.
  func permitsRange(_ request: FileRequest) -> Bool {
    guard let field = request.ifRange else { return true }
    if let date = HTTPDate(field, now: now) { return date.seconds == modified }
    return EntityTags(field) == .listed([EntityTags.Tag(opaque: tag, isWeak: false)])
  }
}
