import PaymentsDomain
import PaymentsGateways
import Roost

/// What gateways tell by themselves: signed, and even so only a reason to ask.
struct Webhooks: Sendable {
  let cashier: Cashier

  var handlers: [any Handler] {
    [
      POST("/payments/webhook/{gateway}", body: .buffered(limit: 256 << 10)) { request in
        guard let stripe = try await cashier.gateways.driver(GatewayName(request["gateway"])) as? Stripe
        else {
          throw HTTPError(.notFound, "there is no such gateway")
        }
        let number: Int64?
        do {
          number = try stripe.webhook(
            request.body, signature: request.header("Stripe-Signature"), now: Chance.now)
        } catch {
          cashier.log.warning("a webhook of \(request["gateway"]) was not listened to: \(error)")
          throw HTTPError(.badRequest, "the signature is not right")
        }
        if let number, let id: PaymentID = try await cashier.state.value(Key.order(number)) {
          _ = try await cashier.apply(.returned(Hint(claimsPaid: true)), to: id)
        }
        return HTTPStatus.ok
      }
    ]
  }
}
