import Glibc
import HostDispatch
import HostOperations
import HostServices
import Logging
import NIOCore

/// The part of a host in the division of a store among several, which Redis is; a file is one host's alone.
enum HostLeases {
  /// What the host holds at first: everything of a file, nothing yet of a store that hosts share.
  ///
  /// - Throws: the exit code, after saying why.
  static func holds(of store: any StateStore) async throws -> Holds {
    guard store is any AppendFeed else { return .whole }
    do {
      return try await .shared(store)
    } catch {
      throw Exit.failing("roost cannot divide the state with other hosts — \(error)")
    }
  }

  /// What keeps the holds up to date; nil with a file.
  static func make(
    _ configuration: HostConfiguration, _ inbox: Inbox, _ metrics: MetricsRegistry, _ health: Health
  ) -> Leases? {
    guard let redis = configuration.state.redis else { return nil }
    return Leases(
      of: inbox, settings: LeaseSettings(life: redis.lease.milliseconds, place: place(configuration.control)),
      metrics: LeaseMetrics(metrics), health: health, log: Logger(label: "leases"))
  }

  /// What tells the other hosts which plugins serve here; nil with a file.
  static func serving(
    _ configuration: HostConfiguration, _ store: any StateStore, on loop: any EventLoop
  ) -> ServingRecords? {
    guard configuration.state.redis != nil else { return nil }
    return ServingRecords(store, place: place(configuration.control), on: loop)
  }

  /// The machine and the control socket: one process alone can have them, so that a host that was killed and started
  /// again takes what it had at once.
  private static func place(_ control: String) -> String {
    var name = [CChar](repeating: 0, count: 256)
    unsafe gethostname(&name, name.count - 1)
    let machine = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return "\(machine):\(control)"
  }
}
