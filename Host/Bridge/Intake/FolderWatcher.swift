package import HostOperations

/// Tells of changes in the plugins' folder, on a thread of its own: by inotify, and by a scan now and then for
/// what inotify cannot see (network file systems, mounts, a full queue).
package final class FolderWatcher: Sendable {
  /// What happens, until ``stop()``.
  package let events: AsyncStream<FolderEvent>
  private let mailbox: WatcherMailbox
  private let thread: SystemThread

  /// Starts watching; a first scan comes at once. The folder need not exist yet.
  ///
  /// - Parameters:
  ///   - quiet: how long a plugin's files must be left alone to count as changed.
  ///   - rescan: how often to scan besides.
  package init(
    folder: String, quiet: Duration = .milliseconds(100), rescan: Duration = .seconds(30)
  ) throws(SystemFailure) {
    let (events, continuation) = AsyncStream.makeStream(
      of: FolderEvent.self, bufferingPolicy: .bufferingOldest(16_384))
    let mailbox = try WatcherMailbox()
    self.events = events
    self.mailbox = mailbox
    thread = try SystemThread.start("plugins.d") {
      var loop = WatcherLoop(folder: folder, quiet: quiet, rescan: rescan, continuation)
      loop.run(mailbox)
    }
  }

  /// Scans now.
  package func rescan() { mailbox.post(.rescan) }

  /// Reports a name again after a while, changed or not, such as one that was still being written.
  package func revisit(_ name: String, after duration: Duration) {
    mailbox.post(.revisit(name, after: duration))
  }

  /// Ends the stream and the thread. Once only.
  package func stop() {
    mailbox.post(.stop)
    thread.join()
  }
}
