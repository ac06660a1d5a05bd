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
  private struct State {
    var topics: [String: [TopicPattern]] = [:]
    /// The plugins that have served here: what they want is known better than read.
    var own: Set<String> = []
  }
  private let state = Mutex(State())

  init(_ store: any StateStore, _ log: Logger) { (self.store, self.log) = (store, log) }

  /// The plugins that want a topic, in the order of their ids.
  func subscribers(of topic: String) -> [String] {
    state.withLock { state in
      state.topics.compactMap { plugin, patterns in patterns.contains { $0.matches(topic) } ? plugin : nil }
    }.sorted()
  }

  /// Reads what plugins wanted when they last served, here or on another host.
  func load() async throws(StateFailure) {
    var found: [String: [TopicPattern]] = [:]
    try await store.pages(of: Self.space) { entries in
      for entry in entries {
        guard let patterns = try? Self.patterns(entry.value) else { continue }
        found[String(decoding: entry.key, as: UTF8.self)] = patterns
      }
      return true
    }
    state.withLock { [found] state in
      let own = state.topics.filter { state.own.contains($0.key) }
      state.topics = found.filter { !state.own.contains($0.key) }.merging(own) { $1 }
    }
  }

  /// Takes over what the plugins that serve want now.
  func update(_ routes: RouteSnapshot) {
    let wanted = routes.messages.topics
    let changed = state.withLock { state in
      state.own.formUnion(routes.plugins)
      return routes.plugins.filter { plugin in
        let patterns = wanted[plugin] ?? []
        guard patterns != state.topics[plugin] ?? [] else { return false }
        state.topics[plugin] = patterns.isEmpty ? nil : patterns
        return true
      }
    }
    for plugin in changed { save(plugin, wanted[plugin] ?? []) }
  }

  /// Forgets what a plugin that is gone wanted.
  func forget(_ plugin: String) {
    state.withLock { state in
      state.topics[plugin] = nil
      state.own.remove(plugin)
    }
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
