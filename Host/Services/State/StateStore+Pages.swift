extension StateStore {
  /// Reads a space from a key on, page by page: each page is of a moment of its own.
  ///
  /// - Parameters:
  ///   - limit: most entries of a page.
  ///   - body: gets each page's entries; false ends it.
  /// - Throws: why the store cannot read, or what body throws.
  package func pages(
    of space: StateSpace, from key: [UInt8] = [], limit: Int = 1000,
    _ body: ([StateEntry]) async throws(StateFailure) -> Bool
  ) async throws(StateFailure) {
    var range = StateRange(from: key, limit: limit)
    while true {
      let page = try await withCheckedContinuation { waiting in
        scan(range, of: space) { waiting.resume(returning: $0) }
      }.get()
      guard try await body(page.entries), page.hasMore, let last = page.entries.last else { return }
      range.from = last.key + [0]
    }
  }
}
