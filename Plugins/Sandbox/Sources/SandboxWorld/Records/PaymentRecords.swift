import RoostJSON

/// What an invoice asks for; of a message, or of a link.
struct Invoice: Codable, Sendable {
  var bot: Int
  var payload: String
  var title: String
  var about: String
  var currency: String
  var total: Int
  var startParameter: String?
  /// Seconds, for subscriptions.
  var period: Int?
  var isFlexible = false
  var needs: [String] = []
  /// Kept by the message that it is in.
  var message: InChat?
  var prices: JSONValue = .array([])
  var photo: String?
  var mostTip: Int?
  var tips: [Int] = []
  /// Of a message's invoice: links can be paid again and again.
  var isPaid = false
}

/// A payment that was made.
struct Charge: Codable, Sendable {
  var id: String
  var bot: Int
  var user: Int
  var currency: String
  var total: Int
  var payload: String
  var date: Int
  var isRefunded = false
  /// Of subscriptions: until when it is paid, and whether it goes on.
  var until: Int?
  var isCanceled = false
  var period: Int?
}

/// A question to a bot that it must answer in time: a button pressed, or a payment about to be made.
struct Query: Codable, Sendable {
  enum Kind: String, Codable, Sendable { case callback, preCheckout, shipping, join }

  var id: String
  var kind: Kind
  var bot: Int
  var user: Int
  var date: Int
  var message: InChat?
  var invoice: String?
}
