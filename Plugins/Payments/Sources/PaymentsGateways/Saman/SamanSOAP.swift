package import PaymentsDomain
import PaymentsSOAP

/// Saman's first interface, SOAP in rpc/encoded, amounts in rials (Parbad's `SamanHelper.cs`).
///
/// The merchant is the account's number; the secret `password` is for reversals. A confirmation's answer is the amount,
/// so that nothing is confirmed whose amount was not compared.
package struct SamanSOAP: GatewayDriver {
  /// `saman-soap`
  package static let kind = "saman-soap"
  /// As ``Saman/bank``: the same terminal, so that the same receipts come by both.
  package static let bank = "saman"
  /// The account.
  package let merchant: String
  private let password: String
  private let base: String

  /// Takes its settings.
  package init(_ settings: GatewaySettings) throws(GatewayError) {
    // The same text as REST has, since receipts are the account's whichever interface they come by.
    guard let number = Int64(settings.merchant), number > 0, "\(number)" == settings.merchant else {
      throw .merchant("an account's number, in digits that do not begin with 0")
    }
    merchant = settings.merchant
    password = try settings.secret("password")
    base = settings.base ?? "https://sep.shaparak.ir"
  }

  /// As ``Saman/profile``.
  package let profile = GatewayProfile(
    bank: Self.bank, canReverse: true, needsReference: true, payWindow: .seconds(1200),
    verifyWindow: .seconds(1800),
    reversalWindow: .seconds(3000))
  /// Rials.
  package let unit = CurrencyUnit.rial

  /// The question's envelope.
  package func request(_ question: BankQuestion) throws(GatewayError) -> BankRequest {
    let amount: Amount<IRR>
    do { amount = try Amount(question.payment.price) } catch { throw .money(error) }
    switch question.operation {
    case .request:
      return ask(
        "RequestToken", "/payments/initpayment.asmx",
        [
          .init("TermID", merchant), .init("ResNum", "\(try question.order().number)"),
          .init("TotalAmount", amount.count),
        ])
    case .verify:
      guard let reference = question.payment.reference else { throw .order }
      return ask(
        "verifyTransaction", "/payments/referencepayment.asmx",
        [.init("String_1", reference), .init("String_2", merchant)])
    case .reverse:
      guard let reference = question.payment.reference else { throw .order }
      return ask(
        "reverseTransaction", "/payments/referencepayment.asmx",
        [
          // What was paid goes back, where that is not what we asked for too.
          .init("String_1", reference),
          .init("String_2", "\(question.payment.confirmed?.count ?? amount.count)"),
          .init("Username", merchant),
          .init("Password", password),
        ])
    default: throw .unsupported(question.operation)
    }
  }

  private static let operations: [BankCall.Operation: String] = [
    .request: "RequestToken", .verify: "verifyTransaction", .reverse: "reverseTransaction",
  ]

  /// What `result` means: a token, an amount, or a negative code.
  package func read(_ reply: BankReply, to question: BankQuestion) -> BankAnswer {
    do throws(ReplyError) {
      let soap = try reply.soap(Self.operations[question.operation] ?? "")
      guard let text = try? soap.text("result") else { throw ReplyError(.protocolMalformed) }
      if question.operation == .request {
        if let code = Int(text), code < 0 { return .failed(SamanCodes.soap(code)) }
        guard (8...128).contains(text.utf8.count) else { throw ReplyError(.protocolMalformed) }
        return .token(text)
      }
      guard let value = Double(text), let number = Int64(exactly: value) else {
        throw ReplyError(.protocolMalformed)
      }
      guard number > 0 else { return .failed(SamanCodes.soap(Int(number))) }
      if question.operation == .reverse { return .done }
      guard let reference = question.payment.reference else { throw ReplyError(.protocolMalformed) }
      return .confirmed(BankConfirmation(reference: reference, amount: Money(number, .rial)))
    } catch {
      return .failed(error.failure)
    }
  }

  /// The bank's page, which hears only here where the person comes back to.
  package func redirect(_ payment: Payment, callback: String) -> Redirect? {
    guard let token = payment.order?.token else { return nil }
    return .form(
      action: base + "/payment.aspx", fields: [.init("Token", token), .init("RedirectURL", callback)])
  }

  /// See ``SamanCallback``.
  package func callback(_ fields: CallbackFields, for payment: Payment) throws(CallbackError) -> Hint {
    try SamanCallback.read(fields, payment, merchant: merchant)
  }

  private func ask(_ operation: String, _ path: String, _ fields: [SOAPCall.Field]) -> BankRequest {
    let call = SOAPCall(
      style: .encoded, namespace: "urn:Foo", operation: operation, action: "urn:Foo/\(operation)",
      fields: fields)
    return BankRequest(call, to: base + path)
  }
}
