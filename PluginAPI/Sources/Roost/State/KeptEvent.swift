/// An event that may be kept by the host until it is acknowledged, see ``StateCommit/acknowledge(_:)``.
public protocol KeptEvent: Sendable {
  /// What names it to the host.
  var ticket: EventTicket { get }
}

/// What names an event to the host, until its handler has ended.
public struct EventTicket: Sendable, Hashable {
  let number: UInt64
}

extension Update: KeptEvent {
  /// What names it to the host.
  public var ticket: EventTicket { EventTicket(number: exchange.ticket) }
}

extension Request: KeptEvent {
  /// What names it to the host.
  public var ticket: EventTicket { EventTicket(number: exchange.ticket) }
}
