import CRoostSDK

/// A registered handler of calls, kept as long as the plugin.
final class ServiceBox: Sendable {
  let action: @Sendable (ServiceCall) async throws -> [UInt8]
  init(action: @escaping @Sendable (ServiceCall) async throws -> [UInt8]) { self.action = action }
}

@c(roost_sdk_swift_service)
func serviceEvent(
  user: UnsafeMutableRawPointer?, ticket: UInt64, loop: UInt64, deadline: Int64,
  block: UnsafeRawPointer?, body: UnsafePointer<UInt8>?, bodySize: UInt64
) -> Int32 {
  let box = unsafe Unmanaged<ServiceBox>.fromOpaque(user!).takeUnretainedValue()
  let exchange = unsafe Exchange(
    ticket: ticket, loop: loop, deadline: deadline, block: block!, body: body, bodySize: bodySize)
  run(exchange) {
    do {
      let answer = try await box.action(ServiceCall(exchange: exchange))
      guard exchange.finish() else { return }
      _ = unsafe answer.withUnsafeBufferPointer {
        unsafe roost_sdk_complete(ticket, $0.baseAddress, UInt64($0.count))
      }
    } catch {
      exchange.fail(error)
    }
  }
  return ROOST_PENDING
}
