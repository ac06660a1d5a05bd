import HostBridge

/// A private copy, removed from the disk when nobody needs it any more.
final class KeptCopy: Sendable {
  let copy: PrivateCopy
  private let intake: PluginIntake

  init(_ copy: PrivateCopy, of intake: PluginIntake) {
    self.copy = copy
    self.intake = intake
  }

  deinit { intake.discard(copy) }
}
