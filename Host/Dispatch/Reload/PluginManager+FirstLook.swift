import HostBridge
import HostOperations
import Logging

/// How far the host's start has come: it waits until all that was in the folder is decided.
struct FirstLook {
  /// What the first scan found; nil before that scan.
  var awaited: Set<String>?
  /// All of that serves or does not.
  var isDecided = false
  /// Nobody waits any more, decided or not.
  var isOver = false
  var waiting: [CheckedContinuation<Void, Never>] = []
}

extension PluginManager {
  /// Waits until the folder has been looked at and what is in it serves or is refused, or does not come to
  /// rest.
  ///
  /// - Returns: false when the host ends before.
  package func firstLook() async -> Bool {
    if !look.isOver { await withCheckedContinuation { look.waiting.append($0) } }
    return !isEnding
  }

  /// Takes note of what is new or gone; a first scan begins the first look.
  func scanned(_ names: Set<String>) {
    for gone in entries.keys where !names.contains(gone) {
      change(gone) { await $0.follow(gone, exists: false) }
    }
    for new in names where entries[new] == nil && intake.has(new) { entries[new] = Entry() }
    guard look.awaited == nil else { return }
    look.awaited = names
    Task {
      try? await Task.sleep(for: settings.settling)
      await passOverRestless()
    }
    endLookIfDecided()
  }

  /// Says that the host is ready once all that the first scan found is decided.
  func endLookIfDecided() {
    guard !look.isDecided, let awaited = look.awaited,
      !awaited.contains(where: { entries[$0]?.isDecided == false })
    else { return }
    look.isDecided = true
    health.set("plugins", ready: true)
    endLook()
  }

  /// A file that is written without end must not keep the others from serving.
  private func passOverRestless() async {
    // What has come to rest is waited for: each of its steps is bounded.
    await settled()
    let restless = look.awaited?.filter { entries[$0]?.isDecided == false } ?? []
    guard !restless.isEmpty, !isEnding else { return }
    for name in restless.sorted() {
      log.warning(
        """
        \(settings.folder)/\(name).so does not come to rest; the host serves without it until it does — \
        hint: write beside it and rename
        """)
    }
    look.awaited?.subtract(restless)
    endLookIfDecided()
  }

  /// Lets go on who waits for the first look.
  func endLook() {
    look.isOver = true
    for waiting in look.waiting { waiting.resume() }
    look.waiting = []
  }
}
