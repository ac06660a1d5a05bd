internal import HostOperations
internal import Synchronization

/// The files of one plugin: what is asked of them waits here, and is done one after the other.
final class FileSpace: Sendable {
  typealias Job = @Sendable (FileSpace) -> Void

  private struct Lane {
    var jobs: [Job] = []
    /// Those before it have been taken.
    var next = 0
    /// A thread has it, or will.
    var isTaken = false
  }

  let plugin: String
  let limits: FileLimits
  private let root: String
  private let lane = Mutex(Lane())
  private let work = Mutex<FolderWork?>(nil)
  private let counted = Mutex<FileUsage?>(nil)
  private let noted: @Sendable (FileUsage) -> Void

  /// - Parameter noted: told what there is whenever it has changed.
  init(
    _ plugin: String, in root: String, _ limits: FileLimits, noted: @escaping @Sendable (FileUsage) -> Void
  ) {
    self.plugin = plugin
    self.root = root
    self.limits = limits
    self.noted = noted
  }

  /// What there was after the last call; nil before its folder was opened.
  var usage: FileUsage? { counted.withLock { $0 } }

  // MARK: The lane

  /// Adds a job; true when the space is to be given to a thread.
  func add(_ job: @escaping Job) -> Bool {
    lane.withLock { lane in
      lane.jobs.append(job)
      defer { lane.isTaken = true }
      return !lane.isTaken
    }
  }

  /// Does the next job; true when the space is to be given to a thread again.
  func runNext() -> Bool {
    let job: Job = lane.withLock { lane in
      defer { lane.next += 1 }
      return lane.jobs[lane.next]
    }
    job(self)
    return lane.withLock { lane in
      if lane.next == lane.jobs.count {
        (lane.jobs, lane.next, lane.isTaken) = ([], 0, false)
      } else if lane.next > 1024, lane.next > lane.jobs.count / 2 {
        lane.jobs.removeFirst(lane.next)
        lane.next = 0
      }
      return lane.isTaken
    }
  }

  // MARK: Jobs

  /// Opens the folder if it is not, and answers.
  func answer(_ question: FileQuestion?) -> Result<FileAnswer, FileFailure> {
    do throws(FileFailure) {
      return .success(
        try change { work throws(FileFailure) in
          if let question { try work.answer(question) } else { .done }
        })
    } catch {
      return .failure(error)
    }
  }

  /// Counts what there is, if the folder is open.
  func recount() {
    guard work.withLock({ $0 != nil }) else { return }
    _ = try? change { work throws(FileFailure) in
      // What cannot be counted now keeps the last count.
      try? work.count()
      return .done
    }
  }

  /// Removes the folder with all that is in it.
  func removeAll() throws(SystemFailure) -> Int {
    work.withLock { $0 = nil }
    counted.withLock { $0 = nil }
    noted(FileUsage())
    return try FolderRemoval.remove(plugin, in: root)
  }

  private func change(
    _ act: (inout FolderWork) throws(FileFailure) -> FileAnswer
  ) throws(FileFailure) -> FileAnswer {
    let (result, usage): (Result<FileAnswer, FileFailure>, FileUsage?) = work.withLock { work in
      do throws(FileFailure) {
        var open = try opened(work.take())
        let result: Result<FileAnswer, FileFailure>
        do throws(FileFailure) { result = .success(try act(&open)) } catch { result = .failure(error) }
        let usage = open.usage
        work = consume open
        return (result, usage)
      } catch {
        return (.failure(error), nil)
      }
    }
    let isNews = counted.withLock { counted in
      defer { counted = usage ?? counted }
      return usage != nil && usage != counted
    }
    if isNews, let usage { noted(usage) }
    return try result.get()
  }

  private func opened(_ work: consuming FolderWork?) throws(FileFailure) -> FolderWork {
    if let work {
      if !work.folder.isGone { return work }
    }
    do throws(SystemFailure) {
      return try FolderWork(OpenFolder(plugin, in: root), limits)
    } catch {
      throw FileFailure(.unavailable, "the plugin's folder cannot be used — \(error)")
    }
  }
}
