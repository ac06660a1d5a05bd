/// A bucket of tokens that fills again with time.
struct Bucket: Sendable {
  private var level: Double
  private var filled: Int
  private let capacity: Double
  private let perSecond: Double

  init(capacity: Double, perSecond: Double, now: Int) {
    level = capacity
    filled = now
    self.capacity = capacity
    self.perSecond = perSecond
  }

  /// Seconds until there is room for so many; 0 when there is.
  mutating func wait(for count: Double, now: Int) -> Int {
    level = min(capacity, level + Double(max(0, now - filled)) / 1000 * perSecond)
    filled = now
    guard level < count else { return 0 }
    // Rounded up by hand: rounded(_:) needs the C library's mathematics.
    let seconds = (count - level) / perSecond
    let whole = Int(seconds)
    return max(1, Double(whole) < seconds ? whole + 1 : whole)
  }

  mutating func take(_ count: Double) { level -= count }
}

// How many messages a bot may send (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
extension World {
  /// One a second in a chat, with short bursts; 20 a minute in a group; 30 a second over all.
  private static func limits(_ chat: Chat, bot: Int) -> [(name: String, capacity: Double, perSecond: Double)]
  {
    var limits = [
      ("\(bot)/all", 30.0, 30.0),
      ("\(bot)/\(chat.key)", 5.0, 1.0),
    ]
    if !chat.key.isPrivate { limits.append(("\(bot)/\(chat.key)/minute", 20.0, 20.0 / 60)) }
    return limits
  }

  /// Counts messages that a bot is about to send or edit.
  ///
  /// - Throws: 429 with the seconds to wait, having counted nothing.
  mutating func spend(_ count: Int, in chat: Chat, bot: Int) throws {
    guard settings.hasLimits else { return }
    // An album is larger than the bucket of a chat: it passes when that is full.
    let limits = Self.limits(chat, bot: bot)
    var longest = 0
    for limit in limits {
      var bucket =
        buckets[limit.name] ?? Bucket(capacity: limit.capacity, perSecond: limit.perSecond, now: now)
      longest = max(longest, bucket.wait(for: min(Double(count), limit.capacity), now: now))
      buckets[limit.name] = bucket
    }
    guard longest == 0 else { throw APIError.tooMany(longest) }
    for limit in limits { buckets[limit.name]?.take(Double(count)) }
    if buckets.count > 10_000 { buckets.removeAll() }
  }
}
