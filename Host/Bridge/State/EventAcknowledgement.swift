package import HostServices

/// The event in a handler's hands, as far as a commit of its plugin's is concerned. Called from any thread.
package protocol EventAcknowledgement: AnyObject, Sendable {
  /// What a commit takes in to acknowledge the event.
  ///
  /// - Parameter decision: what else the commit does, for whoever asks later.
  func parts(of decision: EventDecision) -> [StateCommit.Part]
  /// A commit with the parts is there.
  func committed(_ receipt: StateReceipt)
}
