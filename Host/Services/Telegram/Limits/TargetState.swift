/// What was sent to one chat, and until when it takes nothing. In microseconds.
struct TargetState {
  /// When the next message would be due if the chat had no burst (the generic cell rate algorithm's time).
  private var due: Int64 = .min
  private var minute: SlidingWindow?
  /// Until when Telegram told to wait.
  private var held: Int64 = .min

  /// From when on a send may go.
  func opens(_ send: PendingSend, _ limits: SendLimits) -> Int64 {
    guard send.target.isMessage else { return held }
    let burst = due == .min ? .min : due - Int64(max(0, limits.chatBurst - 1)) * limits.chatGap
    return max(held, burst, minute?.opens(for: send.weight) ?? .min)
  }

  mutating func count(_ send: PendingSend, _ limits: SendLimits, at now: Int64) {
    guard send.target.isMessage else { return }
    due = max(due, now) + Int64(send.weight) * limits.chatGap
    guard send.target.isGroup else { return }
    var window = minute ?? SlidingWindow(most: limits.groupPerMinute, length: 60_000_000)
    window.count(send.weight, at: now)
    minute = window
  }

  mutating func hold(until time: Int64) { held = max(held, time) }

  /// Whether it is as one that nothing was ever sent to.
  func isIdle(at now: Int64) -> Bool { due <= now && held <= now && (minute?.isEmpty(at: now) ?? true) }
}
