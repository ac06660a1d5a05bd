import CRoost
import FrameLayout
import HostLoader
import HostOperations
package import HostServices
import RoostManifestFormat
import Synchronization

/// A store, and how much of it each plugin may fill.
package struct StateSetup: Sendable {
  let store: any StateStore
  let quota: Int?
  let effects: (any EffectDesk)?

  /// - Parameters:
  ///   - quota: most bytes of a plugin's state; nil is no bound.
  ///   - effects: takes the effects of commits; without one they are refused.
  package init(store: any StateStore, quota: Int?, effects: (any EffectDesk)? = nil) {
    self.store = store
    self.quota = quota
    self.effects = effects
  }
}

extension StateSetup {
  /// The version of a plugin's state, as it was written last; 0 when it has none, nil when the store cannot say.
  package func form(of plugin: String) async -> UInt32? {
    let spaces = await withCheckedContinuation { waiting in store.usage { waiting.resume(returning: $0) } }
    return try? spaces.get().first { $0.plugin == plugin }?.form ?? 0
  }
}

/// Takes the questions of one generation to the store: reads their blocks, bounds what waits, writes the
/// blocks of the answers.
final class StateDesk: Sendable {
  /// Told the code, and the block or message, once and on any thread.
  typealias Answer = @Sendable (Int32, [UInt8]) -> Void

  private let store: any StateStore
  private let effects: (any EffectDesk)?
  private let space: StateSpace
  private let fetch: FetchDesk?
  private let telegram: TelegramDesk?
  /// Older versions that its state may be turned to.
  private let returns: Set<Int>
  private let budget = Mutex(
    CallBudget(calls: Int(ROOST_STATE_CALLS_MAX), bytes: Int(ROOST_STATE_CALLS_BYTES)))
  private let reads = ReadTurns()

  /// - Parameters:
  ///   - fetch: knows where requests may be sent that are effects.
  ///   - telegram: knows which calls may be made that are effects.
  init(
    _ setup: StateSetup, of manifest: Manifest, fetch: FetchDesk? = nil, telegram: TelegramDesk? = nil
  ) {
    (self.fetch, self.telegram) = (fetch, telegram)
    store = setup.store
    effects = setup.effects
    returns = Set(manifest.state.returns)
    space = StateSpace(plugin: manifest.id, form: UInt32(manifest.state.writes), quota: setup.quota)
  }

  /// Takes a question by its number in `frames.h`, with a borrowed block of the form that `state.h` gives it.
  ///
  /// - Parameter answer: followed by ``taken(_:size:)`` once the plugin, or its worker's socket, has the answer.
  /// - Returns: `ROOST_DONE` when there will be an answer, else why there will be none.
  func ask(_ method: UInt32, _ block: UnsafeRawBufferPointer, _ answer: @escaping Answer) -> Int32 {
    let size = block.count
    guard size <= Int(ROOST_STATE_COMMIT_BYTES) else { return ROOST_INVALID }
    guard budget.withLock({ $0.take(size) }) else { return ROOST_BUSY }
    let end: Answer = { code, bytes in
      self.budget.withLock { $0.giveBack(size) }
      answer(code, bytes)
    }
    do throws(StateBlockError) {
      switch Int32(bitPattern: method) {
      case STATE_GET:
        let keys = unsafe try StateBlock.keys(block)
        reads.begin(ReadTurns.weight(ofKeys: size)) { [store, space] in
          store.get(keys, of: space) { Self.finish($0, end) { StateBlock.page(of: keys, $0) } }
        }
      case STATE_SCAN:
        let range = unsafe try StateBlock.range(block)
        reads.begin(ReadTurns.page) { [store, space] in
          store.scan(range, of: space) { Self.finish($0, end, StateBlock.page) }
        }
      case STATE_COMMIT:
        let (commit, effects, ticket, form) = unsafe try StateBlock.commit(block)
        let space = try space(of: form)
        self.commit(commit, to: space, effects, ticket, end)
      default: throw StateBlockError("it is no question of this version")
      }
    } catch {
      let message = Array(error.description.utf8)
      if let weight = Self.weight(method, size) {
        reads.begin(weight) { end(ROOST_INVALID, message) }
      } else {
        end(ROOST_INVALID, message)
      }
    }
    return ROOST_DONE
  }

  /// The space as a commit leaves it that says of which version the state is then.
  private func space(of form: Int64?) throws(StateBlockError) -> StateSpace {
    guard let form, form != Int64(space.form) else { return space }
    guard let older = Int(exactly: form), returns.contains(older) else {
      throw StateBlockError(
        "the state would be of version \(form), which is not in the manifest's state.returns")
    }
    var space = space
    space.leaves = UInt32(older)
    return space
  }

  private func commit(
    _ commit: StateCommit, to space: StateSpace, _ effects: [Effect], _ ticket: UInt64,
    _ end: @escaping Answer
  ) {
    var event: (any EventAcknowledgement)?
    var generation: UInt64 = 0
    if ticket != 0 {
      guard let owner = Tickets.shared.find(ticket), owner.generation.plugin == space.plugin else {
        return end(
          ROOST_STALE, Array("the ticket is not open, so that its event cannot be acknowledged".utf8))
      }
      event = owner.acknowledgement
      generation = owner.generation.number
    }
    var planned: [PlannedEffect] = []
    if !effects.isEmpty {
      guard let desk = self.effects else {
        return end(ROOST_DENIED, Array("effects are not taken here".utf8))
      }
      do throws(PluginFailure) {
        for effect in effects { try check(effect) }
        planned = try desk.plan(effects, of: space.plugin, in: event)
      } catch {
        return end(error.code, Array(error.message.utf8.prefix(1024)))
      }
    }
    let decision = EventDecision(
      steps: commit.steps, effects: planned, plugin: space.plugin, generation: generation)
    let parts = EffectParts(event?.parts(of: decision) ?? [], planned.flatMap(\.steps))
    var commit = commit
    commit.others = parts.parts
    let own = commit.steps.count
    CrashPoint.reach(.commitReceived)
    store.commit(commit, to: space) { [event] result in
      if case .success(let receipt) = result {
        CrashPoint.reach(.commitStored)
        event?.committed(receipt)
        parts.committed(receipt, own: own)
      }
      Self.finish(result, end, StateBlock.receipt)
      CrashPoint.reach(.commitAnswered)
    }
  }

  /// Whether an effect that leaves the host may; looked at again when it does.
  private func check(_ effect: Effect) throws(PluginFailure) {
    do throws(FetchFailure) {
      switch effect {
      case .fetch(_, let request, _):
        guard let fetch else { throw FetchFailure(.denied, "no requests are sent here") }
        try fetch.check(request)
      case .telegram(_, let call, _):
        guard let telegram else { throw FetchFailure(.denied, "no calls of the Bot API are made here") }
        try telegram.check(call)
      case .publish, .schedule, .cancel, .notice: break
      }
    } catch {
      throw PluginFailure(code: error.code(isRepeatable: false), message: error.description)
    }
  }

  /// The answer to a question of this kind, of a block of this size, has been taken.
  func taken(_ method: UInt32, size: Int) {
    if let weight = Self.weight(method, size) { reads.end(weight) }
  }

  /// What a question weighs as a read; nil when it is none.
  private static func weight(_ method: UInt32, _ size: Int) -> Int? {
    switch Int32(bitPattern: method) {
    case STATE_COMMIT: nil
    case STATE_GET: ReadTurns.weight(ofKeys: size)
    default: ReadTurns.page
    }
  }

  private static func finish<Value>(
    _ result: Result<Value, StateFailure>, _ end: Answer, _ write: (Value) -> [UInt8]
  ) {
    switch result {
    case .success(let value): end(ROOST_DONE, write(value))
    case .failure(let failure): end(failure.kind.code, Array(failure.description.utf8.prefix(1024)))
    }
  }
}

extension StateFailure.Kind {
  /// The code that `state.h` gives it.
  fileprivate var code: Int32 {
    switch self {
    case .conflict: ROOST_CONFLICT
    case .denied: ROOST_DENIED
    case .invalid: ROOST_INVALID
    case .unavailable, .marked: ROOST_RETRYABLE
    case .stale: ROOST_STALE
    case .unknown: ROOST_UNKNOWN
    }
  }
}
