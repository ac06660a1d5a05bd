/// How many tokens that Telegram's server has not seen from this address may be tried: 20 a minute and 600 an hour
/// (tdlib/telegram-bot-api, `ClientManager.cpp`). Whoever tries more has all of its bots refused. In microseconds.
package struct FirstSeen: Sendable {
  private var minute = SlidingWindow(most: 20, length: 60_000_000)
  private var hour = SlidingWindow(most: 600, length: 3_600_000_000)

  /// None was tried.
  package init() {}

  /// Counts a token that is tried now.
  ///
  /// - Returns: nil when it may be; else from when on one may be.
  package mutating func tryOne(at now: Int64) -> Int64? {
    let opens = max(minute.opens(), hour.opens())
    guard opens <= now else { return opens }
    minute.count(at: now)
    hour.count(at: now)
    return nil
  }
}
