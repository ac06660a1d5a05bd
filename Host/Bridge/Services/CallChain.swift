/// Calls that are made for each other: what is called, and who waits for it.
package struct CallChain: Sendable, Equatable {
  /// The methods, the last called last.
  package private(set) var methods: [String]
  /// The plugins with an event in hand that waits for the last.
  package private(set) var waiting: [String]

  /// A chain; without anything that of an event that is no call.
  package init(methods: [String] = [], waiting: [String] = []) {
    (self.methods, self.waiting) = (methods, waiting)
  }

  /// The chain of a call that is made for an event of this one.
  func calling(_ method: String, for plugin: String) -> CallChain {
    CallChain(methods: methods + [method], waiting: waiting + [plugin])
  }
}
