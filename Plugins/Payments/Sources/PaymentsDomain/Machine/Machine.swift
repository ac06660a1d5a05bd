/// The chain of a payment: what happens, given where it is. It knows no gateway, asks nobody and reads no clock, so that
/// every race and every crash is a row of a table.
///
/// What it holds to: a question is written down before it is sent; what is not known is never a failure; a callback
/// decides nothing; a payment is settled, booked, given and its receipt taken in one commit; and a receipt that is
/// another payment's is refused.
package enum Machine {
  /// Judges an event.
  package static func apply(_ event: PaymentEvent, to payment: Payment, _ context: Context) -> Decision {
    var turn = Turn(payment, context)
    do throws(Refusal) {
      let unchanged: Unchanged? =
        switch event {
        case .begin: try turn.begin()
        case .returned(let hint): try turn.comeBack(hint)
        case .answered(let fence, let answer): turn.hear(answer, fence)
        case .due: turn.due()
        case .activated: try turn.activated()
        case .activationFailed: try turn.activationFailed()
        case .refund(let id, let amount): try turn.refund(id, amount)
        case .reported(let standing): turn.hearReport(standing)
        case .retry: try turn.retry()
        }
      return unchanged.map(Decision.unchanged) ?? turn.decision()
    } catch {
      return .refused(error)
    }
  }

  /// What the event would claim: who has it is to be read, and said in ``Context/owners``.
  ///
  /// - Parameter profile: the payment's gateway's.
  package static func claims(
    of event: PaymentEvent, for payment: Payment, at profile: GatewayProfile
  ) -> [Claim] {
    var reference = payment.reference
    if case .answered(_, .confirmed(let confirmation)) = event { reference = confirmation.reference }
    guard let reference else { return [.invoice(payment.invoice.id)] }
    return [
      .receipt(bank: profile.bank, merchant: payment.merchant, reference: reference),
      .invoice(payment.invoice.id),
    ]
  }
}
