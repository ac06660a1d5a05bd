/// What a gateway can do, and its clocks: all that the machine knows of one.
package struct GatewayProfile: Sendable, Hashable {
  /// Whose numbers its receipts have: the same for all gateways of one bank, whichever interface they speak.
  package var bank: String
  /// Whether money is ours only after a settlement of its own.
  package var hasSettlement: Bool
  /// Whether a confirmed payment can be given back before it is settled.
  package var canReverse: Bool
  /// Whether a settled payment can be given back.
  package var canRefund: Bool
  /// Whether it says what became of a refund.
  package var canInquireRefund: Bool
  /// Whether it says how a transaction stands without changing it.
  package var canInquire: Bool
  /// Whether a payment is confirmed only by a number that the person brings along.
  package var needsReference: Bool
  /// How long a person can pay after being sent there.
  package var payWindow: Duration
  /// How long after a payment it can be confirmed; then the bank gives it back by itself.
  package var verifyWindow: Duration
  /// How long after confirmation it can be given back or settled.
  package var reversalWindow: Duration

  /// Makes a profile.
  package init(
    bank: String, hasSettlement: Bool = false, canReverse: Bool = false, canRefund: Bool = false,
    canInquireRefund: Bool = false, canInquire: Bool = false, needsReference: Bool = false,
    payWindow: Duration, verifyWindow: Duration, reversalWindow: Duration
  ) {
    self.bank = bank
    self.hasSettlement = hasSettlement
    self.canReverse = canReverse
    self.canRefund = canRefund
    self.canInquireRefund = canInquireRefund
    self.canInquire = canInquire
    self.needsReference = needsReference
    self.payWindow = payWindow
    self.verifyWindow = verifyWindow
    self.reversalWindow = reversalWindow
  }
}
