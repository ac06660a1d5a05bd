package import PaymentsDomain
import PaymentsSOAP

/// Behpardakht Mellat, SOAP with a qualified wrapper and unqualified children, amounts in rials (its document, v1.29;
/// envelopes as in Parbad's `MellatHelper.cs`).
///
/// The merchant is the terminal's number; `user` and the secret `password` go with each question. Confirmation carries no amount: what is
/// confirmed is the pair of our order and the bank's reference. Without a settlement no money comes.
package struct Mellat: GatewayDriver {
  /// `mellat`
  package static let kind = "mellat"
  /// `mellat`
  package static let bank = "mellat"
  /// The terminal.
  package let merchant: String
  private let terminal: Int64
  private let user: String
  private let password: String
  private let base: String

  /// Takes its settings.
  package init(_ settings: GatewaySettings) throws(GatewayError) {
    guard let terminal = Int64(settings.merchant), terminal > 0, "\(terminal)" == settings.merchant else {
      throw .merchant("a terminal's number, in digits that do not begin with 0")
    }
    self.terminal = terminal
    merchant = settings.merchant
    user = try settings.secret("user")
    password = try settings.secret("password")
    base = settings.base ?? "https://bpm.shaparak.ir"
  }

  /// What is not confirmed within 20 minutes goes back by itself; a reversal is possible for three hours. An inquiry is of
  /// a sale: what became of a refund it does not say.
  package let profile = GatewayProfile(
    bank: Self.bank, hasSettlement: true, canReverse: true, canRefund: true, canInquire: true,
    needsReference: true,
    payWindow: .seconds(900), verifyWindow: .seconds(1200), reversalWindow: .seconds(10_800))
  /// Rials.
  package let unit = CurrencyUnit.rial

  private static let operations: [BankCall.Operation: String] = [
    .request: "bpPayRequest", .verify: "bpVerifyRequest", .inquire: "bpInquiryRequest",
    .settle: "bpSettleRequest", .reverse: "bpReversalRequest", .refund: "bpRefundRequest",
  ]

  /// The question's envelope.
  package func request(_ question: BankQuestion) throws(GatewayError) -> BankRequest {
    guard let operation = Self.operations[question.operation] else { throw .unsupported(question.operation) }
    let order = try question.order().number
    var fields: [SOAPCall.Field] = [
      .init("terminalId", terminal), .init("userName", user), .init("userPassword", password),
    ]
    switch question.operation {
    case .request:
      let amount: Amount<IRR>
      do { amount = try Amount(question.payment.price) } catch { throw .money(error) }
      let time = LocalTime(question.now)
      fields += [
        .init("orderId", order), .init("amount", amount.count), .init("localDate", time.date),
        .init("localTime", time.time),
        .init("additionalData", String(question.payment.invoice.plan.title.prefix(250))),
        .init("callBackUrl", question.callback), .init("payerId", "0"),
      ]
    default:
      guard let text = question.payment.reference, let reference = Int64(text) else { throw .order }
      let number = question.operation == .refund ? question.refund?.number : order
      guard let number else { throw .order }
      fields += [.init("orderId", number), .init("saleOrderId", order), .init("saleReferenceId", reference)]
      if question.operation == .refund, let refund = question.refund {
        fields.append(.init("refundAmount", refund.amount.count))
      }
    }
    let call = SOAPCall(
      style: .wrapped, namespace: "http://interfaces.core.sw.bps.com/", operation: operation, action: "",
      fields: fields)
    return BankRequest(call, to: base + "/pgwchannel/services/pgw")
  }

  /// What the answer means: `return` is a code, at a request followed by a comma and the token.
  package func read(_ reply: BankReply, to question: BankQuestion) -> BankAnswer {
    do throws(ReplyError) {
      guard let operation = Self.operations[question.operation] else { throw ReplyError(.protocolMalformed) }
      let soap = try reply.soap(operation)
      guard let text = try? soap.text("return") else { throw ReplyError(.protocolMalformed) }
      let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard let code = Int(parts[0]) else { throw ReplyError(.protocolMalformed) }
      if question.operation == .request {
        guard code == 0 else { return .failed(MellatCodes.failure(code)) }
        guard parts.count == 2, (8...64).contains(parts[1].utf8.count) else {
          throw ReplyError(.protocolMalformed)
        }
        return .token(parts[1])
      }
      return MellatCodes.answer(code, question)
    } catch {
      return .failed(error.failure)
    }
  }

  /// A form that is sent, since the page takes no link.
  package func redirect(_ payment: Payment, callback: String) -> Redirect? {
    payment.order?.token.map {
      .form(action: base + "/pgwchannel/startpay.mellat", fields: [.init("RefId", $0)])
    }
  }

  /// Both of the stored pair must be there and be ours; the document forbids to confirm otherwise.
  package func callback(_ fields: CallbackFields, for payment: Payment) throws(CallbackError) -> Hint {
    try fields.require("RefId", toBe: payment.order?.token)
    try fields.require("SaleOrderId", toBe: payment.order.map { "\($0.number)" })
    guard let code = Int(try fields.required("ResCode")) else { throw .malformed("ResCode") }
    guard code == 0 else { return Hint(claimsPaid: false, reason: MellatCodes.failure(code)) }
    guard let reference = Int64(try fields.required("SaleReferenceId")), reference > 0 else {
      throw .malformed("SaleReferenceId")
    }
    return Hint(claimsPaid: true, reference: "\(reference)")
  }
}
