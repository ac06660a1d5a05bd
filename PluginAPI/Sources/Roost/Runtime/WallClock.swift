import CRoostSDK

/// The time of day, as the host has it.
package enum WallClock {
  /// Milliseconds since 1970.
  package static var now: Int64 { roost_sdk_now(ROOST_CLOCK_WALL) / 1_000_000 }
}
