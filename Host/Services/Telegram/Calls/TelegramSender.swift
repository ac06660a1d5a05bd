internal import Synchronization

/// Sends calls when their turn comes, and does with the answer what can be done without whoever asked: waits for as long
/// as a 429 says, follows a group that became a supergroup, and stops a bot whose token is no more.
package final class TelegramSender: Sendable {
  /// A call and who asks for it.
  package struct Order: Sendable {
    /// The call.
    package var call: TelegramCall
    /// Which bot is to make it.
    package var bot: Int64
    /// Who asks, such as a plugin's id.
    package var caller: String
    /// How urgent it is.
    package var urgency: SendUrgency
    /// For how long it may wait for its turn in all, in milliseconds; nil is for ever.
    package var patience: Int64?
    /// Whether a 429 is waited out; else it is told at once, and held to by those that follow.
    package var waitsOut: Bool

    /// Describes an order.
    package init(
      _ call: TelegramCall, bot: Int64, caller: String, urgency: SendUrgency, patience: Int64? = 30_000,
      waitsOut: Bool = true
    ) {
      (self.call, self.bot, self.caller) = (call, bot, caller)
      (self.urgency, self.patience, self.waitsOut) = (urgency, patience, waitsOut)
    }
  }

  /// What came of an order.
  package struct Report: Sendable, Equatable {
    /// What came of its last attempt.
    package var outcome: TelegramOutcome
    /// The new id of its chat, a group that has become a supergroup.
    package var chat: Int64?
    /// Whether its turn has come at all.
    package var hadTurn: Bool

    /// Reports an outcome.
    package init(outcome: TelegramOutcome, chat: Int64? = nil, hadTurn: Bool = true) {
      (self.outcome, self.chat, self.hadTurn) = (outcome, chat, hadTurn)
    }
  }

  private struct State {
    var limiter: SendLimiter
    var waiting: [UInt64: CheckedContinuation<Bool, Never>] = [:]
    var ids: UInt64 = 0
    /// When the limiter is looked at next without being asked, in its time.
    var look: Int64 = .max
    var isClosed = false
  }

  private let api: TelegramCaller
  private let token: @Sendable (Int64) async -> BotToken?
  private let revoked: @Sendable (Int64, String) -> Void
  private let clock: StateClock
  private let state: Mutex<State>

  /// - Parameters:
  ///   - token: the token of a bot that may act; nil for any other.
  ///   - revoked: told that the token of a bot is no more.
  package init(
    _ api: TelegramCaller, limits: SendLimits = SendLimits(), clock: StateClock = .system,
    token: @escaping @Sendable (Int64) async -> BotToken?,
    revoked: @escaping @Sendable (Int64, String) -> Void
  ) {
    (self.api, self.token, self.revoked, self.clock) = (api, token, revoked, clock)
    state = Mutex(State(limiter: SendLimiter(limits)))
  }

  /// Sends a call.
  ///
  /// - Parameter before: asked when the turn has come, before the first byte of each attempt: false sends nothing. Here
  ///   the attempt of a call is recorded that must not be made twice.
  package func send(
    _ order: Order, before: @Sendable () async -> Bool = { true }
  ) async -> Report {
    let deadline = order.patience.map { now + $0 * 1000 } ?? .max
    var (call, chat): (TelegramCall, Int64?) = (order.call, nil)
    while true {
      let id = state.withLock { state in
        state.ids += 1
        return state.ids
      }
      let send = PendingSend(
        id: id, bot: order.bot, target: call.target, caller: order.caller, urgency: order.urgency,
        weight: call.weight)
      var report = await attempts(send, call, until: deadline, waitsOut: order.waitsOut, before)
      guard case .migrated(let next, _) = report.outcome else {
        report.chat = chat
        return report
      }
      guard chat == nil else {
        report.chat = next
        return report
      }
      // Refused is not sent: to the new chat it goes once.
      (call, chat) = (call.moved(to: next), next)
    }
  }

  /// Downloads a file by its id.
  ///
  /// - Parameter take: gets the bytes in order.
  /// - Returns: how many bytes came.
  package func download(
    _ file: String, bot: Int64, limit: Int64, _ take: (sending [UInt8]) async throws -> Void
  ) async throws(TelegramDownloadError) -> Int64 {
    guard let token = await token(bot) else { throw .noFile(.notSent(Self.noToken)) }
    do throws(TelegramDownloadError) {
      return try await api.download(file, as: token, limit: limit, take)
    } catch {
      if case .noFile(.revoked(let why)) = error { revoked(bot, why) }
      throw error
    }
  }

  private static let noToken = "the bot is not here, switched off, or its token was revoked"

  /// Lets nothing go any more: what waits is told that its turn did not come.
  package func close() {
    let waiting = state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    for one in waiting { one.resume(returning: false) }
  }

  private func attempts(
    _ send: PendingSend, _ call: TelegramCall, until deadline: Int64, waitsOut: Bool,
    _ before: @Sendable () async -> Bool
  ) async -> Report {
    var hasTurn = await turn(send.id, until: deadline) { $0.append(send) }
    while hasTurn {
      let outcome = await attempt(send, call, until: deadline, before)
      let time = now
      guard case .retry(let seconds, _) = outcome else {
        if case .revoked(let why) = outcome { revoked(send.bot, why) }
        change { $0.ended(send.id, isTaken: outcome.isTaken) }
        return Report(outcome: outcome)
      }
      guard waitsOut, time + Int64(seconds) * 1_000_000 <= deadline else {
        change { $0.refused(send.id, retryAfter: seconds, again: false, at: time) }
        return Report(outcome: outcome)
      }
      hasTurn = await turn(send.id, until: deadline) { $0.refused(send.id, retryAfter: seconds, at: time) }
    }
    return Report(
      outcome: .notSent("its turn did not come in time: more was to be sent than Telegram takes"),
      hadTurn: false)
  }

  private func attempt(
    _ send: PendingSend, _ call: TelegramCall, until deadline: Int64, _ before: @Sendable () async -> Bool
  ) async -> TelegramOutcome {
    guard let token = await token(send.bot) else {
      return .notSent(Self.noToken)
    }
    guard await before() else { return .notSent("it is not wanted any more") }
    var call = call
    // What is begun late has a second, so that it is not broken off at once.
    if deadline < .max { call.timeout = min(call.timeout, max(1000, Int((deadline - now) / 1000))) }
    return await api.call(call, as: token)
  }

  // MARK: Turns

  /// The limiter's time.
  private var now: Int64 { clock.steady() * 1000 }

  /// Waits until a call may go; false when it may not in time.
  ///
  /// - Parameter enter: puts the call among those that wait.
  private func turn(
    _ id: UInt64, until deadline: Int64, _ enter: (inout SendLimiter) -> Void
  ) async -> Bool {
    let giveUp =
      deadline == .max
      ? nil
      : Task {
        try? await Task.sleep(for: .microseconds(max(0, deadline - now)))
        if !Task.isCancelled { leave(id) }
      }
    defer { giveUp?.cancel() }
    return await withCheckedContinuation { waiting in
      change { limiter in
        enter(&limiter)
      } first: {
        $0.waiting[id] = waiting
      }
    }
  }

  private func leave(_ id: UInt64) {
    let waiting = state.withLock { state in
      guard let waiting = state.waiting.removeValue(forKey: id) else {
        return nil as CheckedContinuation<Bool, Never>?
      }
      state.limiter.remove(id)
      return waiting
    }
    waiting?.resume(returning: false)
  }

  /// Changes the limiter, and lets go whom it lets go.
  private func change(
    _ change: (inout SendLimiter) -> Void = { _ in }, first: (inout State) -> Void = { _ in }
  ) {
    let time = now
    let (ready, look): ([CheckedContinuation<Bool, Never>], Int64?) = state.withLock { state in
      first(&state)
      change(&state.limiter)
      guard !state.isClosed else { return ([], nil) }
      var ready: [CheckedContinuation<Bool, Never>] = []
      while let send = state.limiter.next(at: time) {
        if let waiting = state.waiting.removeValue(forKey: send.id) {
          ready.append(waiting)
        } else {
          state.limiter.ended(send.id, isTaken: false)
        }
      }
      guard let wake = state.limiter.wake, wake < state.look else { return (ready, nil) }
      state.look = wake
      return (ready, wake)
    }
    for waiting in ready { waiting.resume(returning: true) }
    if state.withLock({ $0.isClosed }) { close() }
    guard let look else { return }
    Task {
      try? await Task.sleep(for: .microseconds(max(1000, look - now)))
      // A later look may have been asked for meanwhile; it asks again.
      state.withLock { if $0.look == look { $0.look = .max } }
      self.change()
    }
  }
}
