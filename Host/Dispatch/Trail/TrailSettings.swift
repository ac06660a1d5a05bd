/// For how long it is kept what became of events.
package struct TrailSettings: Sendable, Equatable {
  /// For how long, in milliseconds; 0 is not at all.
  package var life: Int64
  /// Most bytes of it: then the oldest goes sooner.
  package var bytes: Int
  /// For how long records wait for others to be written with, in milliseconds; 0 is not at all.
  package var pause: Int64

  /// Collects bounds.
  package init(life: Int64 = 24 * 3_600_000, bytes: Int = 64 << 20, pause: Int64 = 250) {
    (self.life, self.bytes, self.pause) = (life, bytes, pause)
  }

  /// Whether it is kept at all.
  package var isKept: Bool { life > 0 }
}
