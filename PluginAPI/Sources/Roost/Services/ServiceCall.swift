import CRoostSDK
import RoostJSON

/// A call of another plugin to a method that this one provides.
///
/// Reads the host's memory in place and is valid until the handler has returned.
public struct ServiceCall: Sendable {
  let exchange: Exchange

  /// The method's whole name.
  public var name: String { text(0) }
  /// The id of the plugin that calls: what it may do with this method is for this plugin to decide.
  public var caller: String { text(1) }
  /// The id in the host's log, that of the event which the call is made for.
  public var eventID: String { text(2) }
  /// How many calls are made for each other, this one included.
  public var depth: Int { unsafe Int(exchange.withBlock { unsafe roost_sdk_service_depth($0) }) }

  /// The question, copied.
  public var body: [UInt8] { unsafe exchange.withBody { unsafe Array($0) } }

  /// The question, read as JSON.
  ///
  /// - Throws: `DecodingError`.
  public func json<T: Decodable>(as type: T.Type = T.self) throws -> T {
    try unsafe exchange.withBody { try unsafe JSONCoder.decode(type, from: $0) }
  }

  private func text(_ field: Int32) -> String {
    unsafe exchange.withBlock { unsafe String(roost_sdk_service_text($0, field)) }
  }
}
