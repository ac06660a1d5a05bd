import CRoostSDK
import RoostJSON

/// What other plugins provide, called by name.
///
/// Each call needs a grant, `service:` and a pattern, which the manifest asks for with the reason, such as
/// `{"name": "service:payments.lookup", "reason": "shows what was paid"}`. A call that is made while the provider is
/// being replaced waits for the new version. A call that a handler makes ends at the deadline of its event.
///
///     let receipt: Receipt = try await context.services.call("payments.lookup", order)
public struct Services: Sendable {
  /// Calls a method with JSON, and reads its answer as JSON.
  ///
  /// - Parameters:
  ///   - name: the method's whole name.
  ///   - question: what is asked.
  ///   - type: of the answer.
  ///   - time: until it is answered in any case.
  /// - Throws: ``PluginError``: `permanent` when no plugin provides it, `retryable` or `busy` when nothing has happened
  ///   and it may work later, `unknown` when it may or may not have happened, `denied` without a grant, and else what
  ///   the provider failed with; `DecodingError` for an answer of another form.
  public func call<Answer: Decodable>(
    _ name: String, _ question: some Encodable, as type: Answer.Type = Answer.self,
    within time: Duration = .seconds(10)
  ) async throws -> Answer {
    try JSONCoder.decode(type, from: try await call(name, bytes: JSONCoder.encode(question), within: time))
  }

  /// Calls a method with bytes, at most 1 MiB, and returns the bytes of its answer.
  ///
  /// - Throws: ``PluginError``, as ``call(_:_:as:within:)`` does.
  public func call(_ name: String, bytes question: [UInt8] = [], within time: Duration = .seconds(10))
    async throws -> [UInt8]
  {
    let (seconds, rest) = time.components
    let milliseconds = max(1, seconds.multipliedOrMost(by: 1000) + rest / 1_000_000_000_000_000)
    let ticket = CurrentEvent.ticket
    var answer = await ask(name, question, milliseconds, ticket)
    // The event that this work was begun for is done, and the work goes on.
    if answer.code == ROOST_STALE, ticket != 0 { answer = await ask(name, question, milliseconds, 0) }
    return try answer.result(
      name, absent: "it is not allowed, or this host offers no services (roost.services/1)",
      bounds: "a name has 1 to \(ROOST_SERVICE_NAME_MAX) bytes, a question at most 1 MiB")
  }

  private func ask(_ name: String, _ question: [UInt8], _ time: Int64, _ ticket: UInt64) async
    -> Questions.Answer
  {
    let name = Array(name.utf8)
    return await Questions.ask { id in
      unsafe name.withUnsafeBufferPointer { name in
        unsafe question.withUnsafeBufferPointer { question in
          unsafe roost_sdk_service_call(
            name.baseAddress, UInt64(name.count), question.baseAddress, UInt64(question.count), time, ticket,
            id)
        }
      }
    }
  }
}

extension Int64 {
  fileprivate func multipliedOrMost(by factor: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max / 2 : product
  }
}
