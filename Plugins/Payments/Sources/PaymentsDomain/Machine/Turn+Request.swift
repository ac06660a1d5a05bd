// From the wish to pay to the bank's page.
extension Turn {
  /// Orders that a payment may have: numbers that collide, and answers that were lost.
  static let mostOrders = 5

  mutating func begin() throws(Refusal) -> Unchanged? {
    guard payment.state == .created else {
      guard payment.state != .requestFailed else { throw .state }
      return .further
    }
    askForToken()
    return nil
  }

  mutating func askForToken() {
    payment.order = BankOrder(
      number: context.freshNumber, attempt: (payment.order?.attempt ?? 0) + 1, asked: now, token: nil)
    move(to: .requesting)
    ask(.request)
  }

  mutating func hearRequest(_ answer: BankAnswer) {
    endCall()
    switch answer {
    case .token(let token, let page):
      payment.order?.token = token
      payment.order?.page = page
      payment.failure = nil
      payment.tries = 0
      move(to: .redirectReady)
      if profile.needsReference { emit(.wake(payEnd)) } else { waitAndTryAgain() }
    case .failed(let failure) where failure.reaction == .renumber:
      anotherOrder(failure)
    case .failed(let failure) where failure.reaction == .findOut:
      payment.failure = failure
      move(to: .requestUnknown)
      waitAndTryAgain()
    case .failed(let failure):
      note(failure)
      end(.requestFailed)
    default:
      note(.protocolMalformed)
      end(.requestFailed)
    }
  }

  /// Nobody was sent to the bank with the last order, and nobody will be: what token it may have runs out there.
  mutating func anotherOrder(_ failure: Failure) {
    guard (payment.order?.attempt ?? 0) < Self.mostOrders else { return end(.requestFailed, failure) }
    askForToken()
  }

  /// Until when the person can pay.
  var payEnd: Moment { (payment.order?.asked ?? payment.created) + profile.payWindow }
}
