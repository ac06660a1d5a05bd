/// Marc Lehmann's LZF, by which Redis makes strings of dumps smaller: a byte below 32 begins so many literal bytes and
/// one more; any other refers to bytes before.
enum LZF {
  /// The bytes that were made smaller; nil when they do not come to that size.
  static func expand(_ bytes: [UInt8], to size: Int) -> [UInt8]? {
    var (out, place) = ([UInt8](), 0)
    out.reserveCapacity(size)
    func next() -> Int? {
      guard place < bytes.count else { return nil }
      defer { place += 1 }
      return Int(bytes[place])
    }
    while let control = next() {
      if control < 32 {
        let count = control + 1
        guard place + count <= bytes.count, out.count + count <= size else { return nil }
        out += bytes[place..<place + count]
        place += count
      } else {
        var count = control >> 5
        if count == 7 {
          guard let more = next() else { return nil }
          count += more
        }
        guard let low = next() else { return nil }
        let distance = (control & 31) << 8 + low + 1
        guard distance <= out.count, out.count + count + 2 <= size else { return nil }
        // One at a time: what is referred to may be what is being written.
        for _ in 0..<count + 2 { out.append(out[out.count - distance]) }
      }
    }
    return out.count == size ? out : nil
  }
}
