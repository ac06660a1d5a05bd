package import HostServices
package import NIOCore
import Synchronization

/// What hosts that share a store serve, each in an entry of its own beside the leases: `s` and the host's place, which
/// has the plugins' ids. So a plugin's state is not taken from under it by somebody who asks another host.
package final class ServingRecords: Sendable {
  private struct State {
    var ids: Set<String> = []
    /// What the store has, as far as is known.
    var written: Set<String>?
    var isBusy = false
  }

  /// How soon it is tried again after the store did not take it.
  private static let pause = TimeAmount.seconds(1)
  private static let separator: UInt8 = 0

  private let store: any StateStore
  private let place: String
  private let loop: any EventLoop
  private let state = Mutex(State())

  /// - Parameters:
  ///   - store: one that hosts share.
  ///   - place: this host's, as its lease has it.
  ///   - loop: what it waits on.
  package init(_ store: any StateStore, place: String, on loop: any EventLoop) {
    (self.store, self.place, self.loop) = (store, place, loop)
  }

  private static func key(_ place: String) -> [UInt8] { [UInt8(ascii: "s")] + place.utf8 }

  // MARK: Of this host

  /// Writes down which plugins serve here from now on, by their ids.
  package func tell(_ ids: Set<String>) {
    state.withLock { $0.ids = ids }
    write()
  }

  private func write() {
    let ids: Set<String>? = state.withLock { state in
      guard !state.isBusy, state.ids != state.written else { return nil }
      state.isBusy = true
      return state.ids
    }
    guard let ids else { return }
    let key = Self.key(place)
    let value = Array(ids.sorted().joined(separator: "\0").utf8)
    let step = ids.isEmpty ? StateCommit.Step.delete(key) : .put(key, value, expires: 0)
    store.commit(StateCommit(id: nil, steps: [step]), to: LeaseRecords.space) { result in
      let isWritten = if case .success = result { true } else { false }
      self.state.withLock { state in
        (state.isBusy, state.written) = (false, isWritten ? ids : nil)
      }
      if isWritten { self.write() } else { self.loop.scheduleTask(in: Self.pause) { self.write() } }
    }
  }

  // MARK: Of others

  /// The places of other hosts that live and serve a plugin.
  package func others(serving id: String) async throws(StateFailure) -> [String] {
    let page = try await withCheckedContinuation { waiting in
      store.scan(StateRange(limit: 1000), of: LeaseRecords.space) { waiting.resume(returning: $0) }
    }.get()
    // What a host that was killed has left means nothing once its lease is cleared away.
    let living = Set(LeaseView(page.entries).members.values.map(\.place))
    return page.entries.compactMap { entry in
      guard entry.key.first == UInt8(ascii: "s") else { return nil }
      let place = String(decoding: entry.key.dropFirst(), as: UTF8.self)
      let ids = entry.value.split(separator: Self.separator).map { String(decoding: $0, as: UTF8.self) }
      return place != self.place && living.contains(place) && ids.contains(id) ? place : nil
    }
  }
}
