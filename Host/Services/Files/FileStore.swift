package import HostOperations
internal import Synchronization

/// The files of plugins: a folder for each, beneath one for all. Threads of its own do what is asked, for one plugin
/// one thing after the other. It must be closed.
package final class FileStore: Sendable {
  private static let threadCount = 4

  private let root: String
  /// How much each plugin may have.
  package let limits: FileLimits
  private let interval: Duration
  private let noted: @Sendable (String, FileUsage, FileLimits) -> Void
  private let spaces = Mutex<[String: FileSpace]>([:])
  private let ready = StoreQueue<FileSpace>()
  private let nextCount: Mutex<ContinuousClock.Instant>
  private let threads = Mutex<[SystemThread]>([])

  /// Starts its threads; folders are made when they are needed.
  ///
  /// - Parameters:
  ///   - root: the folder of all.
  ///   - limits: how much each plugin may have.
  ///   - interval: how often what plugins have written by ordinary calls is counted.
  ///   - noted: told what a plugin has, whenever it has changed; on a thread that may block.
  package init(
    root: String, limits: FileLimits, interval: Duration = .seconds(60),
    noted: @escaping @Sendable (String, FileUsage, FileLimits) -> Void = { _, _, _ in }
  ) throws(SystemFailure) {
    self.root = root
    self.limits = limits
    self.interval = interval
    self.noted = noted
    nextCount = Mutex(.now + interval)
    do throws(SystemFailure) {
      for _ in 0..<Self.threadCount {
        let thread = try SystemThread.start("roost-files") { [self] in work() }
        threads.withLock { $0.append(thread) }
      }
    } catch {
      close()
      throw error
    }
  }

  /// Does what was asked, and ends. Waits for it.
  package func close() {
    ready.close()
    let all = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    for thread in all { thread.join() }
  }

  // MARK: Of one plugin

  /// The folder of a plugin, by its id.
  package func path(of plugin: String) -> String { "\(root)/\(plugin)" }

  /// How much a plugin has; nil when nobody has looked yet.
  package func usage(of plugin: String) -> FileUsage? { spaces.withLock { $0[plugin] }?.usage }

  /// Makes and counts a plugin's folder, soon, and removes what interrupted writes have left in it.
  package func prepare(_ plugin: String) { add({ _ = $0.answer(nil) }, to: plugin) { _ in } }

  /// Does what a plugin asks.
  ///
  /// - Parameter answer: called once, on a thread of the store's.
  package func ask(
    _ question: FileQuestion, of plugin: String,
    _ answer: @escaping @Sendable (Result<FileAnswer, FileFailure>) -> Void
  ) {
    add({ answer($0.answer(question)) }, to: plugin) { answer(.failure($0)) }
  }

  /// Removes a plugin's folder with all that is in it.
  ///
  /// - Parameter done: told how many files and folders it were, on a thread of the store's.
  package func purge(_ plugin: String, _ done: @escaping @Sendable (Result<Int, FileFailure>) -> Void) {
    add(
      { space in
        do throws(SystemFailure) {
          done(.success(try space.removeAll()))
        } catch {
          done(.failure(FileFailure(.unavailable, "the files of \(plugin) cannot all be removed — \(error)")))
        }
      }, to: plugin
    ) { done(.failure($0)) }
  }

  private func add(
    _ job: @escaping FileSpace.Job, to plugin: String, _ refused: (FileFailure) -> Void
  ) {
    // Ids are such by the manifest's rules; a command may name anything.
    guard (try? FileName(plugin.utf8))?.parts.count == 1 else {
      return refused(FileFailure(.invalid, "\(Problem.quote(plugin)) is no plugin's id"))
    }
    let space = spaces.withLock { spaces in
      if let known = spaces[plugin] { return known }
      let noted = noted
      let limits = limits
      let made = FileSpace(plugin, in: root, limits) { noted(plugin, $0, limits) }
      spaces[plugin] = made
      return made
    }
    guard space.add(job) else { return }
    // The host ends: nobody else does it.
    if !ready.add(space) { while space.runNext() {} }
  }

  // MARK: Threads

  private func work() {
    while let next = ready.take(atMost: 1, until: countIfDue()) {
      for space in next {
        // At the end of the others, so that no plugin keeps them waiting.
        while space.runNext() { if ready.add(space) { break } }
      }
    }
  }

  /// Has every folder counted if it is time; when it will be next.
  private func countIfDue() -> ContinuousClock.Instant {
    let now = ContinuousClock.now
    let (isDue, next) = nextCount.withLock { next in
      guard next <= now else { return (false, next) }
      next = now + interval
      return (true, next)
    }
    if isDue {
      for plugin in spaces.withLock({ Array($0.keys) }) { add({ $0.recount() }, to: plugin) { _ in } }
    }
    return next
  }
}
