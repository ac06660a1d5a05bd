import PaymentsDomain

/// What a person is told of a payment, and what to do next: one for each sort of state and failure.
enum OutcomeText: CaseIterable {
  case choose, preparing, ready, checking, paid, cancelled, funds, pin, declined, late, unpaid, gatewayTrouble
  case goesBack, wentBack, review, refunding, refunded

  /// Of an invoice's last payment; nil is none yet.
  static func of(_ payment: Payment?) -> OutcomeText {
    guard let payment else { return .choose }
    switch payment.state {
    case .created, .requesting, .requestUnknown: return .preparing
    case .redirectReady: return .ready
    case .returned, .expiring, .verifying, .verifyUnknown, .verified, .settling, .settleUnknown:
      return .checking
    case .settled, .activating, .active, .partiallyRefunded: return .paid
    case .cancelled, .failed, .requestFailed, .expired: return .of(payment.failure)
    case .mismatch, .reversing: return .goesBack
    case .reversed: return .wentBack
    case .needsReview: return .review
    case .refunding, .refundUnknown: return .refunding
    case .refunded: return .refunded
    }
  }

  private static func of(_ failure: Failure?) -> OutcomeText {
    switch failure {
    case .userCancelled: .cancelled
    case .declinedFunds, .declinedLimit: .funds
    case .declinedPIN: .pin
    case .declinedExpired, .declinedLost, .declinedOther, .issuerUnavailable: .declined
    case .expiredWindow: .late
    case .declinedUnpaid, .declinedNotFound: .unpaid
    case .integrityReplay: .review
    default: .gatewayTrouble
    }
  }

  /// Whether the page looks again by itself.
  var isWaiting: Bool { self == .preparing || self == .checking || self == .goesBack || self == .refunding }

  /// Whether another attempt may be begun.
  var allowsAnother: Bool {
    switch self {
    case .choose, .cancelled, .funds, .pin, .declined, .late, .unpaid, .gatewayTrouble, .wentBack: true
    default: false
    }
  }

  /// The heading, and what to do next.
  func text(_ language: Language) -> (title: String, next: String) {
    language == .persian ? persian : english
  }

  private var english: (title: String, next: String) {
    switch self {
    case .choose: ("Pay", "Choose where to pay.")
    case .preparing: ("One moment", "We are asking the bank for its page. This page looks again by itself.")
    case .ready: ("Go to the bank", "Continue to the bank's page. You come back here afterwards.")
    case .checking:
      ("We are asking the bank", "Do not pay again. This page looks again by itself; you may also close it.")
    case .paid: ("Paid", "Thank you. What you bought is active.")
    case .cancelled: ("You went back", "Nothing was paid. You can try again.")
    case .funds: ("Not enough", "The card has not enough money, or is past its limit. Try another card.")
    case .pin: ("Wrong PIN", "The bank did not take the PIN. Try again, or another card.")
    case .declined: ("The bank refused", "Nothing was paid. Try another card, or again later.")
    case .late:
      ("Too late", "The time for paying is over. If money was taken it goes back by itself. Try again.")
    case .unpaid: ("Nothing was paid", "The bank knows of no payment. You can try again.")
    case .gatewayTrouble:
      ("The gateway does not work", "Nothing was paid. Try again later, or another gateway.")
    case .goesBack:
      ("The money goes back", "The payment was not what we asked for. The bank is giving it back.")
    case .wentBack: ("The money went back", "The bank gave it back. It may take a day until you see it.")
    case .review: ("Somebody is looking at it", "Do not pay again. We know of it, and will put it right.")
    case .refunding: ("The refund is under way", "The bank was asked to give it back.")
    case .refunded: ("Refunded", "All of it went back.")
    }
  }

  private var persian: (title: String, next: String) {
    switch self {
    case .choose: ("پرداخت", "درگاه پرداخت را انتخاب کنید.")
    case .preparing: ("چند لحظه", "در حال گرفتن صفحهٔ بانک هستیم. این صفحه خودبه‌خود تازه می‌شود.")
    case .ready: ("رفتن به بانک", "به صفحهٔ بانک بروید. پس از پرداخت به همین‌جا برمی‌گردید.")
    case .checking:
      ("در حال پرسیدن از بانک", "دوباره پرداخت نکنید. این صفحه خودبه‌خود تازه می‌شود؛ می‌توانید آن را ببندید.")
    case .paid: ("پرداخت شد", "سپاس. آنچه خریدید فعال است.")
    case .cancelled: ("انصراف دادید", "چیزی پرداخت نشد. می‌توانید دوباره تلاش کنید.")
    case .funds: ("موجودی کافی نیست", "موجودی یا سقف کارت کافی نیست. کارت دیگری را بیازمایید.")
    case .pin: ("رمز نادرست", "بانک رمز را نپذیرفت. دوباره یا با کارت دیگری تلاش کنید.")
    case .declined: ("بانک نپذیرفت", "چیزی پرداخت نشد. با کارت دیگر یا کمی بعد تلاش کنید.")
    case .late: ("دیر شد", "زمان پرداخت گذشته است. اگر پولی کم شده خودبه‌خود برمی‌گردد. دوباره تلاش کنید.")
    case .unpaid: ("چیزی پرداخت نشد", "بانک پرداختی نمی‌شناسد. می‌توانید دوباره تلاش کنید.")
    case .gatewayTrouble: ("درگاه کار نمی‌کند", "چیزی پرداخت نشد. بعداً یا با درگاه دیگری تلاش کنید.")
    case .goesBack: ("پول برمی‌گردد", "پرداخت با درخواست ما یکی نبود. بانک پول را برمی‌گرداند.")
    case .wentBack: ("پول برگشت", "بانک پول را برگرداند. شاید تا یک روز طول بکشد تا ببینید.")
    case .review: ("در دست بررسی است", "دوباره پرداخت نکنید. از آن آگاهیم و درستش می‌کنیم.")
    case .refunding: ("در حال بازگرداندن", "از بانک خواسته‌ایم پول را برگرداند.")
    case .refunded: ("بازگردانده شد", "همهٔ پول برگشت.")
    }
  }
}
