import PaymentsDomain
import RoostJSON

/// Stripe's errors (https://docs.stripe.com/api/errors), which come with a status of 400 to 499.
enum StripeCodes {
  static func failure(_ status: Int, _ json: JSONValue?) -> Failure {
    let code = json?["error"]?["code"]?.string
    switch (status, code) {
    case (_, "charge_already_refunded"?): return .alreadyRefunded
    case (_, "amount_too_large"?), (_, "amount_too_small"?): return .configRequest
    case (401, _), (403, _): return .configCredentials
    case (404, _): return .declinedNotFound
    // The same key is with another request of ours, or too many came: it is not known what becomes of it.
    case (409, _), (429, _): return .protocolHTTP
    case (400, _) where json?["error"] != nil: return .configRequest
    case (402, _): return .declinedOther
    default: return .protocolHTTP
    }
  }
}
