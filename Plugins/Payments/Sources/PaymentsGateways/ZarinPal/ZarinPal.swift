package import PaymentsDomain
import PaymentsSOAP

/// ZarinPal's first interface, SOAP in document/literal, amounts in **tomans**
/// (`/pg/services/WebGate/wsdl`; types as in a client generated from it, and in Parbad's first `ZarinPalHelper.cs`).
///
/// The merchant is an id of 36 characters; there is no secret. A confirmation is final: nothing settles or reverses.
package struct ZarinPal: GatewayDriver {
  /// `zarinpal-soap`
  package static let kind = "zarinpal-soap"
  /// `zarinpal`
  package static let bank = "zarinpal"
  /// The account's id.
  package let merchant: String
  private let base: String

  /// Takes its settings.
  package init(_ settings: GatewaySettings) throws(GatewayError) {
    guard settings.merchant.utf8.count == 36 else { throw .merchant("an id of 36 characters") }
    merchant = settings.merchant
    base = settings.base ?? "https://www.zarinpal.com"
  }

  /// A payment that is not confirmed within half an hour goes back by itself.
  package let profile = GatewayProfile(
    bank: Self.bank, payWindow: .seconds(1800), verifyWindow: .seconds(1800), reversalWindow: .seconds(1800))
  /// Tomans.
  package let unit = CurrencyUnit.toman

  /// The question's envelope.
  package func request(_ question: BankQuestion) throws(GatewayError) -> BankRequest {
    let amount: Amount<IRT>
    do { amount = try Amount(question.payment.price) } catch { throw .money(error) }
    switch question.operation {
    case .request:
      return ask(
        "PaymentRequest",
        [
          .init("MerchantID", merchant), .init("Amount", amount.count),
          .init("Description", question.payment.invoice.plan.title), .init("CallbackURL", question.callback),
        ])
    case .verify:
      guard let token = try question.order().token else { throw .order }
      // The pinned authority and our amount, never what the callback says.
      return ask(
        "PaymentVerification",
        [.init("MerchantID", merchant), .init("Authority", token), .init("Amount", amount.count)])
    default: throw .unsupported(question.operation)
    }
  }

  /// What the answer means.
  package func read(_ reply: BankReply, to question: BankQuestion) -> BankAnswer {
    do throws(ReplyError) {
      let isRequest = question.operation == .request
      let soap = try reply.soap(isRequest ? "PaymentRequest" : "PaymentVerification")
      guard let status = try? soap.number("Status") else { throw ReplyError(.protocolMalformed) }
      if isRequest {
        guard status == 100 else { return .failed(ZarinPalCodes.failure(status)) }
        guard let authority = try? soap.text("Authority"), Self.isAuthority(authority) else {
          throw ReplyError(.protocolMalformed)
        }
        return .token(authority)
      }
      // 101: it was confirmed before, and the same number comes.
      guard status == 100 || status == 101 else { return .failed(ZarinPalCodes.failure(status)) }
      guard let reference = try? soap.number("RefID"), reference > 0 else {
        throw ReplyError(.protocolMalformed)
      }
      return .confirmed(BankConfirmation(reference: "\(reference)"))
    } catch {
      return .failed(error.failure)
    }
  }

  /// The bank's page.
  package func redirect(_ payment: Payment, callback: String) -> Redirect? {
    payment.order?.token.map { .link("\(base)/pg/StartPay/\($0)") }
  }

  /// `Authority` and `Status`, `OK` or `NOK`, unsigned.
  package func callback(_ fields: CallbackFields, for payment: Payment) throws(CallbackError) -> Hint {
    try fields.require("Authority", toBe: payment.order?.token)
    switch try fields.required("Status") {
    case "OK": return Hint(claimsPaid: true)
    case "NOK": return Hint(claimsPaid: false, reason: .userCancelled)
    default: throw .malformed("Status")
    }
  }

  /// `GetUnverifiedTransactions`: the list of what was paid and is to be confirmed.
  package func feedRequest() -> BankRequest? {
    ask("GetUnverifiedTransactions", [.init("MerchantID", merchant)])
  }

  /// Whatever in the list looks like an authority, since its form is nowhere written down.
  package func feedTokens(_ reply: BankReply) -> [String] {
    guard let soap = try? reply.soap("GetUnverifiedTransactions"), (try? soap.number("Status")) == 100,
      let list = try? soap.text("Authorities")
    else { return [] }
    return list.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init).filter(
      Self.isAuthority)
  }

  private static func isAuthority(_ text: String) -> Bool {
    text.utf8.count == 36 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  private func ask(_ operation: String, _ fields: [SOAPCall.Field]) -> BankRequest {
    let call = SOAPCall(
      style: .qualified, namespace: "http://zarinpal.com/", operation: operation, action: "#\(operation)",
      fields: fields)
    return BankRequest(call, to: base + "/pg/services/WebGate/service")
  }
}
