/// Spreads jobs that are due at the same moment.
///
/// The delay follows from the job and its due time alone: every host, and the same host after a restart, finds the
/// same. It says nothing about another job, nor about the same job at another time.
package struct ScheduleJitter: Sendable, Equatable {
  /// The longest delay that can be asked for: an hour, in milliseconds.
  package static let longest: Int64 = 3_600_000

  /// Delays are at most so long, in milliseconds.
  package let limit: Int64

  /// Makes jitter of at most so many milliseconds, itself at most ``longest``; 0 and less is none.
  package init(upTo limit: Int64) { self.limit = min(max(0, limit), Self.longest) }

  /// How much later than its due time a job starts, 0 to ``limit``, in milliseconds.
  package func delay(of job: String, due: Int64) -> Int64 {
    // FNV-1a over the name and the time, then the finalizer of SplitMix64: its low bits alone are weak.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in job.utf8 { mix(byte) }
    for shift in stride(from: 0, to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: due >> Int64(shift))) }
    hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    hash ^= hash >> 31
    return Int64(hash.multipliedFullWidth(by: UInt64(limit) + 1).high)
  }
}
