package import HostOperations
import HostServices
package import Logging
import NIOCore
import Synchronization

/// Whoever handles what partitions hold. Called on threads of the store's.
protocol PartitionHandler: AnyObject, Sendable {
  /// These are held from now on, or may have got events that nobody told of: their events are read.
  func read(_ holds: [Hold])
  /// This one is not held any more.
  func drop(_ hold: Hold)
  /// A commit of anybody's put an entry somewhere.
  func heard(_ key: [UInt8], in space: String)
  /// The leases were renewed: what no store tells of is looked for.
  func renewed()
}

/// Takes part in the division of a store among hosts: renews the lease of this one, takes what is free, gives what is
/// too much, and notices what others took.
package final class Leases: Sendable {
  struct State {
    var book: LeaseBook
    var isBusy = false
    var isEnding = false
    var timer: Scheduled<Void>?
    /// Whether the store tells of appends at the moment.
    var isTold = false
    /// Told when nothing is under way.
    var whenIdle: [@Sendable () -> Void] = []
  }

  /// While partitions are given: how soon it is looked whether they are drained, in milliseconds.
  private static let haste: Int64 = 50

  let store: any StateStore
  let holds: Holds
  let log: Logger
  let metrics: LeaseMetrics
  let state: Mutex<State>
  private let settings: LeaseSettings
  private let lease: LeaseTime
  private let handler: any PartitionHandler
  private let loop: any EventLoop
  private let health: Health?

  /// - Parameters:
  ///   - holds: those of a shared store, which it keeps up to date.
  ///   - loop: what it waits on.
  ///   - health: where the number of partitions is shown.
  init(
    _ store: any StateStore, _ holds: Holds, handler: any PartitionHandler, settings: LeaseSettings,
    on loop: any EventLoop, metrics: LeaseMetrics, health: Health? = nil, log: Logger
  ) {
    guard let lease = holds.lease else { fatalError("leases of a store that nobody shares") }
    (self.store, self.holds, self.handler, self.settings) = (store, holds, handler, settings)
    (self.lease, self.loop, self.metrics, self.health, self.log) = (lease, loop, metrics, health, log)
    let host = EventID.fresh()
    state = Mutex(
      State(
        book: LeaseBook(
          host: host, place: settings.place, partitions: holds.partitions, life: settings.life)))
  }

  /// The leases of an inbox whose store hosts share.
  package convenience init(
    of inbox: Inbox, settings: LeaseSettings, metrics: LeaseMetrics, health: Health, log: Logger
  ) {
    self.init(
      inbox.store, inbox.holds, handler: inbox, settings: settings, on: inbox.loops[0], metrics: metrics,
      health: health, log: log)
  }

  // MARK: Life

  /// Joins the others, and takes its share.
  package func start() {
    (store as? any AppendFeed)?.onAppend { news in
      switch news {
      case .began:
        self.state.withLock { $0.isTold = true }
        self.handler.read(self.holds.all)
      case .appended(let space, let key): self.handler.heard(key, in: space)
      case .ended: self.state.withLock { $0.isTold = false }
      }
    }
    beat()
  }

  /// Begins no more events, and gives each partition once it is drained.
  package func leave() {
    state.withLock { $0.book.leave() }
    for hold in holds.all { hold.give() }
    beat()
  }

  /// Gives what is left, drained or not, and renews no more.
  package func close() async {
    let isBusy = state.withLock { state in
      state.isEnding = true
      state.timer?.cancel()
      return state.isBusy
    }
    if isBusy {
      await withCheckedContinuation { (waiting: CheckedContinuation<Void, Never>) in
        let isIdle = state.withLock { state in
          if state.isBusy { state.whenIdle.append { waiting.resume() } }
          return !state.isBusy
        }
        if isIdle { waiting.resume() }
      }
    }
    for hold in holds.all {
      hold.end()
      await commit(state.withLock { $0.book.steps(giving: hold.partition) })
    }
    await commit([.delete(LeaseRecords.host(state.withLock { $0.book.host }))])
  }

  private func commit(_ steps: [StateCommit.Step]) async {
    // Whoever finds it left later waits until the lease has run out.
    _ = await withCheckedContinuation { waiting in
      store.commit(StateCommit(id: nil, steps: steps), to: LeaseRecords.space) {
        waiting.resume(returning: $0)
      }
    }
  }

  // MARK: The beat

  /// Renews, looks and does what follows; then again after a while.
  func beat() {
    let renewal: StateCommit.Step? = state.withLock { state in
      guard !state.isBusy, !state.isEnding else { return nil }
      state.timer?.cancel()
      state.isBusy = true
      return state.book.renewal
    }
    guard let renewal else { return }
    let sent = lease.now
    CrashPoint.reach(.leaseRenewing)
    store.commit(StateCommit(id: nil, steps: [renewal]), to: LeaseRecords.space) { result in
      let isRenewed = if case .success = result { true } else { false }
      if isRenewed { CrashPoint.reach(.leaseRenewed) }
      // Not beside it: what is seen must be of a moment after the renewal.
      self.store.scan(StateRange(limit: 1000), of: LeaseRecords.space) { result in
        guard case .success(let page) = result else { return self.rest() }
        self.look(LeaseView(page.entries), renewed: isRenewed ? sent : nil)
      }
    }
  }

  private func look(_ view: LeaseView, renewed sent: Int64?) {
    let verdict = state.withLock { $0.book.look(view, at: lease.now) }
    lose(verdict.lost, view)
    for (number, token) in verdict.found { hold(number, token) }
    for number in verdict.give { holds[number]?.give() }
    // Only now: what another host has taken meanwhile must not go on.
    if let sent { lease.extend(until: sent + settings.trusted) }
    for hold in holds.all { hold.renewed() }
    forget(verdict.gone)
    let drained = state.withLock { state in
      state.book.giving.filter { self.holds[$0]?.isDrained ?? true }.sorted()
    }
    give(drained) { self.take(verdict.take, in: view) { self.told(view) } }
  }

  private func told(_ view: LeaseView) {
    let (held, isTold) = state.withLock { ($0.book.held.count, $0.isTold) }
    metrics.held.set(Int64(held))
    health?.set(
      "partitions", ready: true,
      reason:
        "\(held) of \(holds.partitions), \(view.members.count == 1 ? "1 host" : "\(view.members.count) hosts")"
    )
    if !isTold { handler.read(holds.all) }
    handler.renewed()
    rest()
  }

  /// Until the next beat.
  private func rest() {
    let idle = state.withLock { state in
      state.isBusy = false
      if !state.isEnding {
        let pause = state.book.giving.isEmpty ? settings.beat : min(Self.haste, settings.beat)
        state.timer = loop.scheduleTask(in: .milliseconds(pause)) { self.beat() }
      }
      defer { state.whenIdle = [] }
      return state.whenIdle
    }
    for tell in idle { tell() }
  }

  // MARK: Partitions

  private func hold(_ number: Int, _ token: UInt64) {
    let hold = Hold(number, token: token, lease: lease)
    holds.add(hold)
    if state.withLock({ $0.isEnding || $0.book.isLeaving }) { hold.give() }
    handler.read([hold])
  }

  private func lose(_ numbers: [Int], _ view: LeaseView) {
    guard !numbers.isEmpty else { return }
    for number in numbers { drop(number) }
    metrics.lost.increment(by: UInt64(numbers.count))
    let owners = Set(
      numbers.map { number in
        view.owners[number].map { view.members[$0.host]?.place ?? $0.host } ?? "nobody"
      })
    log.warning(
      """
      lost \(Self.text(numbers)) to \(owners.sorted().joined(separator: ", ")), for this host did not renew its lease: \
      what it has of them in hand is dropped
      """)
  }

  private func drop(_ number: Int) {
    guard let hold = holds.remove(number) else { return }
    hold.end()
    handler.drop(hold)
  }

  private func take(_ numbers: [Int], in view: LeaseView, _ done: @escaping @Sendable () -> Void) {
    guard !numbers.isEmpty else { return done() }
    let steps = state.withLock { $0.book.steps(taking: numbers, in: view) }
    CrashPoint.reach(.leaseTaking)
    store.commit(StateCommit(id: nil, steps: steps), to: LeaseRecords.space) { result in
      // Otherwise somebody else was faster, or it is found at the next look.
      if case .success(let receipt) = result {
        CrashPoint.reach(.leaseTaken)
        self.state.withLock { state in
          for number in numbers { state.book.took(number, token: receipt.version) }
        }
        for number in numbers { self.hold(number, receipt.version) }
        self.metrics.taken.increment(by: UInt64(numbers.count))
        let owners = Set(numbers.compactMap { view.owners[$0]?.host }).map { view.members[$0]?.place ?? $0 }
        let from =
          owners.isEmpty ? "" : " from \(owners.sorted().joined(separator: ", ")), whose lease ran out"
        self.log.notice("took \(Self.text(numbers))\(from)")
      }
      done()
    }
  }

  private func give(_ numbers: [Int], _ done: @escaping @Sendable () -> Void) {
    guard !numbers.isEmpty else { return done() }
    let steps = state.withLock { state in numbers.flatMap { state.book.steps(giving: $0) } }
    CrashPoint.reach(.leaseGiving)
    store.commit(StateCommit(id: nil, steps: steps), to: LeaseRecords.space) { result in
      if case .success = result {
        CrashPoint.reach(.leaseGiven)
        for number in numbers {
          self.state.withLock { $0.book.forget(number) }
          self.drop(number)
        }
        self.metrics.given.increment(by: UInt64(numbers.count))
        self.log.notice("gave \(Self.text(numbers))")
      }
      done()
    }
  }

  /// Clears away what dead hosts left.
  private func forget(_ hosts: [String: UInt64]) {
    for (id, version) in hosts {
      let key = LeaseRecords.host(id)
      store.commit(
        StateCommit(id: nil, steps: [.expect(key, version: version), .delete(key)]), to: LeaseRecords.space
      ) { _ in }
    }
  }

  private static func text(_ numbers: [Int]) -> String {
    "\(numbers.count == 1 ? "partition" : "partitions") \(numbers.map(String.init).joined(separator: ", "))"
  }
}
