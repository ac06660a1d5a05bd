import FrameLayout

/// Where frames are written to.
package protocol FrameOutput: ~Copyable {
  /// Appends `size` bytes, which `fill` writes.
  mutating func append(_ size: Int, _ fill: (UnsafeMutableRawPointer) -> Void)
}

/// The fixed part of a frame that has none.
package struct NoPart: BitwiseCopyable {
  /// Nothing.
  package init() {}
}

extension FrameOutput where Self: ~Copyable {
  /// Appends a frame: its fixed part, then the variable ones.
  package mutating func frame<Part: BitwiseCopyable>(
    _ kind: Int32, _ id: UInt64, _ part: Part,
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer = unsafe .none,
    _ third: UnsafeRawBufferPointer = unsafe .none
  ) {
    let fixed = MemoryLayout<Part>.size
    let size = MemoryLayout<frame_head>.size + fixed + first.count + second.count + third.count
    unsafe append(Frame.padded(size)) { memory in
      unsafe memory.storeBytes(
        of: frame_head(size: UInt32(size), kind: UInt32(kind), id: id), as: frame_head.self)
      var place = unsafe memory + MemoryLayout<frame_head>.size
      if fixed > 0 {
        unsafe place.storeBytes(of: part, as: Part.self)
        unsafe place += fixed
      }
      unsafe place.append(first)
      unsafe place.append(second)
      unsafe place.append(third)
      unsafe place.pad(upTo: memory + Frame.padded(size))
    }
  }

  /// Appends a frame of a fixed part alone.
  package mutating func frame<Part: BitwiseCopyable>(_ kind: Int32, _ id: UInt64, _ part: Part) {
    unsafe frame(kind, id, part, .none)
  }

  /// Appends a frame without a fixed part.
  package mutating func frame(_ kind: Int32, _ id: UInt64, _ rest: UnsafeRawBufferPointer) {
    unsafe frame(kind, id, NoPart(), rest)
  }

  /// Appends a frame of its head alone.
  package mutating func frame(_ kind: Int32, _ id: UInt64) { unsafe frame(kind, id, NoPart(), .none) }

  /// Appends a frame with names and values, whose number is in the fixed part.
  package mutating func frame<Part: BitwiseCopyable>(
    _ kind: Int32, _ id: UInt64, _ part: Part, texts: some Collection<FrameText>,
    before: UnsafeRawBufferPointer = unsafe .none, after: UnsafeRawBufferPointer = unsafe .none
  ) {
    let content = texts.reduce(0) { unsafe $0 + $1.name.count + $1.value.count }
    let size =
      MemoryLayout<frame_head>.size + MemoryLayout<Part>.size
      + texts.count * MemoryLayout<frame_text>.size + content + before.count + after.count
    unsafe append(Frame.padded(size)) { memory in
      unsafe memory.storeBytes(
        of: frame_head(size: UInt32(size), kind: UInt32(kind), id: id), as: frame_head.self)
      var place = unsafe memory + MemoryLayout<frame_head>.size
      unsafe place.storeBytes(of: part, as: Part.self)
      unsafe place += MemoryLayout<Part>.size
      for text in texts {
        let sizes = unsafe frame_text(
          name_size: UInt32(text.name.count), value_size: UInt32(text.value.count))
        unsafe place.storeBytes(of: sizes, as: frame_text.self)
        unsafe place += MemoryLayout<frame_text>.size
      }
      unsafe place.append(before)
      for text in texts {
        unsafe place.append(text.name)
        unsafe place.append(text.value)
      }
      unsafe place.append(after)
      unsafe place.pad(upTo: memory + Frame.padded(size))
    }
  }
}

/// A name and a value in somebody else's memory.
@safe package struct FrameText {
  /// The name.
  package let name: UnsafeRawBufferPointer
  /// The value.
  package let value: UnsafeRawBufferPointer

  /// Both must outlive it.
  package init(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    unsafe self.name = name
    unsafe self.value = value
  }
}

extension UnsafeRawBufferPointer {
  /// No bytes.
  package static var none: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
}

extension UnsafeMutableRawPointer {
  fileprivate mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    unsafe copyMemory(from: base, byteCount: bytes.count)
    unsafe self += bytes.count
  }

  fileprivate func pad(upTo end: UnsafeMutableRawPointer) {
    unsafe initializeMemory(as: UInt8.self, repeating: 0, count: end - self)
  }
}
