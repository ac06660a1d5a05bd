/// Which call of which bot goes when, so that Telegram's limits hold: for each chat, each group and each bot. Pure: the
/// time is told, in microseconds since any moment, and never goes back.
///
/// Bots are served in turn, so that one with many calls does not keep others from the connections; within a bot
/// callers are, and answers go before broadcasts.
package struct SendLimiter: Sendable {
  private struct Bot {
    var queue: BotQueue
    var isReady = false
    /// Counts looks, so that what was to be looked at earlier is not twice.
    var stamp: UInt64 = 0
  }

  private struct Look {
    let bot: Int64
    let stamp: UInt64
  }

  private let limits: SendLimits
  private var bots: [Int64: Bot] = [:]
  private var ready = ArrayQueue<Int64>()
  private var sleeping = TimeHeap<Look>()
  private var underWay: [UInt64: PendingSend] = [:]
  private var gone: Set<UInt64> = []

  /// A limiter without calls.
  package init(_ limits: SendLimits = SendLimits()) { self.limits = limits }

  /// How many calls are under way.
  package var callsUnderWay: Int { underWay.count }

  /// When ``next(at:)`` is to be asked again if nothing happens; nil when nothing waits for a time.
  package var wake: Int64? { sleeping.first }

  /// Takes a call in.
  package mutating func append(_ send: PendingSend) {
    bots[send.bot, default: Bot(queue: BotQueue(limits))].queue.append(send)
    look(send.bot)
  }

  /// A call that waits is wanted no more.
  package mutating func remove(_ id: UInt64) { gone.insert(id) }

  /// The next call that may go now, counted as sent; its end is to be told by ``ended(_:isTaken:)`` or
  /// ``refused(_:retryAfter:at:)``.
  package mutating func next(at now: Int64) -> PendingSend? {
    while let look = sleeping.pop(at: now) { if bots[look.bot]?.stamp == look.stamp { self.look(look.bot) } }
    while underWay.count < limits.underWay, let bot = ready.popFirst() {
      bots[bot]!.isReady = false
      let unwanted = gone
      var left: Set<UInt64> = []
      let pick = bots[bot]!.queue.pick(at: now) { id in
        guard unwanted.contains(id) else { return false }
        left.insert(id)
        return true
      }
      gone.subtract(left)
      switch pick {
      case .send(let send):
        look(bot)
        underWay[send.id] = send
        return send
      case .later(let time):
        bots[bot]!.stamp += 1
        sleeping.insert(Look(bot: bot, stamp: bots[bot]!.stamp), at: time)
      case .nothing: bots[bot]!.stamp += 1
      }
    }
    return nil
  }

  /// A call was answered, or will not be.
  ///
  /// - Parameter isTaken: whether Telegram took it, so that nothing of the bot's is held.
  package mutating func ended(_ id: UInt64, isTaken: Bool) {
    guard let send = underWay.removeValue(forKey: id) else { return }
    bots[send.bot]?.queue.ended(send, isTaken: isTaken)
    look(send.bot)
  }

  /// Telegram answered 429: nothing goes there for as many seconds as it told.
  ///
  /// - Parameter again: whether the call waits again, before others that came behind it.
  package mutating func refused(_ id: UInt64, retryAfter seconds: Int, again: Bool = true, at now: Int64) {
    guard let send = underWay.removeValue(forKey: id) else { return }
    let time = now + Int64(min(max(1, seconds), 86_400)) * 1_000_000
    bots[send.bot]?.queue.held(send, until: time, again: again)
    look(send.bot)
  }

  private mutating func look(_ bot: Int64) {
    guard bots[bot]?.isReady == false else { return }
    bots[bot]!.isReady = true
    bots[bot]!.stamp += 1
    ready.append(bot)
  }
}
