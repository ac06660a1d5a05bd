@testable import HostServices

/// A limiter on a virtual clock, with a Telegram that answers as a test says.
struct LimiterStage {
  struct Sent {
    var time: Int64
    var send: PendingSend
  }

  var limiter: SendLimiter
  var now: Int64 = 0
  /// What was taken, in order.
  var sent: [Sent] = []
  /// How often Telegram refused.
  var refusals = 0
  private var ids: UInt64 = 0

  init(_ limits: SendLimits = SendLimits()) { limiter = SendLimiter(limits) }

  mutating func add(
    _ target: SendTarget, bot: Int64 = 1, by caller: String = "a", _ urgency: SendUrgency = .broadcast,
    weight: Int = 1
  ) {
    ids += 1
    limiter.append(
      PendingSend(
        id: ids, bot: bot, target: target, caller: caller, urgency: urgency, weight: weight))
  }

  /// Goes on until nothing waits, or until a time.
  ///
  /// - Parameter answer: for how many seconds a call is told to wait; nil when it is taken.
  mutating func run(until end: Int64 = .max, _ answer: (PendingSend, Int64) -> Int? = { _, _ in nil }) {
    while now <= end {
      while let send = limiter.next(at: now) {
        if let seconds = answer(send, now) {
          refusals += 1
          limiter.refused(send.id, retryAfter: seconds, at: now)
        } else {
          sent.append(Sent(time: now, send: send))
          limiter.ended(send.id, isTaken: true)
        }
      }
      guard let wake = limiter.wake, wake <= end else { return }
      now = max(wake, now)
    }
  }

  /// Most messages within any stretch of a length, of those that fit.
  func most(within length: Int64, _ fits: (PendingSend) -> Bool = { _ in true }) -> Int {
    let all = sent.filter { fits($0.send) }
    var (start, count, most) = (0, 0, 0)
    for entry in all {
      count += entry.send.weight
      while entry.time - all[start].time >= length {
        count -= all[start].send.weight
        start += 1
      }
      most = max(most, count)
    }
    return most
  }
}
