/// The parameters of a match: ranges of the path when nothing was encoded, else of their own decoded
/// bytes. Valid UTF-8 either way.
package struct RouteParameters: Sendable {
  struct Range: Sendable {
    var offset: UInt32 = 0
    var count: UInt32 = 0
  }

  /// How many there are, at most `RoutePattern.maxParameters`.
  package internal(set) var count = 0

  var ranges = InlineArray<8, Range>(repeating: Range())

  /// Nil while the ranges lie in the path as sent.
  var decoded: [UInt8]?

  /// No parameters.
  package init() {}

  /// Calls `body` with a parameter's bytes; `path` is the one that was matched.
  package func withBytes<Result>(
    _ index: Int, in path: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    precondition(index < count, "there is no such parameter")
    let start = Int(ranges[index].offset)
    let end = start + Int(ranges[index].count)
    if let decoded {
      return unsafe decoded.withUnsafeBytes { unsafe body(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
    }
    return unsafe body(UnsafeRawBufferPointer(rebasing: path[start..<end]))
  }

  /// A parameter as a string; `path` is the one that was matched.
  package func string(_ index: Int, in path: UnsafeRawBufferPointer) -> String {
    unsafe withBytes(index, in: path) { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// The length of all of them together, in bytes.
  var byteCount: Int {
    var sum = 0
    for index in 0..<count { sum += Int(ranges[index].count) }
    return sum
  }
}
