package import HostOperations

/// Where a plugin may send requests.
package struct FetchScope: Sendable, Equatable {
  /// Which addresses a request may end at.
  package enum Reach: Sendable, Equatable {
    /// Those on the open internet.
    case open
    /// Any, this machine's included.
    case any
  }

  private let places: [FetchPlace]

  /// What some grants come to.
  package init(_ grants: [Grant]) {
    places = grants.compactMap { grant in
      if case .fetch(let place) = grant { place } else { nil }
    }
  }

  /// Whether nothing is allowed.
  package var isEmpty: Bool { places.isEmpty }

  /// How far requests to a URL may go; nil when there may be none.
  package func reach(of url: FetchURL) -> Reach? {
    let fitting = places.filter { $0.covers(host: url.host, port: url.port, isEncrypted: url.isEncrypted) }
    guard !fitting.isEmpty else { return nil }
    return fitting.contains { $0.isPrivate } ? .any : .open
  }

  /// As ``reach(of:)``.
  ///
  /// - Throws: that there may be none, with a hint.
  @discardableResult
  package func check(_ url: FetchURL) throws(FetchFailure) -> Reach {
    if let reach = reach(of: url) { return reach }
    let place =
      (url.isEncrypted ? "" : "http://") + (url.host.contains(":") ? "[\(url.host)]" : url.host)
      + (url.port == (url.isEncrypted ? 443 : 80) ? "" : ":\(url.port)")
    throw FetchFailure(
      .denied,
      """
      requests to \(place) are not granted — hint: ask for fetch:\(place) in the manifest's capabilities, or grant it \
      with `grants: [fetch:\(place)]`
      """)
  }

  /// What is in another too, place by place.
  package func restricted(to other: FetchScope) -> FetchScope {
    FetchScope(places: places.filter { place in other.places.contains { $0.covers(place) } })
  }

  private init(places: [FetchPlace]) { self.places = places }
}
