/// What tells one state of a file from another without reading it.
///
/// A replacement by rename brings another inode and a rewrite in place another time, so equal identities mean
/// equal bytes, which a strong validator needs. The time of change is in it beside the time of modification
/// because a deployment may set the latter (reproducible builds give every file the same) while file systems
/// hand out a freed inode again. Two writes of one size within one tick of the kernel's clock (at most 10 ms)
/// are the one difference it can miss.
struct FileIdentity: Hashable, Sendable {
  var device: UInt64
  var inode: UInt64
  var size: Int64
  /// Nanoseconds since 1970.
  var modified: Int64
  /// Nanoseconds since 1970 of the last change to content, mode, links or times.
  var changed: Int64

  /// The opaque part of an entity tag, without quotes.
  var tag: String {
    [inode, UInt64(bitPattern: size), UInt64(bitPattern: modified), UInt64(bitPattern: changed)]
      .map { String($0, radix: 36) }.joined(separator: "-")
  }
}
