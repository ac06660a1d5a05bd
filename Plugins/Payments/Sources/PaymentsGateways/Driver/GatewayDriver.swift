package import PaymentsDomain

/// Speaks to one gateway: questions out, answers in, and nothing else. It keeps nothing, asks nobody and decides
/// nothing; what its answers mean is the domain's.
///
/// A driver is a folder, and a line of ``Gateways``.
package protocol GatewayDriver: Sendable {
  /// The name that the operator configures it by.
  static var kind: String { get }
  /// Whose numbers its receipts have; drivers of one bank have the same.
  static var bank: String { get }

  /// Takes its settings.
  ///
  /// - Throws: ``GatewayError`` for what is missing or makes no sense.
  init(_ settings: GatewaySettings) throws(GatewayError)

  /// What it can do, and its clocks.
  var profile: GatewayProfile { get }
  /// Our account there.
  var merchant: String { get }
  /// What its amounts count.
  var unit: CurrencyUnit { get }

  /// The request that asks a question.
  ///
  /// - Throws: ``GatewayError`` for what this gateway has no question for.
  func request(_ question: BankQuestion) throws(GatewayError) -> BankRequest
  /// What the answer to a question means.
  func read(_ reply: BankReply, to question: BankQuestion) -> BankAnswer
  /// How the person is sent to the bank's page; nil before there is a token.
  ///
  /// - Parameter callback: where the person comes back to.
  func redirect(_ payment: Payment, callback: String) -> Redirect?
  /// What a callback says.
  ///
  /// - Throws: ``CallbackError`` for what is not ours.
  func callback(_ fields: CallbackFields, for payment: Payment) throws(CallbackError) -> Hint

  /// The request for the list of what was paid and is to be confirmed; nil where there is none.
  func feedRequest() -> BankRequest?
  /// The tokens on that list.
  func feedTokens(_ reply: BankReply) -> [String]
}

extension GatewayDriver {
  /// None.
  package func feedRequest() -> BankRequest? { nil }
  /// None.
  package func feedTokens(_ reply: BankReply) -> [String] { [] }
}

/// What an operator configures of a gateway.
package struct GatewaySettings: Sendable {
  /// What it is called, such as in the callback's path.
  package var name: GatewayName
  /// Our account there.
  package var merchant: String
  /// Where it is, for a test's sake; nil is where it always is.
  package var base: String?
  /// What its amounts count, where that is the merchant's choice; nil is the gateway's usual unit.
  package var unit: CurrencyUnit?
  /// Its secrets by their names in the driver's documents, such as `password`.
  package var secrets: [String: String]

  /// Makes settings.
  package init(
    name: GatewayName, merchant: String, base: String? = nil, unit: CurrencyUnit? = nil,
    secrets: [String: String] = [:]
  ) {
    self.unit = unit
    self.name = name
    self.merchant = merchant
    self.base = base
    self.secrets = secrets
  }

  /// A secret that the driver cannot do without.
  ///
  /// - Throws: ``GatewayError/secret(_:)``.
  func secret(_ name: String) throws(GatewayError) -> String {
    guard let value = secrets[name], !value.isEmpty else { throw .secret(name) }
    return value
  }
}

/// A question, with all that a driver may need for it.
package struct BankQuestion: Sendable {
  /// What is asked.
  package var operation: BankCall.Operation
  /// Of which payment.
  package var payment: Payment
  /// Of which refund.
  package var refund: Refund?
  /// Where the person comes back to.
  package var callback: String
  /// When it is asked.
  package var now: Moment

  /// Makes a question.
  package init(
    _ operation: BankCall.Operation, _ payment: Payment, refund: Refund? = nil, callback: String, now: Moment
  ) {
    self.operation = operation
    self.payment = payment
    self.refund = refund
    self.callback = callback
    self.now = now
  }

  /// Our number of the order.
  ///
  /// - Throws: ``GatewayError/order``.
  func order() throws(GatewayError) -> BankOrder {
    guard let order = payment.order else { throw .order }
    return order
  }
}

/// Why a question cannot be asked.
package enum GatewayError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The gateway has no such question.
  case unsupported(BankCall.Operation)
  /// The payment has no order, or no number of the bank's, to ask by.
  case order
  /// A secret is missing.
  case secret(String)
  /// The account's name is not what the gateway's are like.
  case merchant(String)
  /// An amount of another unit.
  case money(MoneyError)

  /// For the operator.
  package var description: String {
    switch self {
    case .unsupported(let operation): "it has no \(operation.rawValue)"
    case .order: "the payment has no order to ask by"
    case .secret(let name): "the secret \"\(name)\" is missing — hint: name it under the gateway's secrets"
    case .merchant(let hint): "the merchant is not \(hint)"
    case .money(let error): "\(error)"
    }
  }
}
