internal import Synchronization

/// Whether the host is ready to serve, as named conditions with reasons.
package final class Health: Sendable {
  private let state = Mutex<[String: HealthCondition]>([:])

  /// No conditions: ready.
  package init() {}

  /// Sets a condition, which exists from its first mention on.
  package func set(_ name: String, ready: Bool, reason: String = "") {
    state.withLock { $0[name] = HealthCondition(name: name, isReady: ready, reason: reason) }
  }

  /// Forgets a condition.
  package func remove(_ name: String) { state.withLock { _ = $0.removeValue(forKey: name) } }

  /// Whether every condition is ready.
  package var isReady: Bool { state.withLock { $0.values.allSatisfy(\.isReady) } }

  /// All conditions by name.
  package var conditions: [HealthCondition] {
    state.withLock { Array($0.values) }.sorted { $0.name < $1.name }
  }

  /// The answer of `/livez`: the process runs, and that is all it says.
  package func livez(_ format: HealthFormat = .text) -> HealthAnswer {
    HealthAnswer(isGood: true, word: "alive", conditions: [], format)
  }

  /// The answer of `/readyz`: 200 when every condition is ready, else 503, and each condition with its reason.
  package func readyz(_ format: HealthFormat = .text) -> HealthAnswer {
    let conditions = conditions
    let isReady = conditions.allSatisfy(\.isReady)
    return HealthAnswer(
      isGood: isReady, word: isReady ? "ready" : "not ready", conditions: conditions, format)
  }
}

/// One thing that must be so for the host to be ready.
package struct HealthCondition: Sendable, Equatable {
  /// Its name, such as `listener`.
  package let name: String
  /// Whether it holds.
  package let isReady: Bool
  /// Why it does or does not; may be empty.
  package let reason: String
}
