import PaymentsDomain
import PaymentsGateways
import Roost
import RoostJSON

/// Hears what became of questions to banks.
struct Bank: Sendable {
  let cashier: Cashier

  var handler: any Handler {
    OnOutcome("bank") { outcome in
      let tag = try JSONCoder.decode(QuestionTag.self, from: outcome.tag)
      let reply = Self.reply(outcome.result)
      let result = try await cashier.apply(to: tag.payment, acknowledging: outcome) { payment, driver in
        let question = BankQuestion(
          tag.operation, payment, refund: payment.refunds.first { $0.id == tag.refund }, callback: "",
          now: Chance.now)
        return .answered(fence: tag.fence, driver.read(reply, to: question))
      }
      if case .unchanged(let why)? = result?.decision {
        cashier.log.info("payment \(tag.payment): an answer was not listened to: \(why.rawValue)")
      }
    }
  }

  private static func reply(_ result: Outcome.Result) -> BankReply {
    switch result {
    // A body that was cut off is no answer.
    case .answered(let response) where response.isCut: .lost
    case .answered(let response): .answered(status: response.status, body: response.body)
    case .unknown: .lost
    case .failed: .notSent
    }
  }
}
