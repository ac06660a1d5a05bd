import Glibc

/// Serves folders of static files by RFC 9110: validators, ranges and content codings.
///
/// Every call blocks on the disk and may compress up to 1 MiB; make it on a thread that may block. Copies share
/// the cache of compressed files.
package struct PublicFiles: Sendable {
  let walk: FolderWalk
  private let cache: GzipCache

  /// Files with a cache of their own, which keeps at most 16 MiB.
  package init() {
    self.init(walk: FolderWalk(), cacheBytes: 16 << 20)
  }

  init(walk: FolderWalk, cacheBytes: Int) {
    self.walk = walk
    cache = GzipCache(bytes: cacheBytes)
  }

  /// Answers a request for a file.
  ///
  /// - Parameters:
  ///   - folder: The public folder. It may be reached through links; nothing below it may.
  ///   - path: The percent-decoded path below the folder, without a leading slash. Empty or with a slash at the
  ///     end it names a folder, answered with its `index.html`.
  ///   - request: What the client asks of it.
  /// - Returns: Never a file that is hidden (a segment beginning with a dot), linked to, or not regular: those
  ///   are 404 like what does not exist.
  package func answer(folder: String, path: String, request: FileRequest) -> FileAnswer {
    do {
      switch try find(path, below: folder) {
      case .file(let name, let file, let parent):
        return serve(file, named: name, in: parent, request: request)
      case .redirect(let location):
        return FileAnswer(status: 308, headers: [("Location", location)])
      }
    } catch {
      return FileAnswer(status: error.rawValue)
    }
  }

  private enum Found {
    case file(name: String, OpenedFile, parent: OpenedFile)
    case redirect(String)
  }

  private static let index = "index.html"

  private func find(_ path: String, below folder: String) throws(FileRefusal) -> Found {
    guard let path = PublicPath(path) else { throw .missing }
    let root = try walk.root(folder)
    guard !path.namesFolder, let name = path.names.last else {
      let parent = try walk.folder(path.names, in: root)
      return .file(name: Self.index, try walk.file(Self.index, in: parent), parent: parent)
    }
    let parent = try walk.folder(path.names.dropLast(), in: root)
    let entry = try walk.entry(name, in: parent)
    guard entry.kind == .folder else { return .file(name: name, entry, parent: parent) }
    // A folder that shows nothing is not confirmed to exist either.
    _ = try walk.file(Self.index, in: entry)
    return .redirect(Self.relativeReference(name) + "/")
  }

  /// A name as a relative reference (RFC 3986 §4.2), percent-encoded but for unreserved characters, so that
  /// neither a colon makes it a scheme nor a question mark ends it.
  private static func relativeReference(_ name: String) -> String {
    name.utf8.reduce(into: "") { text, byte in
      switch Unicode.Scalar(byte) {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": text.unicodeScalars.append(.init(byte))
      default: text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
  }

  private func serve(
    _ file: OpenedFile, named name: String, in parent: OpenedFile, request: FileRequest
  ) -> FileAnswer {
    let now = Int64(time(nil))
    // §8.8.2.1: a time of modification in the future is not sent.
    let modified = min(max(0, file.identity.modified / 1_000_000_000), now)
    let type = MediaType(fileName: name)
    let choice = choose(
      file, named: name, in: parent, isCompressible: type.isCompressible, accepting: request.acceptEncoding)
    let validators = Validators(tag: choice.tag, modified: modified, now: now)
    if validators.isOutdated(request) { return FileAnswer(status: 412) }
    if validators.isNotModified(request) { return .notModified(tag: choice.tag) }
    let reply = FileReply(
      representation: represent(choice), type: type, modified: HTTPDate(seconds: modified))
    // §14.2: Range is defined for GET alone.
    guard let range = request.range, request.method == .get, validators.permitsRange(request) else {
      return reply.whole(request.method)
    }
    return reply.ranges(range)
  }

  /// The representation that the client likes best, chosen without reading a byte, so that 304 costs none.
  private func choose(
    _ file: OpenedFile, named name: String, in parent: OpenedFile, isCompressible: Bool,
    accepting field: String?
  ) -> RepresentationChoice {
    let mayCompress = isCompressible && Gzip.worthwhile.contains(file.size)
    for coding in ContentCoding.preferred(field) {
      if let sibling = try? walk.file(name + coding.suffix, in: parent),
        sibling.identity.modified >= file.identity.modified
      {
        return .precompressed(sibling, coding)
      }
      if coding == .gzip && mayCompress { return .compressed(file) }
    }
    return .original(file)
  }

  private func represent(_ choice: RepresentationChoice) -> Representation {
    switch choice {
    case .original(let file): return Representation(tag: choice.tag, coding: nil, content: .file(file))
    case .precompressed(let file, let coding):
      return Representation(tag: choice.tag, coding: coding, content: .file(file))
    case .compressed(let file):
      // The file goes out as it is when it changes under the reader or memory is short.
      guard let bytes = compressed(file) else { return represent(.original(file)) }
      return Representation(tag: choice.tag, coding: .gzip, content: .bytes(bytes))
    }
  }

  private func compressed(_ file: OpenedFile) -> [UInt8]? {
    if let kept = cache[file.identity] { return kept }
    guard let content = file.read(offset: 0, count: Int(file.size)), file.isUnchanged,
      let bytes = Gzip.compress(content)
    else { return nil }
    cache.keep(bytes, for: file.identity)
    return bytes
  }
}
