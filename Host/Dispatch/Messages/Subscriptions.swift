import HostOperations
import HostRouter
import HostServices
import Logging
import Synchronization

/// Which plugins want which topics: also those that do not serve at the moment, whose messages wait for them.
final class Subscriptions: Sendable {
  private static let space = StateSpace(host: "host/topics")
  private static let form: UInt8 = 1

  private let store: any StateStore
  private let log: Logger
  private let topics = Mutex<[String: [TopicPattern]]>([:])

  init(_ store: any StateStore, _ log: Logger) { (self.store, self.log) = (store, log) }

  /// The plugins that want a topic, in the order of their ids.
  func subscribers(of topic: String) -> [String] {
    topics.withLock { topics in
      topics.compactMap { plugin, patterns in patterns.contains { $0.matches(topic) } ? plugin : nil }
    }.sorted()
  }

  /// Reads what plugins wanted when they last served.
  func load() async throws(StateFailure) {
    var range = StateRange(limit: 1000)
    while true {
      let page = try await withCheckedContinuation { waiting in
        store.scan(range, of: Self.space) { waiting.resume(returning: $0) }
      }.get()
      for entry in page.entries {
        guard let patterns = try? Self.patterns(entry.value) else { continue }
        topics.withLock { $0[String(decoding: entry.key, as: UTF8.self)] = patterns }
      }
      guard page.hasMore, let last = page.entries.last else { return }
      range.from = last.key + [0]
    }
  }

  /// Takes over what the plugins that serve want now.
  func update(_ routes: RouteSnapshot) {
    let wanted = routes.messages.topics
    let changed = topics.withLock { topics in
      routes.plugins.filter { plugin in
        let patterns = wanted[plugin] ?? []
        guard patterns != topics[plugin] ?? [] else { return false }
        topics[plugin] = patterns.isEmpty ? nil : patterns
        return true
      }
    }
    for plugin in changed { save(plugin, wanted[plugin] ?? []) }
  }

  /// Forgets what a plugin that is gone wanted.
  func forget(_ plugin: String) {
    topics.withLock { $0[plugin] = nil }
    save(plugin, [])
  }

  private func save(_ plugin: String, _ patterns: [TopicPattern]) {
    let key = Array(plugin.utf8)
    var record = RecordWriter(form: Self.form)
    for pattern in patterns { record.add(pattern.description) }
    let step: StateCommit.Step = patterns.isEmpty ? .delete(key) : .put(key, record.bytes, expires: 0)
    CrashPoint.reach(.subscriptionSaving)
    store.commit(StateCommit(id: nil, steps: [step]), to: Self.space) { [log] result in
      // It is saved again when the plugin next starts.
      guard case .failure(let failure) = result else { return CrashPoint.reach(.subscriptionSaved) }
      log.warning("the topics that \(plugin) wants could not be kept: \(failure)")
    }
  }

  private static func patterns(_ record: [UInt8]) throws(RecordError) -> [TopicPattern] {
    var reader = try RecordReader(record, forms: form...form)
    var patterns: [TopicPattern] = []
    while !reader.isAtEnd {
      guard let pattern = TopicPattern(try reader.text()) else { throw RecordError() }
      patterns.append(pattern)
    }
    return patterns
  }
}
