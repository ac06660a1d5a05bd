internal import Glibc
internal import HostOperations

/// The watching thread's state and work.
struct WatcherLoop {
  /// How soon a folder that cannot be watched is tried again.
  private static let retry: Duration = .seconds(1)

  private let folder: String
  private let rescan: Duration
  private let output: AsyncStream<FolderEvent>.Continuation
  private var settling: Settling
  private var notices: FolderNotices?
  private var watched: FileStamp?
  private var nextScan = ContinuousClock.now
  /// The state of each name that was reported last.
  private var reported: [String: FolderEntry] = [:]
  /// Names told of, also those that a scan found before they had settled.
  private var told: Set<String> = []
  private var ignored: [String: String] = [:]
  private var trouble: String?

  init(folder: String, quiet: Duration, rescan: Duration, _ output: AsyncStream<FolderEvent>.Continuation) {
    self.folder = folder
    self.rescan = rescan
    self.output = output
    settling = Settling(quiet: quiet)
  }

  mutating func run(_ mailbox: WatcherMailbox) {
    defer { output.finish() }
    while true {
      if .now >= nextScan { scan() }
      report(settling.apply(.tick, at: .now))
      wait(mailbox)
      for request in mailbox.take() {
        switch request {
        case .stop: return
        case .rescan: nextScan = .now
        case .revisit(let name, let after): report(settling.apply(.revisit(name, after: after), at: .now))
        }
      }
      for notice in notices?.read() ?? [] {
        switch notice {
        case .file(let fileName):
          if let file = PluginFile(fileName) { report(settling.apply(.touched(file.name), at: .now)) }
        case .overflow: nextScan = .now
        case .gone:
          notices = nil
          nextScan = .now
        }
      }
    }
  }

  private func wait(_ mailbox: WatcherMailbox) {
    let next = min(nextScan, settling.next ?? nextScan)
    let milliseconds = max(0, ((next - .now) / .milliseconds(1)).rounded(.up))
    var entries = [
      pollfd(fd: mailbox.wake.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: notices?.queue.number ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    unsafe poll(&entries, 2, Int32(min(milliseconds, 3_600_000)))
  }

  /// Watches the folder if that is not being done, then compares what is there with what was reported.
  private mutating func scan() {
    do {
      try watch()
      // After the watch began, so that no change falls in between.
      let scan = try FolderScan(folder)
      trouble = nil
      for (name, why) in scan.ignored.sorted(by: { $0.key < $1.key }) where ignored[name] == nil {
        output.yield(.ignored(name, why))
      }
      ignored = scan.ignored
      for name in scan.names.union(reported.keys).sorted() {
        let entry = FolderEntry(name: name, in: folder)
        if entry != reported[name] { report(settling.apply(.seen(name, age: entry.age), at: .now)) }
      }
      told.formUnion(scan.names)
      output.yield(.scanned(scan.names.sorted()))
      nextScan = .now + rescan
    } catch {
      notices = nil
      nextScan = .now + min(Self.retry, rescan)
      if trouble != error.reason { output.yield(.unavailable("\(error)")) }
      trouble = error.reason
    }
  }

  /// Watches the folder that bears the name now, which may be another than before.
  private mutating func watch() throws(SystemFailure) {
    var status = stat()
    guard unsafe stat(folder, &status) == 0 else { throw SystemFailure("stat", folder) }
    let stamp = FileStamp(status)
    if notices != nil, stamp.device == watched?.device, stamp.inode == watched?.inode { return }
    notices = try FolderNotices(folder)
    watched = stamp
  }

  private mutating func report(_ names: [String]) {
    for name in names {
      let entry = FolderEntry(name: name, in: folder)
      if entry.isEmpty {
        // A folder that is gone says nothing about its files; a name never told of need not be taken back.
        guard unsafe access(folder, F_OK) == 0, told.remove(name) != nil else { continue }
        reported[name] = nil
      } else {
        told.insert(name)
        reported[name] = entry
      }
      // What the stream could not take is found again by the next scan.
      if case .dropped = output.yield(.settled(entry)) { reported[name] = nil }
    }
  }
}
