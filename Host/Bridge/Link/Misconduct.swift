import Synchronization

/// How often a generation broke the contract about completions and registrations.
package final class Misconduct: Sendable {
  private let late = Atomic<UInt64>(0)
  private let twice = Atomic<UInt64>(0)
  private let never = Atomic<UInt64>(0)
  private let outsideStart = Atomic<UInt64>(0)

  /// A completion after the deadline.
  package func lateCompletion() { late.wrappingAdd(1, ordering: .relaxed) }
  /// A completion of a ticket that was completed before.
  func secondCompletion() { twice.wrappingAdd(1, ordering: .relaxed) }
  /// Events never completed when the generation ended.
  func abandoned(_ count: Int) { never.wrappingAdd(UInt64(count), ordering: .relaxed) }

  /// A registration outside of `start`.
  func registrationOutsideStart() { outsideStart.wrappingAdd(1, ordering: .relaxed) }

  /// Registrations outside of `start`, which were refused.
  package var registrationsOutsideStart: UInt64 { outsideStart.load(ordering: .relaxed) }

  /// The counts of completions so far.
  package var counts: (late: UInt64, twice: UInt64, never: UInt64) {
    (late.load(ordering: .relaxed), twice.load(ordering: .relaxed), never.load(ordering: .relaxed))
  }
}
