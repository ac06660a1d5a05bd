import HostBridge
import NIOCore

/// A request body on its way to a handler, which grants credit for it. Used on the loop only.
package final class IncomingBody: @unchecked Sendable {
  private var pieces = CircularBuffer<ByteBuffer>()
  private var credit = 0
  private var callback: BodyCallback?
  private var end: Int32 = 0
  private var toldEnd = false
  private var size = 0
  /// Most credit kept, whatever is granted.
  private static let maximumCredit = 1 << 30

  /// Bytes that wait for credit.
  package var waiting: Int { size }
  var isEmpty: Bool { pieces.isEmpty }

  func append(_ piece: ByteBuffer?, end: Int32) {
    if let piece, piece.readableBytes > 0 {
      pieces.append(piece)
      size += piece.readableBytes
    }
    if end != 0 { self.end = end }
  }

  func grant(_ credit: UInt64, _ callback: BodyCallback) {
    // Bounded before it is added: whoever grants all there is, twice, must not end the host.
    self.credit = min(self.credit + min(Int(clamping: credit), Self.maximumCredit), Self.maximumCredit)
    self.callback = callback
  }

  /// Hands over what the credit allows, while `deliver` returns true.
  func pump(_ deliver: (BodyCallback, UnsafeRawBufferPointer, Int32) -> Bool) {
    guard let callback else { return }
    while credit > 0, var piece = pieces.popFirst() {
      let part = piece.readSlice(length: min(credit, piece.readableBytes))!
      if piece.readableBytes > 0 { pieces.prepend(piece) }
      credit -= part.readableBytes
      size -= part.readableBytes
      guard unsafe part.withUnsafeReadableBytes({ unsafe deliver(callback, $0, 0) }) else { return }
    }
    if pieces.isEmpty, end != 0, !toldEnd {
      toldEnd = true
      _ = unsafe deliver(callback, UnsafeRawBufferPointer(start: nil, count: 0), end)
    }
  }
}
