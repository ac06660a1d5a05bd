import HostServices

@testable import HostDispatch

/// A store's leases as hosts find them, without a store: commits hold or fail as a store's would.
struct LeaseWorld {
  static let life: Int64 = 5000

  private(set) var view = LeaseView()
  private var version: UInt64 = 0
  var now: Int64 = 0
  let partitions: Int

  init(partitions: Int = 16) { self.partitions = partitions }

  func book(_ host: String, place: String? = nil) -> LeaseBook {
    LeaseBook(host: host, place: place ?? "at-\(host)", partitions: partitions, life: Self.life)
  }

  /// Applies steps; the version, or nil when an expectation does not hold.
  mutating func commit(_ steps: [StateCommit.Step]) -> UInt64? {
    for case .expect(let key, let version) in steps where self.version(of: key) != version { return nil }
    version += 1
    for step in steps {
      switch step {
      case .put(let key, let value, _) where key.first == UInt8(ascii: "h"):
        view.members[Self.text(key)] = try? LeaseMember(record: value, version: version)
      case .put(let key, let value, _):
        view.owners[Int(key[1])] = .init(host: String(decoding: value, as: UTF8.self), token: version)
      case .delete(let key) where key.first == UInt8(ascii: "h"): view.members[Self.text(key)] = nil
      case .delete(let key): view.owners[Int(key[1])] = nil
      default: break
      }
    }
    return version
  }

  private func version(of key: [UInt8]) -> UInt64 {
    key.first == UInt8(ascii: "h")
      ? view.members[Self.text(key)]?.version ?? 0 : view.owners[Int(key[1])]?.token ?? 0
  }

  private static func text(_ key: [UInt8]) -> String { String(decoding: key.dropFirst(), as: UTF8.self) }

  /// What a host does at a beat, everything at once and nothing in hand.
  @discardableResult
  mutating func beat(_ book: inout LeaseBook) -> LeaseBook.Verdict {
    _ = commit([book.renewal])
    let (seen, verdict) = (view, book.look(view, at: now))
    for number in book.giving where commit(book.steps(giving: number)) != nil { book.forget(number) }
    if !verdict.take.isEmpty, let token = commit(book.steps(taking: verdict.take, in: seen)) {
      for number in verdict.take { book.took(number, token: token) }
    }
    for (id, version) in verdict.gone {
      let key = LeaseRecords.host(id)
      _ = commit([.expect(key, version: version), .delete(key)])
    }
    return verdict
  }

  /// Lets time pass while a host alone beats, and again at the end; what it did then.
  @discardableResult
  mutating func pass(_ time: Int64, beating book: inout LeaseBook) -> LeaseBook.Verdict {
    let end = now + time
    while now + 1000 < end {
      now += 1000
      beat(&book)
    }
    now = end
    return beat(&book)
  }

  /// Whether a commit of a host's in a partition goes through.
  func admits(_ book: LeaseBook, _ number: Int) -> Bool {
    book.held[number].map { view.owners[number]?.token == $0 } ?? false
  }
}
