import CRoostSDK

/// Numbers for the operator, on the host's `/metrics` as `roost_plugin_NAME{plugin="ID"}`.
///
/// Names are `[a-z_][a-z0-9_]*`, at most 64 bytes and 256 a plugin; what does not fit is dropped,
/// and the host logs it once.
public struct Metrics: Sendable {
  /// Adds to a counter.
  public func count(_ name: String, by amount: Int = 1) {
    var name = name
    name.withUTF8 { name in
      _ = unsafe roost_sdk_count(name.baseAddress, UInt64(name.count), Int64(amount))
    }
  }

  /// Sets a gauge.
  public func gauge(_ name: String, to value: Double) {
    var name = name
    name.withUTF8 { name in
      _ = unsafe roost_sdk_gauge(name.baseAddress, UInt64(name.count), value)
    }
  }

  /// Records how long something took.
  public func duration(_ name: String, _ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    var name = name
    name.withUTF8 { name in
      _ = unsafe roost_sdk_duration(name.baseAddress, UInt64(name.count), nanoseconds)
    }
  }
}
