import Foundation
import HostBridge
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FolderWatcherTests {
  private let place: IntakeFolder

  init() throws { place = try IntakeFolder() }

  /// A watcher whose scans come only when asked for, so that what is seen is inotify's.
  private final class Watch {
    let watcher: FolderWatcher
    private var events: AsyncStream<FolderEvent>.Iterator

    init(_ place: IntakeFolder, folder: String? = nil, quiet: Duration = .milliseconds(30)) throws {
      watcher = try FolderWatcher(folder: folder ?? place.folder, quiet: quiet, rescan: .seconds(3600))
      events = watcher.events.makeAsyncIterator()
    }

    deinit { watcher.stop() }

    func next() async throws -> FolderEvent {
      try #require(await events.next(isolation: #isolation))
    }

    func settled() async throws -> FolderEntry {
      let event = try await next()
      guard case .settled(let entry) = event else { throw Unexpected(event: event) }
      return entry
    }
  }

  private struct Unexpected: Error { var event: FolderEvent }

  @Test func `what is there at the start comes first, then the scan's end`() async throws {
    place.write("b.so")
    place.write("a.so")
    place.write("a.yaml")
    place.write("notes.txt")
    let watch = try Watch(place, quiet: .zero)
    let first = try await watch.settled()
    #expect(first.name == "a" && first.library != nil && first.settings != nil && first.signature == nil)
    #expect(try await watch.settled().name == "b")
    #expect(try await watch.next() == .scanned(["a", "b"]))
  }

  @Test func `library and settings that change together are one change`() async throws {
    let watch = try Watch(place, quiet: .milliseconds(300))
    #expect(try await watch.next() == .scanned([]))
    place.write("hello.so", [1, 2, 3])
    place.write("hello.yaml")
    place.write("hello.so.sig")
    let entry = try await watch.settled()
    #expect(entry.library?.size == 3 && entry.settings != nil && entry.signature != nil)
    place.write("other.so")
    #expect(try await watch.settled().name == "other", "nothing more of the first")
  }

  @Test
  func `a file renamed in, rewritten in place, given other permissions and removed is told of each time`()
    async throws
  {
    let watch = try Watch(place)
    #expect(try await watch.next() == .scanned([]))
    place.write(".hello.so.tmp", [1])
    unsafe rename(place.path(".hello.so.tmp"), place.path("hello.so"))
    let first = try await watch.settled()
    #expect(first.library?.size == 1)
    let writer = unsafe open(place.path("hello.so"), O_WRONLY)
    unsafe write(writer, "xy", 2)
    close(writer)
    #expect(try await watch.settled().library?.size == 2)
    unsafe chmod(place.path("hello.so"), 0o600)
    #expect(try await watch.settled().library?.size == 2)
    unsafe rename(place.path("hello.so"), place.root + "/gone.so")
    #expect(try await watch.settled().library == nil)
    place.write("hello.so")
    #expect(try await watch.settled().library != nil)
    unsafe unlink(place.path("hello.so"))
    #expect(try await watch.settled().library == nil)
  }

  @Test func `a rescan tells only of what changed, a revisit in any case`() async throws {
    place.write("hello.so")
    let watch = try Watch(place, quiet: .zero)
    #expect(try await watch.settled().name == "hello")
    #expect(try await watch.next() == .scanned(["hello"]))
    watch.watcher.rescan()
    #expect(try await watch.next() == .scanned(["hello"]))
    watch.watcher.revisit("hello", after: .milliseconds(1))
    #expect(try await watch.settled().name == "hello")
  }

  @Test func `a file that goes before it has settled is taken back when a scan had found it`() async throws {
    place.write("hello.so")
    let watch = try Watch(place, quiet: .milliseconds(300))
    #expect(try await watch.next() == .scanned(["hello"]))
    unsafe unlink(place.path("hello.so"))
    let gone = try await watch.settled()
    #expect(gone.name == "hello" && gone.library == nil)
  }

  @Test func `a folder that comes late is watched then, one that is replaced is watched again`() async throws
  {
    try FileManager.default.removeItem(atPath: place.folder)
    let watch = try Watch(place)
    guard case .unavailable(let why) = try await watch.next() else {
      throw Unexpected(event: .scanned([]))
    }
    #expect(why.contains("No such file or directory"))
    try FileManager.default.createDirectory(atPath: place.folder, withIntermediateDirectories: false)
    #expect(try await watch.next() == .scanned([]))
    place.write("hello.so")
    #expect(try await watch.settled().name == "hello")
    let other = place.root + "/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: false)
    unsafe rename(place.folder, place.root + "/old")
    // The old folder is gone from the name before the new one is there: both orders of what follows are right.
    unsafe rename(other, place.folder)
    var isReplaced = false
    while !isReplaced {
      switch try await watch.next() {
      case .settled(let entry): isReplaced = entry.name == "hello" && entry.library == nil
      case .scanned, .unavailable, .ignored: break
      }
    }
    place.write("again.so")
    while true {
      if case .settled(let entry) = try await watch.next() {
        #expect(entry.name == "again")
        break
      }
    }
  }

  @Test func `a folder replaced from further up, which inotify does not tell, is watched after a rescan`()
    async throws
  {
    for parent in ["up", "next"] {
      try FileManager.default.createDirectory(
        atPath: place.root + "/\(parent)/plugins.d", withIntermediateDirectories: true)
    }
    let watch = try Watch(place, folder: place.root + "/up/plugins.d")
    #expect(try await watch.next() == .scanned([]))
    unsafe rename(place.root + "/up", place.root + "/old")
    unsafe rename(place.root + "/next", place.root + "/up")
    watch.watcher.rescan()
    #expect(try await watch.next() == .scanned([]))
    place.write("../up/plugins.d/hello.so")
    #expect(try await watch.settled().name == "hello")
  }

  @Test func `a library whose name cannot be is told of once`() async throws {
    place.write("bad name.so")
    let watch = try Watch(place)
    guard case .ignored("bad name.so", _) = try await watch.next() else {
      throw Unexpected(event: .scanned([]))
    }
    #expect(try await watch.next() == .scanned([]))
    watch.watcher.rescan()
    #expect(try await watch.next() == .scanned([]))
  }
}
