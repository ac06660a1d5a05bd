package import NIOCore

/// A call of one plugin to a method of another's, from the moment it is taken until it is answered.
///
/// What is asked of it after it was made is asked on its loop.
package final class ServiceCall: @unchecked Sendable {
  /// Told the code of `abi.h`, and the answer or a message, on the call's loop.
  typealias Answer = @Sendable (Int32, [UInt8]) -> Void

  /// The method's whole name.
  package let name: String
  /// The id of the plugin that calls.
  package let caller: String
  /// The id of the event that it is made for, which logs find it by; nil for none.
  package let eventID: String?
  /// The question.
  package let body: ByteBuffer
  /// When it is to be answered in any case, on the monotonic clock in nanoseconds.
  package let deadline: UInt64
  /// The calls that are made for each other, this one the last.
  package let chain: CallChain
  /// The loop that the caller waits on.
  package let loop: any EventLoop
  /// Its number.
  package let loopIndex: Int

  private var answered: Answer?
  private var leave: (() -> Void)?

  init(
    name: String, caller: String, eventID: String?, body: ByteBuffer, deadline: UInt64, chain: CallChain,
    loop: any EventLoop, loopIndex: Int, answered: @escaping Answer
  ) {
    (self.name, self.caller, self.eventID, self.body) = (name, caller, eventID, body)
    (self.deadline, self.chain, self.loop, self.loopIndex) = (deadline, chain, loop, loopIndex)
    self.answered = answered
  }

  /// Answers it, unless it is answered or its caller has gone. On its loop.
  package func answer(_ bytes: UnsafeRawBufferPointer) { answer(0, unsafe Array(bytes)) }

  /// Answers it with a code of `abi.h` and a message of at most 1,024 bytes, likewise.
  package func fail(_ code: Int32, _ message: String) { answer(code, Array(message.utf8.prefix(1024))) }

  private func answer(_ code: Int32, _ bytes: [UInt8]) {
    leave = nil
    answered.take()?(code, bytes)
  }

  /// Says what is to be done when the caller goes before there is an answer. On its loop.
  package func whenCallerLeaves(_ leave: @escaping () -> Void) { self.leave = leave }

  /// The caller has gone. On its loop.
  func callerLeft() {
    answered = nil
    leave.take()?()
  }
}

/// Brings calls to whoever provides what they call.
package protocol ServiceDispatch: Sendable {
  /// Takes a call and answers it. Called on the call's loop, and never inside a call that a plugin makes.
  func begin(_ call: ServiceCall)
}
