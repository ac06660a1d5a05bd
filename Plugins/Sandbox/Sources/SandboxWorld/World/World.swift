import RoostJSON

/// Everything there is in the sandbox. Time is handed in before each step, and what a step changed, uploaded and has to
/// tell is taken out after it, so that the same steps have the same outcome anywhere.
package struct World: Sendable {
  /// What the operator chooses.
  package var settings: Settings
  /// Milliseconds since 1970, the sandbox's own clock.
  package internal(set) var now = 0
  var random: Random

  var users = Table<Int, User>("user")
  var bots = Table<Int, Bot>("bot")
  var chats = Table<ChatKey, Chat>("chat")
  var members = Table<InChat, Member>("member")
  var messages = Table<InChat, Message>("message")
  var updates = Table<UpdateKey, QueuedUpdate>("update")
  var files = Table<String, StoredFile>("file")
  var links = Table<String, InviteLink>("link")
  var invoices = Table<String, Invoice>("invoice")
  var charges = Table<String, Charge>("charge")
  var queries = Table<String, Query>("query")
  var faults = Table<Int, Fault>("fault")
  var numbers = Table<String, Int>("number")

  // What follows from the tables.
  var history: [ChatKey: [Int]] = [:]
  var queues: [Int: [Int]] = [:]
  var tokens: [String: Int] = [:]
  var usernames: [String: Int] = [:]
  var chatMembers: [ChatKey: Set<Int>] = [:]
  var chatsOf: [Int: Set<ChatKey>] = [:]
  var filesByID: [String: String] = [:]

  // What lasts no longer than the process.
  var deliveries: [Int: DeliveryState] = [:]
  var buckets: [String: Bucket] = [:]
  var polls: [Int: PollState] = [:]
  var pollCount = 0
  var answers: [String: JSONValue] = [:]
  var recent: [RecentUpdate] = []
  var conversations: [Int: FatherStep] = [:]

  // What a step leaves.
  var events: [Event] = []
  var uploads: [Upload] = []
  var removals: [String] = []
  var wakes: Set<Int> = []
  var hasAnswers = false

  /// Makes an empty world.
  ///
  /// - Parameter seed: of all chance in it.
  package init(settings: Settings = Settings(), seed: UInt64) {
    self.settings = settings
    random = Random(seed: seed)
    prepare()
  }

  /// Seconds since 1970.
  var seconds: Int { now / 1000 }

  /// Sets the clock; it never goes back.
  ///
  /// - Parameter time: milliseconds since 1970, to which what the clock was put forward by is added.
  package mutating func setTime(_ time: Int) { now = max(now, time + clockOffset) }

  /// Milliseconds by which the clock is ahead of the machine's.
  package var clockOffset: Int { numbers["clock"] ?? 0 }

  /// A number that was not given before, of a series.
  mutating func next(_ series: String, from first: Int = 1) -> Int {
    let number = numbers[series] ?? first
    numbers[series] = number + 1
    return number
  }
}

/// What the operator chooses.
package struct Settings: Sendable {
  /// Messages that are kept of a chat.
  package var historyLength = 500
  /// Bytes that are kept of files.
  package var fileBytes = 200 << 20
  /// Updates that wait for a bot.
  package var queueLength = 5000
  /// Whether too many messages a second are refused.
  package var hasLimits = true
  /// What links to invoices and chats begin with.
  package var linkPrefix = "https://t.me/"

  /// The defaults.
  package init() {}
}

/// Bytes that are to be kept as a file.
package struct Upload: Sendable {
  /// The file's name in the plugin's folder.
  package let name: String
  /// What it has.
  package let bytes: [UInt8]
}
