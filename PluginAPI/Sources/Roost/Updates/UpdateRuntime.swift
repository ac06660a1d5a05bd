import CRoostSDK

/// A registered update handler, kept as long as the plugin.
final class UpdateBox: Sendable {
  let action: UpdateAction
  init(action: UpdateAction) { self.action = action }
}

@c(roost_sdk_swift_update)
func updateEvent(
  user: UnsafeMutableRawPointer?, ticket: UInt64, loop: UInt64, deadline: Int64,
  block: UnsafeRawPointer?, body: UnsafePointer<UInt8>?, bodySize: UInt64
) -> Int32 {
  let box = unsafe Unmanaged<UpdateBox>.fromOpaque(user!).takeUnretainedValue()
  let exchange = unsafe Exchange(
    ticket: ticket, loop: loop, deadline: deadline, block: block!, body: body, bodySize: bodySize)
  let update = Update(exchange: exchange)
  switch box.action {
  case .sync(let handler):
    do { exchange.answer(try handler(update), to: update) } catch { exchange.fail(error) }
  case .async(let handler):
    run(exchange) {
      do { exchange.answer(try await handler(update), to: update) } catch { exchange.fail(error) }
    }
  }
  return ROOST_PENDING
}

extension Exchange {
  fileprivate func answer(_ reply: UpdateReply, to update: Update) {
    let json = reply.json(for: update) ?? []
    guard finish() else { return }
    unsafe json.withUnsafeBufferPointer {
      _ = unsafe roost_sdk_complete(ticket, $0.baseAddress, UInt64($0.count))
    }
  }
}
