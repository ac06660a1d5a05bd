package import PaymentsDomain
import RoostJSON

/// Saman (SEP), REST, amounts in rials (its document, 3.3).
///
/// The merchant is the terminal's number. The bank confirms the same number each time it is asked: that it counts once
/// is ours to see to, by the receipt.
package struct Saman: GatewayDriver {
  /// `saman`
  package static let kind = "saman"
  /// `saman`
  package static let bank = "saman"
  /// The terminal.
  package let merchant: String
  private let base: String

  /// Takes its settings.
  package init(_ settings: GatewaySettings) throws(GatewayError) {
    guard let terminal = Int64(settings.merchant), terminal > 0, "\(terminal)" == settings.merchant else {
      throw .merchant("a terminal's number, in digits that do not begin with 0")
    }
    merchant = settings.merchant
    base = settings.base ?? "https://sep.shaparak.ir"
  }

  /// What is not confirmed within 30 minutes goes back by itself; a reversal is possible for 50.
  package let profile = GatewayProfile(
    bank: Self.bank, canReverse: true, needsReference: true, payWindow: .seconds(1200),
    verifyWindow: .seconds(1800),
    reversalWindow: .seconds(3000))
  /// Rials.
  package let unit = CurrencyUnit.rial

  /// The question's JSON.
  package func request(_ question: BankQuestion) throws(GatewayError) -> BankRequest {
    switch question.operation {
    case .request:
      let amount: Amount<IRR>
      do { amount = try Amount(question.payment.price) } catch { throw .money(error) }
      let body: [(String, JSONValue)] = [
        ("action", .string("token")), ("TerminalId", .string(merchant)),
        ("Amount", .number(JSONNumber(amount.count))),
        ("ResNum", .string("\(try question.order().number)")), ("RedirectUrl", .string(question.callback)),
        ("TokenExpiryInMin", .number(JSONNumber(20))),
      ]
      return ask("/onlinepg/onlinepg", body)
    case .verify, .reverse:
      guard let reference = question.payment.reference, let terminal = Int64(merchant) else { throw .order }
      let path = question.operation == .verify ? "VerifyTransaction" : "ReverseTransaction"
      return ask(
        "/verifyTxnRandomSessionkey/ipg/\(path)",
        [("RefNum", .string(reference)), ("TerminalNumber", .number(JSONNumber(terminal)))])
    default: throw .unsupported(question.operation)
    }
  }

  /// What the answer means.
  package func read(_ reply: BankReply, to question: BankQuestion) -> BankAnswer {
    do throws(ReplyError) {
      let body = try reply.success()
      guard body.count <= 256 << 10, let json = try? JSONValue(parsing: body) else {
        throw ReplyError(.protocolMalformed)
      }
      if question.operation == .request { return try token(json) }
      guard let code = json["ResultCode"]?.int else { throw ReplyError(.protocolMalformed) }
      // 2: it was confirmed, or reversed, before.
      guard code == 0 || code == 2 else { return .failed(SamanCodes.rest(code)) }
      return question.operation == .reverse ? .done : try confirmation(json, question)
    } catch {
      return .failed(error.failure)
    }
  }

  private func token(_ json: JSONValue) throws(ReplyError) -> BankAnswer {
    switch json["status"]?.int {
    case 1:
      guard let token = json["token"]?.string, (8...128).contains(token.utf8.count) else {
        throw ReplyError(.protocolMalformed)
      }
      return .token(token)
    case -1:
      let code = json["errorCode"]?.int ?? json["errorCode"]?.string.flatMap { Int($0) }
      return .failed(code.flatMap(SamanCodes.page) ?? .configRequest)
    default: throw ReplyError(.protocolMalformed)
    }
  }

  private func confirmation(_ json: JSONValue, _ question: BankQuestion) throws(ReplyError) -> BankAnswer {
    // `OrginalAmount` is the bank's spelling.
    guard json["Success"]?.bool == true, let detail = json["TransactionDetail"],
      let amount = detail["OrginalAmount"]?.int, let reference = question.payment.reference
    else { throw ReplyError(.protocolMalformed) }
    if let named = detail["RefNum"]?.string, named != reference { return .failed(.integrityOrder) }
    var confirmation = BankConfirmation(reference: reference, amount: Money(Int64(amount), .rial))
    if let terminal = detail["TerminalNumber"]?.int { confirmation.merchant = "\(terminal)" }
    return .confirmed(confirmation)
  }

  /// The bank's page.
  package func redirect(_ payment: Payment, callback: String) -> Redirect? {
    payment.order?.token.map {
      .form(action: base + "/OnlinePG/OnlinePG", fields: [.init("Token", $0), .init("GetMethod", "")])
    }
  }

  /// See ``SamanCallback``.
  package func callback(_ fields: CallbackFields, for payment: Payment) throws(CallbackError) -> Hint {
    try SamanCallback.read(fields, payment, merchant: merchant)
  }

  private func ask(_ path: String, _ fields: [(String, JSONValue)]) -> BankRequest {
    let body = JSONValue.object(fields.map { JSONMember($0.0, $0.1) }).serialized()
    return BankRequest(url: base + path, head: [.init("Content-Type", "application/json")], body: body)
  }
}
