/// One input is a worker: a byte that says through which channel it speaks and what it finds, one that says how
/// its bytes come apart, then the bytes. It speaks twice, in one piece and in many, to the same effect.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrames(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size > 2 else { return 0 }
  let bytes = unsafe Array(UnsafeBufferPointer(start: data + 2, count: size - 2))
  let scene = unsafe Scene(rawValue: data[0])
  let whole = FrameStage(scene).play(bytes, pieces: [])
  guard unsafe data[1] > 0 else { return 0 }
  let pieces = unsafe pieceSizes(upTo: Int(data[1]), for: bytes.count)
  let parts = FrameStage(scene).play(bytes, pieces: pieces)
  guard whole == parts else { fatalError("in one piece: \(whole), in pieces: \(parts)") }
  return 0
}

/// Sizes of pieces, which differ, but always alike for the same bound.
private func pieceSizes(upTo most: Int, for count: Int) -> [Int] {
  var (sizes, left, state): ([Int], Int, UInt32) = ([], count, UInt32(most))
  while left > 0 {
    state = state &* 1_664_525 &+ 1_013_904_223
    sizes.append(min(left, 1 + Int(state >> 16) % most))
    left -= sizes[sizes.count - 1]
  }
  return sizes
}

/// What a worker finds when it speaks.
struct Scene: OptionSet {
  let rawValue: UInt8

  /// Where it speaks: 0 on control, 1 on calls, 2 and 3 on its loop's channel.
  var channel: Int { Int(rawValue & 3) }
  /// It has not said that it has loaded.
  static let isStarting = Scene(rawValue: 4)
  /// The requester has gone.
  static let requesterLeft = Scene(rawValue: 8)
  /// The client does not read.
  static let clientHolds = Scene(rawValue: 16)
  /// The body of the request is streamed.
  static let streamsBody = Scene(rawValue: 32)
  /// The host has asked whether the loop moves.
  static let isAsked = Scene(rawValue: 64)
  /// The generation drains.
  static let drains = Scene(rawValue: 128)
}
