import HostOperations
import HostServices
import Logging
import Synchronization

/// Tells the operator how much plugins have in their folders: as numbers, and in the log when it becomes too much.
final class FileNotes: Sendable {
  private struct Notes {
    let bytes: GaugeHandle
    let files: GaugeHandle
    var isFull = false
  }

  private let registry: MetricsRegistry
  private let log: Logger
  private let plugins = Mutex<[String: Notes]>([:])

  init(_ registry: MetricsRegistry, _ log: Logger) {
    self.registry = registry
    self.log = log
  }

  /// A plugin has so much now.
  func note(_ plugin: String, _ usage: FileUsage, _ limits: FileLimits) {
    let isFull = usage.exceeds(limits)
    let wasFull = plugins.withLock { plugins in
      var notes = plugins[plugin] ?? make(plugin)
      defer { plugins[plugin] = notes }
      notes.bytes.set(Double(usage.bytes))
      notes.files.set(Double(usage.files))
      defer { notes.isFull = isFull }
      return notes.isFull
    }
    guard isFull != wasFull else { return }
    let what = "\(usage.bytes) bytes, \(usage.files) files and folders"
    if isFull {
      log.warning(
        """
        its folder holds \(what), more than it may: it writes no more through the host — hint: raise files.quota_mb or \
        files.max_files, or have it remove some
        """, metadata: ["plugin": "\(plugin)"])
    } else {
      log.notice("its folder holds \(what), no more than it may", metadata: ["plugin": "\(plugin)"])
    }
  }

  private func make(_ plugin: String) -> Notes {
    let labels = [("plugin", plugin)]
    return Notes(
      bytes: registry.gauge("roost_plugin_files_bytes", help: "Bytes of a plugin's files.", labels: labels),
      files: registry.gauge(
        "roost_plugin_files_count", help: "Files and folders of a plugin.", labels: labels))
  }
}
