import PaymentsDomain

/// ZarinPal's codes of the SOAP interface (`larabook/gateway`, `src/Zarinpal/ZarinpalException.php`). Version 4 of
/// the REST interface has the same numbers with other meanings: this table is of SOAP only.
enum ZarinPalCodes {
  static func failure(_ code: Int64) -> Failure {
    switch code {
    case -1, -3, -12, -34, -41, -42: .configRequest
    case -2: .configMerchant
    case -4, -40: .configMerchant
    case -11, -54: .declinedNotFound
    case -21: .declinedUnpaid
    case -22: .declinedOther
    case -33: .integrityAmount
    default: .protocolMalformed
    }
  }
}
