/// What a store tells of entries that commits append.
package enum AppendNews: Sendable, Equatable {
  /// From now on everything is told; what came before may have been missed.
  case began
  /// A commit of anybody's, also of this host's, has put an entry there.
  case appended(space: String, key: [UInt8])
  /// Nothing is told until it has begun again.
  case ended
}

/// A store that several hosts share, and that tells each what is appended, in the order of the commits.
package protocol AppendFeed: Sendable {
  /// Tells of appends from some moment on, one after the other.
  func onAppend(_ tell: @escaping @Sendable (AppendNews) -> Void)
}
