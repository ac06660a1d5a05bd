import CRoost

/// Extensions of the contract, those that a plugin is offered. The bits are those of `frames.h`.
package struct Extensions: OptionSet, Sendable, Hashable {
  /// One bit for each extension.
  package let rawValue: UInt32

  /// Takes the bits as they are, those of no extension included.
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// `roost.http/1`.
  package static let http = Extensions(rawValue: 1 << 1)
  /// `roost.updates/1`.
  package static let updates = Extensions(rawValue: 1 << 2)
  /// `roost.metrics/1`.
  package static let metrics = Extensions(rawValue: 1 << 3)
  /// `roost.state/1`.
  package static let state = Extensions(rawValue: 1 << 5)
  /// `roost.events/1`.
  package static let events = Extensions(rawValue: 1 << 6)
  /// `roost.secrets/1`.
  package static let secrets = Extensions(rawValue: 1 << 7)
  /// `roost.fetch/1`.
  package static let fetch = Extensions(rawValue: 1 << 8)
  /// `roost.files/1`.
  package static let files = Extensions(rawValue: 1 << 10)
  /// `roost.schedule/1`.
  package static let schedule = Extensions(rawValue: 1 << 11)
  /// `roost.services/1`.
  package static let services = Extensions(rawValue: 1 << 9)
  /// `roost.telegram/1`.
  package static let telegram = Extensions(rawValue: 1 << 12)
  /// All that this host has.
  package static let all: Extensions = [
    .http, .updates, .metrics, .state, .events, .secrets, .fetch, .services, .files, .schedule, .telegram,
  ]

  /// The extension of an id such as "roost.http/1"; none for an id this host does not know.
  package init(id: UnsafePointer<CChar>) {
    self =
      switch unsafe String(cString: id) {
      case ROOST_HTTP_ID: .http
      case ROOST_UPDATES_ID: .updates
      case ROOST_METRICS_ID: .metrics
      case ROOST_STATE_ID: .state
      case ROOST_EVENTS_ID: .events
      case ROOST_SECRETS_ID: .secrets
      case ROOST_FETCH_ID: .fetch
      case ROOST_FILES_ID: .files
      case ROOST_SCHEDULE_ID: .schedule
      case ROOST_SERVICES_ID: .services
      case ROOST_TELEGRAM_ID: .telegram
      default: []
      }
  }
}
