import CRoost
import FrameLayout
import HostLoader
import HostOperations
import HostServices
import Synchronization

/// Answers one generation's questions for secrets: by what it is granted at the moment, and by what they are at the
/// moment.
final class SecretsDesk: Sendable {
  private let store: SecretStore
  private let plugin: String
  private let granted: Mutex<Set<String>>
  private let budget = Mutex(CallBudget(calls: Int(ROOST_SECRETS_CALLS_MAX), bytes: .max))

  init(_ store: SecretStore, of plugin: String, grants: [Grant]) {
    self.store = store
    self.plugin = plugin
    granted = Mutex(Self.names(grants))
  }

  /// Takes away what is not among some grants. Nothing gives it back to this generation.
  func restrict(to grants: [Grant]) {
    let names = Self.names(grants)
    granted.withLock { $0.formIntersection(names) }
  }

  /// Takes a question by its number in `frames.h`.
  ///
  /// - Parameter answer: told the code, and the secret or a message, once; followed by ``taken()`` once the plugin, or
  ///   its worker's socket, has it.
  /// - Returns: `ROOST_DONE` when there will be an answer, else why there will be none.
  func ask(
    _ method: UInt32, _ name: UnsafeRawBufferPointer, _ answer: (Int32, [UInt8]) -> Void
  ) -> Int32 {
    guard (1...Int(ROOST_SECRETS_NAME_MAX)).contains(name.count), method == UInt32(SECRETS_GET) else {
      return ROOST_INVALID
    }
    guard budget.withLock({ $0.take(0) }) else { return ROOST_BUSY }
    let name = unsafe String(decoding: name, as: UTF8.self)
    // Whether there is one is nobody's business who is not granted it.
    guard granted.withLock({ $0.contains(name) }) else {
      answer(
        ROOST_DENIED,
        Array(
          """
          the secret \(Problem.quote(name)) is not granted — hint: ask for secret:\(name) in the manifest's \
          capabilities, or grant it in \(plugin).yaml with `grants: [secret:\(name)]`
          """.utf8))
      return ROOST_DONE
    }
    guard let secret = store.secret(name) else {
      answer(
        ROOST_PERMANENT,
        Array("there is no secret \(Problem.quote(name)) — hint: name it below secrets: in roost.yaml".utf8))
      return ROOST_DONE
    }
    answer(ROOST_DONE, secret.reveal())
    return ROOST_DONE
  }

  /// An answer has been taken.
  func taken() { budget.withLock { $0.giveBack(0) } }

  private static func names(_ grants: [Grant]) -> Set<String> {
    var names: Set<String> = []
    for case .secret(let name) in grants { names.insert(name) }
    return names
  }
}
