import CRoost
import Synchronization

/// A lifecycle step that the plugin has not completed yet.
final class LifecycleCall: TicketOwner {
  let generation: Generation
  private let outcome = Mutex<Result<[UInt8], PluginFailure>?>(nil)
  private let latch = Latch()

  init(_ generation: Generation) { self.generation = generation }

  func complete(_ result: UnsafeRawBufferPointer) { settle(.success(unsafe Array(result))) }
  func fail(_ failure: PluginFailure) { settle(.failure(failure)) }

  func settle(_ result: Result<[UInt8], PluginFailure>) {
    outcome.withLock { if $0 == nil { $0 = result } }
    latch.open()
  }

  func result(within time: Duration, step: LifecycleStep) async -> Result<[UInt8], PluginFailure> {
    _ = await latch.wait(for: time)
    return outcome.withLock { $0 }
      ?? .failure(
        PluginFailure(
          code: ROOST_PERMANENT,
          message:
            "\(step.rawValue) did not finish within \(time) — hint: return ROOST_PENDING only if a completion follows"
        ))
  }
}
