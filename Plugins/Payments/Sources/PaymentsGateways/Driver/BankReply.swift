package import PaymentsDomain

/// An HTTP request to a gateway.
package struct BankRequest: Sendable, Equatable {
  /// A field of the head.
  package struct Field: Sendable, Hashable {
    /// Its name.
    package let name: String
    /// Its value.
    package let value: String

    /// Makes a field.
    package init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  /// Its method.
  package var method = "POST"
  /// Where it goes.
  package var url: String
  /// Its head.
  package var head: [Field] = []
  /// Its body.
  package var body: [UInt8] = []

  /// Makes a request.
  package init(_ method: String = "POST", url: String, head: [Field] = [], body: [UInt8] = []) {
    self.method = method
    self.url = url
    self.head = head
    self.body = body
  }
}

/// What came of a request.
package enum BankReply: Sendable, Equatable {
  /// An answer, of any status.
  case answered(status: Int, body: [UInt8])
  /// It was not sent.
  case notSent
  /// It may have been, and no whole answer came.
  case lost

  /// The body of a success.
  ///
  /// - Throws: the failure that anything else is: nothing that the gateway said.
  package func success() throws(ReplyError) -> [UInt8] {
    switch self {
    case .answered(200..<300, let body): return body
    case .answered: throw ReplyError(.protocolHTTP)
    case .notSent: throw ReplyError(.transportBeforeSend)
    case .lost: throw ReplyError(.transportAfterSend)
    }
  }
}

/// A reply that says nothing.
package struct ReplyError: Error, Sendable {
  /// What it counts as.
  package let failure: Failure

  /// Makes an error.
  package init(_ failure: Failure) { self.failure = failure }
}

/// How a person is sent to the bank.
package enum Redirect: Sendable, Hashable {
  /// By a link.
  case link(String)
  /// By a form that is sent to an address, with these fields.
  case form(action: String, fields: [Field])

  /// A field of a form.
  package struct Field: Sendable, Hashable {
    /// Its name.
    package let name: String
    /// Its value.
    package let value: String

    /// Makes a field.
    package init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }
}
