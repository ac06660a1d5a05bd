import CRoostSDK

/// A registered handler of messages, kept as long as the plugin.
final class MessageBox: Sendable {
  let action: @Sendable (Message) async throws -> Void
  init(action: @escaping @Sendable (Message) async throws -> Void) { self.action = action }
}

@c(roost_sdk_swift_message)
func messageEvent(
  user: UnsafeMutableRawPointer?, ticket: UInt64, loop: UInt64, deadline: Int64,
  block: UnsafeRawPointer?, body: UnsafePointer<UInt8>?, bodySize: UInt64
) -> Int32 {
  let box = unsafe Unmanaged<MessageBox>.fromOpaque(user!).takeUnretainedValue()
  let exchange = unsafe Exchange(
    ticket: ticket, loop: loop, deadline: deadline, block: block!, body: body, bodySize: bodySize)
  run(exchange) {
    do {
      try await box.action(Message(exchange: exchange))
      guard exchange.finish() else { return }
      _ = roost_sdk_complete(ticket, nil, 0)
    } catch {
      exchange.fail(error)
    }
  }
  return ROOST_PENDING
}
