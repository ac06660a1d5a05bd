/// The calls of one bot that wait: which of them goes next. Pure; in microseconds.
///
/// Messages to one chat by one caller of one urgency are a row: they keep their order, and one is under way at a time.
/// A row that has something stands among those that may be ready, served in turn among callers, or among those that
/// wait for a time.
struct BotQueue {
  private struct Row: Hashable {
    let urgency: SendUrgency
    let caller: String
    let target: SendTarget

    init(_ send: PendingSend) { (urgency, caller, target) = (send.urgency, send.caller, send.target) }

    var rank: Int { target.isMessage ? 1 + urgency.rawValue : 0 }
  }

  private struct Waiting {
    var sends = ArrayQueue<PendingSend>()
    var isUnderWay = false
  }

  /// What goes now.
  enum Pick: Equatable {
    case send(PendingSend)
    /// Something may go from a time on.
    case later(Int64)
    case nothing
  }

  private enum Taken {
    case send(PendingSend)
    case blocked(Int64)
    case none
  }

  private let limits: SendLimits
  private var rows: [Row: Waiting] = [:]
  /// What is no message, answers, broadcasts.
  private var ready = [RoundRobin<String, Row>](repeating: RoundRobin(), count: 3)
  /// Of each of these the row whose turn it is and for which the bot's own limit has no room yet: later ones that need
  /// less must not overtake it for ever.
  private var chosen = [Row?](repeating: nil, count: 3)
  private var sleeping = TimeHeap<Row>()
  private var targets: [SendTarget: TargetState] = [:]
  private var countsUntilTidy = 1024
  private var second: SlidingWindow
  /// When the next broadcast is due: they go evenly, so that an answer finds room at once.
  private var broadcastDue: Int64 = .min
  private var held: Int64 = .min
  /// Targets that were told to wait since the last that was not.
  private var refused: Set<SendTarget> = []

  /// How far broadcasts may catch up with after a late look.
  private static let catchUp: Int64 = 100_000

  init(_ limits: SendLimits) {
    self.limits = limits
    second = SlidingWindow(most: limits.botPerSecond, length: 1_000_000)
  }

  mutating func append(_ send: PendingSend) { put(send) { $0.append(send) } }

  private mutating func put(_ send: PendingSend, _ change: (inout ArrayQueue<PendingSend>) -> Void) {
    let row = Row(send)
    let stands = rows[row].map { $0.isUnderWay || !$0.sends.isEmpty } ?? false
    change(&rows[row, default: Waiting()].sends)
    if !stands { place(row) }
  }

  private mutating func place(_ row: Row) { ready[row.rank].append(row, of: row.caller) }

  /// The next call that may go, counted as sent.
  ///
  /// - Parameter isGone: whether nobody wants a call any more, which then is left out.
  mutating func pick(at now: Int64, isGone: (UInt64) -> Bool) -> Pick {
    while let row = sleeping.pop(at: now) { place(row) }
    guard held <= now else { return .later(held) }
    for rank in 0..<3 {
      switch take(rank, at: now, isGone) {
      case .send(let send): return .send(send)
      // An answer that waits for the bot's own limit comes before all broadcasts.
      case .blocked(let time): return .later(min(time, sleeping.first ?? time))
      case .none: continue
      }
    }
    return sleeping.first.map { .later($0) } ?? .nothing
  }

  private mutating func take(_ rank: Int, at now: Int64, _ isGone: (UInt64) -> Bool) -> Taken {
    while let row = chosen[rank] ?? ready[rank].next()?.item {
      chosen[rank] = nil
      while let first = rows[row]?.sends.first, isGone(first.id) { _ = rows[row]?.sends.popFirst() }
      guard let send = rows[row]?.sends.first else {
        rows[row] = nil
        continue
      }
      let opens = targets[row.target]?.opens(send, limits) ?? .min
      guard opens <= now else {
        sleeping.insert(row, at: opens)
        continue
      }
      let room = opensForBot(send)
      guard room <= now else {
        chosen[rank] = row
        return .blocked(room)
      }
      _ = rows[row]?.sends.popFirst()
      if send.target.isMessage {
        rows[row]?.isUnderWay = true
      } else if rows[row]?.sends.isEmpty == true {
        rows[row] = nil
      } else {
        place(row)
      }
      count(send, at: now)
      return .send(send)
    }
    return .none
  }

  private func opensForBot(_ send: PendingSend) -> Int64 {
    guard send.target.isMessage else { return .min }
    let room = second.opens(for: send.weight)
    return send.urgency == .broadcast ? max(room, broadcastDue) : room
  }

  private mutating func count(_ send: PendingSend, at now: Int64) {
    guard send.target.isMessage else { return }
    targets[send.target, default: TargetState()].count(send, limits, at: now)
    second.count(send.weight, at: now)
    if send.urgency == .broadcast {
      let gap = 1_000_000 * Int64(send.weight) / Int64(limits.botPerSecond)
      broadcastDue = max(broadcastDue, now - Self.catchUp) + gap
    }
    countsUntilTidy -= 1
    if countsUntilTidy == 0 { tidy(at: now) }
  }

  /// Forgets targets that are as if nothing had been sent to them.
  private mutating func tidy(at now: Int64) {
    targets = targets.filter { !$0.value.isIdle(at: now) }
    countsUntilTidy = max(1024, targets.count)
  }

  // MARK: What came of calls

  /// A call was answered, or will not be: its row goes on.
  mutating func ended(_ send: PendingSend, isTaken: Bool) {
    if isTaken { refused = [] }
    release(Row(send))
  }

  private mutating func release(_ row: Row) {
    guard rows[row]?.isUnderWay == true else { return }
    rows[row]?.isUnderWay = false
    if rows[row]?.sends.isEmpty == true { rows[row] = nil } else { place(row) }
  }

  /// Telegram told to wait with a call, which may be put back before others of its row: the chat takes nothing until then.
  /// When that happens in several in a row, nothing of the bot's goes.
  mutating func held(_ send: PendingSend, until time: Int64, again: Bool) {
    targets[send.target, default: TargetState()].hold(until: time)
    refused.insert(send.target)
    if refused.count >= limits.chatsOfBot {
      held = max(held, time)
      refused = []
    }
    if !again {
      release(Row(send))
    } else if rows[Row(send)]?.isUnderWay == true {
      rows[Row(send)]?.sends.prepend(send)
      release(Row(send))
    } else {
      put(send) { $0.prepend(send) }
    }
  }
}
