import PaymentsDomain
import PaymentsSOAP

extension BankRequest {
  /// A SOAP question as an HTTP request.
  init(_ call: SOAPCall, to url: String) {
    self.init(
      url: url,
      head: [Field("Content-Type", "text/xml; charset=utf-8"), Field("SOAPAction", "\"\(call.action)\"")],
      body: call.envelope)
  }
}

extension BankReply {
  /// The answer to a SOAP question. A fault may come with the status 500, as SOAP 1.1 has it, or with any other.
  ///
  /// - Throws: what a reply counts as that says nothing.
  func soap(_ operation: String) throws(ReplyError) -> SOAPReply {
    guard case .answered(let status, let body) = self else {
      _ = try success()
      throw ReplyError(.protocolMalformed)
    }
    let isSuccess = (200..<300).contains(status)
    let reply: SOAPReply
    do {
      reply = try SOAPReply(body, to: operation)
    } catch {
      if case .fault = error { throw ReplyError(.protocolFault) }
      throw ReplyError(isSuccess ? .protocolMalformed : .protocolHTTP)
    }
    guard isSuccess else { throw ReplyError(.protocolHTTP) }
    return reply
  }
}
