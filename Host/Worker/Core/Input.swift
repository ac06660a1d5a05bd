import FrameLayout
import Glibc
import HostFrames

/// Frames that come from the host through one socket.
@safe struct Input: ~Copyable {
  private let socket: Int32
  private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 8)
  private var count = 0

  init(_ socket: Int32) { self.socket = socket }

  deinit { unsafe memory.deallocate() }

  /// Waits for bytes and hands over every frame that is whole, each valid during its call; false when the host
  /// has closed the socket.
  ///
  /// - Throws: how the host broke the protocol. Nothing can be received any more.
  mutating func receive(_ take: (Frame) throws(FrameError) -> Void) throws(FrameError) -> Bool {
    let read = unsafe recv(socket, memory.baseAddress! + count, memory.count - count, 0)
    guard read > 0 else { return read < 0 && (errno == EINTR || errno == EAGAIN) }
    count += read
    var offset = 0
    while let frame = try unsafe Frame(UnsafeRawBufferPointer(rebasing: memory[offset..<count])) {
      try take(frame)
      offset += frame.stride
    }
    keep(from: offset)
    return true
  }

  /// Moves the beginning of a frame to the front, and makes room for the rest of it.
  private mutating func keep(from offset: Int) {
    let left = count - offset
    if left > 0, offset > 0 {
      unsafe memory.baseAddress!.copyMemory(from: memory.baseAddress! + offset, byteCount: left)
    }
    count = left
    let head = MemoryLayout<frame_head>.size
    let needed =
      left >= head ? Frame.padded(Int(unsafe memory.loadUnaligned(as: frame_head.self).size)) : head
    let capacity = max(needed, 64 << 10)
    guard unsafe capacity > memory.count || (left == 0 && capacity < memory.count) else { return }
    let other = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 8)
    unsafe other.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
    unsafe memory.deallocate()
    unsafe memory = other
  }
}

extension FrameError {
  /// Ends the process: with a host that breaks the protocol there is nothing to talk about.
  func endWorker() -> Never { fatalError("the host broke the protocol: \(self)") }
}
