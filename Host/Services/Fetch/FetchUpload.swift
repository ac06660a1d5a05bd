/// A body that is read as it is sent, once. A request with one is never sent a second time by itself, also where its
/// connection was used before.
@safe package final class FetchUpload: Sendable, Equatable {
  /// Fills a buffer, on a thread that must not be kept for long.
  ///
  /// - Returns: how many bytes; nil when they cannot be had, which breaks the request off.
  package typealias Read = @Sendable (UnsafeMutableRawBufferPointer) -> Int?

  /// How many bytes it has in all.
  package let count: Int64
  let read: Read

  /// A body of some bytes that a function gives in order.
  package init(count: Int64, _ read: @escaping Read) {
    self.count = count
    unsafe self.read = read
  }

  /// A body is the same as itself alone.
  package static func == (left: FetchUpload, right: FetchUpload) -> Bool { left === right }
}
