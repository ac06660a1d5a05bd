/// The name of something of one kind, which cannot be taken for the name of another.
package struct Identifier<Kind>: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The name.
  package let text: String

  /// Wraps a name.
  package init(_ text: String) { self.text = text }

  /// The name.
  package var description: String { text }

  /// By their bytes.
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension Identifier: Codable {
  /// From a text.
  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  /// As a text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// Names a payment.
package typealias PaymentID = Identifier<Payment>
/// Names an invoice: what is owed, once, by whichever payment.
package typealias InvoiceID = Identifier<Invoice>
/// Names a refund of a payment, given by who asks for it: the same again is the same refund.
package typealias RefundID = Identifier<Refund>
/// Names a plan, whichever its version.
package typealias SKU = Identifier<Plan>
/// Names a gateway's account as the operator configured it, such as `zarinpal`.
package typealias GatewayName = Identifier<GatewayProfile>
