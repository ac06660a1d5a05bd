import CRoostSDK
import RoostJSON

/// Provides a method of a service, which other plugins call by ``Services/call(_:_:as:within:)``.
///
/// A name without a dot is put behind the plugin's id: `Provide("lookup")` of the plugin `payments` is
/// `payments.lookup`. What the handler throws, a ``PluginError``, is told to the caller with its class; any other error
/// is `permanent`.
///
///     Provide("lookup") { call in
///       let order: Order = try call.json()
///       return Receipt(number: order.number, paid: true)
///     }
public struct Provide: Handler {
  private let name: String
  private let action: @Sendable (ServiceCall) async throws -> [UInt8]

  /// A method that answers with JSON.
  public init<Answer: Encodable & Sendable>(
    _ name: String, _ action: @escaping @Sendable (ServiceCall) async throws -> Answer
  ) {
    self.init(bytes: name) { try JSONCoder.encode(try await action($0)) }
  }

  /// A method that answers with bytes, at most 1 MiB.
  public init(bytes name: String, _ action: @escaping @Sendable (ServiceCall) async throws -> [UInt8]) {
    self.name = name
    self.action = action
  }

  /// Registers with the host.
  public func register() throws { try Registrar.service(name, action) }
}
