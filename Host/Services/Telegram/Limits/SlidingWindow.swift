/// So many events within any stretch of a length, by the times of the last ones. In microseconds.
struct SlidingWindow {
  private let most: Int
  private let length: Int64
  /// Times, the oldest at `oldest` once there are `most`.
  private var times: [Int64] = []
  private var oldest = 0

  init(most: Int, length: Int64) { (self.most, self.length) = (most, length) }

  /// From when on some more may happen: as many as fit, where it is more than all.
  func opens(for weight: Int = 1) -> Int64 {
    let weight = min(weight, most)
    let excess = times.count + weight - most
    guard excess > 0 else { return .min }
    return times[(oldest + excess - 1) % times.count] + length
  }

  mutating func count(_ weight: Int = 1, at now: Int64) {
    for _ in 0..<min(weight, most) {
      if times.count < most {
        times.append(now)
      } else {
        times[oldest] = now
        oldest = (oldest + 1) % most
      }
    }
  }

  /// Whether nothing of it counts any more.
  func isEmpty(at now: Int64) -> Bool {
    guard let last = times.isEmpty ? nil : times[(oldest + times.count - 1) % times.count] else {
      return true
    }
    return last + length <= now
  }
}
