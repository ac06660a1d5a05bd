/// A run of keys to read.
package struct StateRange: Sendable, Equatable {
  /// The first key that may be in it.
  package var from: [UInt8]
  /// The first key after it; empty is none.
  package var to: [UInt8]
  /// Most entries of a page, at least 1.
  package var limit: Int
  /// Whether the last key comes first.
  package var isDescending: Bool

  /// Makes a range.
  package init(from: [UInt8] = [], to: [UInt8] = [], limit: Int, isDescending: Bool = false) {
    self.from = from
    self.to = to
    self.limit = limit
    self.isDescending = isDescending
  }
}

/// A part of a range.
package struct StatePage: Sendable, Equatable {
  /// The entries in the range's order.
  package var entries: [StateEntry]
  /// Whether the range has more.
  package var hasMore: Bool

  /// Makes a page.
  package init(entries: [StateEntry], hasMore: Bool) {
    self.entries = entries
    self.hasMore = hasMore
  }
}
