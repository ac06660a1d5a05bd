import CRoostSDK
import RoostJSON

/// A message of a topic, a job that is due, or a run of a schedule.
///
/// Reads the host's memory in place and is valid until the handler has returned.
public struct Message: KeptEvent {
  let exchange: Exchange

  /// The topic, or the job's or the schedule's name.
  public var name: String { text(0) }
  /// The id of the plugin that published or scheduled it.
  public var sender: String { text(1) }
  /// The event's id, as in the host's log.
  public var eventID: String { text(2) }
  /// When it was published, or was due, in milliseconds since 1970.
  public var time: Int64 { number(0) }
  /// 1 when it is handled for the first time.
  public var attempt: Int { Int(number(1)) }
  /// What names it to the host.
  public var ticket: EventTicket { EventTicket(number: exchange.ticket) }

  /// What was sent along, copied.
  public var body: [UInt8] { unsafe exchange.withBody { unsafe Array($0) } }

  /// What was sent along, read as JSON.
  ///
  /// - Throws: `DecodingError`.
  public func json<T: Decodable>(as type: T.Type = T.self) throws -> T {
    try unsafe exchange.withBody { try unsafe JSONCoder.decode(type, from: $0) }
  }

  private func text(_ field: Int32) -> String {
    unsafe exchange.withBlock { unsafe String(roost_sdk_message_text($0, field)) }
  }

  private func number(_ field: Int32) -> Int64 {
    unsafe exchange.withBlock { unsafe roost_sdk_message_number($0, field) }
  }
}
