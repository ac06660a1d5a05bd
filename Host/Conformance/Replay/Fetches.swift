import HostServices
import Synchronization

/// What was to be sent.
final class Fetches: Sendable {
  private let kept = Mutex<[String]>([])

  /// All of it, in order: method and server, without a path, which may hold a secret.
  var all: [String] { kept.withLock { $0 } }

  func add(_ request: FetchRequest) {
    let what = "\(request.method) \(request.url.isEncrypted ? "https" : "http")://\(request.url.host)"
    kept.withLock { $0.append(what) }
  }

  func clear() { kept.withLock { $0 = [] } }
}
