internal import HostOperations

/// The state of plugins in one SQLite file: a thread that writes, which commits together what waits for it,
/// and threads beside it that read. It must be closed.
package final class SQLiteStore: StateStore {
  /// A question, which a reader's thread answers.
  private typealias Read = @Sendable (SQLiteReader) -> Void

  private static let readerCount = 2
  /// Most commits of one transaction, and most bytes of theirs: a crowd must not wait for the last of it.
  private static let (groupSize, groupBytes) = (256, 16 << 20)
  private static let closed = StateFailure(.unavailable, "the state is closed: the host is ending")

  private let file: StateFile
  private let writes = StoreQueue<SQLiteWriter.Work>()
  private let reads = StoreQueue<Read>()
  private let threads = Monitor<Threads?>(nil)

  private struct Threads {
    var readers: [SystemThread] = []
    var writer: SystemThread?
  }

  /// Opens a file, or makes it, for the host's user alone. Blocks.
  ///
  /// - Parameters:
  ///   - path: the file; its folder must be there. A second store on it is refused.
  ///   - vfs: how SQLite reaches files, by a name registered with it; nil is the usual way.
  ///   - trouble: told why the store cannot work, and nil when it works again. It must not call the store.
  /// - Throws: why it cannot be used.
  package init(
    path: String, clock: StateClock = .system, vfs: String? = nil,
    trouble: @escaping @Sendable (StateFailure?) -> Void = { _ in }
  ) throws(StateFailure) {
    file = try StateFile(path)
    let trouble = StoreTrouble(trouble)
    let writer = try SQLiteWriter(file, vfs: vfs, clock, trouble)
    var readers: [SQLiteReader] = []
    for _ in 0..<Self.readerCount { readers.append(try SQLiteReader(file, vfs: vfs, clock, trouble)) }
    do throws(SystemFailure) {
      try start(writer, readers)
    } catch {
      close()
      throw StateFailure(.unavailable, "no thread for the state file \(file.path): \(error)")
    }
  }

  private func start(_ writer: SQLiteWriter, _ readers: [SQLiteReader]) throws(SystemFailure) {
    let (writes, reads) = (writes, reads)
    threads.withLock { $0 = Threads() }
    for reader in readers {
      let thread = try SystemThread.start("roost-state-rd") {
        while let next = reads.take(atMost: 1) { for read in next { read(reader) } }
      }
      threads.withLock { $0?.readers.append(thread) }
    }
    let thread = try SystemThread.start("roost-state") {
      while let work = writes.take(
        atMost: Self.groupSize, bytes: Self.groupBytes, until: writer.nextSweep)
      {
        writer.perform(work)
      }
    }
    threads.withLock { $0?.writer = thread }
  }

  /// See ``StateStore``; answered by one of the reading threads.
  package func get(
    _ keys: [[UInt8]], of space: StateSpace, _ answer: @escaping StateAnswer<[StateEntry?]>
  ) {
    read(answer) { $0.get(keys, of: space.plugin) }
  }

  /// See ``StateStore``; answered by one of the reading threads.
  package func scan(_ range: StateRange, of space: StateSpace, _ answer: @escaping StateAnswer<StatePage>) {
    read(answer) { $0.scan(range, of: space.plugin) }
  }

  private func read<Value: Sendable>(
    _ answer: @escaping StateAnswer<Value>,
    _ ask: @escaping @Sendable (SQLiteReader) -> Result<Value, StateFailure>
  ) {
    if !reads.add({ answer(ask($0)) }) { answer(.failure(Self.closed)) }
  }

  /// See ``StateStore``; answered when the transaction it shares with others is on disk.
  package func commit(
    _ commit: StateCommit, to space: StateSpace, _ answer: @escaping StateAnswer<StateReceipt>
  ) {
    let job = SQLiteWriter.Job(commit: commit, space: space, answer: answer)
    if !writes.add(.commit(job), bytes: commit.bytes) { answer(.failure(Self.closed)) }
  }

  /// See ``StateStore``.
  package func purge(_ plugin: String, _ answer: @escaping StateAnswer<Int>) {
    if !writes.add(.purge(plugin, answer)) { answer(.failure(Self.closed)) }
  }

  /// See ``StateStore``; answered by one of the reading threads.
  package func usage(_ answer: @escaping StateAnswer<[StateUsage]>) { read(answer) { $0.usage() } }

  /// See ``StateStore``; made by one of the reading threads.
  package func backUp(to path: String, _ answer: @escaping StateAnswer<Void>) {
    read(answer) { $0.backUp(to: path) }
  }

  /// Removes what has ended now rather than within a minute, then says so.
  package func sweep(_ done: @escaping @Sendable () -> Void) {
    if !writes.add(.sweep(done)) { done() }
  }

  /// Finishes what waits and closes the file.
  package func close() {
    reads.close()
    guard
      let threads = threads.withLock({ threads in
        defer { threads = nil }
        return threads
      })
    else { return writes.close() }
    // The writer ends last: it alone can copy the log into the file when nobody reads any more.
    for reader in threads.readers { reader.join() }
    writes.close()
    threads.writer?.join()
    file.unlock()
  }
}

extension StateCommit {
  /// About how much room it takes.
  fileprivate var bytes: Int {
    (steps + others.flatMap(\.steps)).reduce(0) { size, step in
      switch step {
      case .put(let key, let value, _), .append(let key, let value, _): size + key.count + value.count
      case .expect(let key, _), .delete(let key), .add(let key, _), .mark(let key, _, _): size + key.count
      }
    }
  }
}
