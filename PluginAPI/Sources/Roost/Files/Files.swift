import CRoostSDK

/// The plugin's own folder: files that outlive the plugin, its worker and the host.
///
/// No other plugin can name them. What a call has written is on disk when it returns. A name has up to eight parts with
/// "/" between them, together at most 512 bytes, and one call reads or writes at most 1 MiB; the folders on the way come
/// and go by themselves. The calls of a plugin are done in the order in which they are made.
///
///     try await context.files.write(Array(report.utf8), to: "reports/\(day).txt")
///     let old = try await context.files.read("reports/\(yesterday).txt")
public struct Files: Sendable {
  /// Most bytes that one call reads or writes.
  public static let maximumBytes = Int(ROOST_FILES_BYTES_MAX)
  private static let attempts = 4

  /// How a file is written.
  public enum Writing: Sendable {
    /// Whole, in the place of one that there is; a crash leaves the older or the newer.
    case replace
    /// Whole, where there is none: else it throws an error of the class `conflict`.
    case create
    /// Behind the bytes that there are, if any; a crash may leave a part of those that are new.
    case append
  }

  // MARK: One file

  /// A whole file's bytes; nil when there is none.
  ///
  /// - Parameters:
  ///   - name: the file.
  ///   - limit: most bytes that it may have, 16 MiB by default.
  /// - Throws: ``PluginError`` of the class `permanent` for a file that is larger, `conflict` when it is being written
  ///   all the time, `denied` for what is no regular file.
  public func read(_ name: String, atMost limit: Int = 16 << 20) async throws -> [UInt8]? {
    for _ in 0..<Self.attempts {
      guard let first = try await part(name, from: 0, count: Self.maximumBytes) else { return nil }
      guard first.size <= limit else {
        throw PluginError(
          .permanent, "the file \"\(name)\" has \(first.size) bytes — hint: read it piece by piece")
      }
      var bytes = first.bytes
      while bytes.count < first.size {
        guard let next = try await part(name, from: bytes.count, count: Self.maximumBytes),
          next.tag == first.tag, !next.bytes.isEmpty
        else { break }
        bytes += next.bytes
      }
      if bytes.count == first.size { return bytes }
    }
    throw PluginError(.conflict, "the file \"\(name)\" changed while it was read")
  }

  /// Up to so many of a file's bytes from an offset on, fewer at its end; nil when there is no file.
  ///
  /// - Parameters:
  ///   - name: the file.
  ///   - offset: where to begin, in bytes.
  ///   - count: 1 to ``maximumBytes``.
  public func read(_ name: String, from offset: Int, count: Int) async throws -> [UInt8]? {
    try await part(name, from: offset, count: count)?.bytes
  }

  /// Writes bytes, at most ``maximumBytes``. What is larger is appended piece by piece, and then moved into place.
  ///
  /// - Throws: ``PluginError`` of the class `denied` when the quota is full, `retryable` when the disk is, `unknown`
  ///   when it cannot be said whether it was written.
  public func write(_ bytes: [UInt8], to name: String, _ how: Writing = .replace) async throws {
    let flags: UInt32 =
      switch how {
      case .replace: ROOST_FILES_REPLACE
      case .create: ROOST_FILES_CREATE
      case .append: ROOST_FILES_APPEND
      }
    _ = try await ask(2, name, rest: bytes, number: flags)
  }

  /// Gives a file another name, in the place of a file that has it.
  ///
  /// - Throws: ``PluginError`` of the class `conflict` when there is no such file.
  public func move(_ name: String, to other: String) async throws {
    _ = try await ask(3, name, rest: Array(other.utf8))
  }

  /// Removes a file; false when there is none.
  @discardableResult
  public func remove(_ name: String) async throws -> Bool {
    do {
      _ = try await ask(4, name)
      return true
    } catch let error as PluginError where error.class == .conflict {
      return false
    }
  }

  // MARK: All

  /// A page of the files whose names begin so, in the order of the names' bytes.
  ///
  /// - Parameters:
  ///   - prefix: such as "reports/"; of all by default.
  ///   - after: the name after which the page begins: ``FilePage/next`` of the page before.
  ///   - limit: most files of the page, 1 to 1,000.
  public func list(_ prefix: String = "", after: String? = nil, limit: Int = 100) async throws -> FilePage {
    let answer = try await ask(
      5, prefix, rest: Array((after ?? "").utf8), number: UInt32(clamping: limit))
    var reply = BlockReader(answer)
    _ = reply.take(UInt32.self)
    let count = reply.take(UInt32.self)
    let hasMore = reply.take(UInt32.self) == 1
    _ = reply.take(UInt32.self)
    var files: [FileEntry] = []
    for _ in 0..<count {
      let nameSize = Int(reply.take(UInt32.self))
      _ = reply.take(UInt32.self)
      let (size, modified) = (reply.take(UInt64.self), reply.take(Int64.self))
      let name = String(decoding: reply.bytes(nameSize), as: UTF8.self)
      files.append(FileEntry(name: name, size: Int(size), modified: modified))
    }
    return FilePage(files: files, next: hasMore ? files.last?.name : nil)
  }

  /// How much there is, and may be.
  public func usage() async throws -> FilesUsage {
    var reply = BlockReader(try await ask(6, ""))
    _ = reply.take(UInt64.self)
    let (bytes, files) = (reply.take(UInt64.self), reply.take(UInt64.self))
    let (bytesLimit, filesLimit) = (reply.take(UInt64.self), reply.take(UInt64.self))
    return FilesUsage(
      bytes: Int(bytes), files: Int(files), bytesLimit: bytesLimit == 0 ? nil : Int(bytesLimit),
      filesLimit: Int(filesLimit))
  }

  /// The folder's path, for ordinary file calls; nil when the host offers no files.
  public var folder: String? {
    var size = roost_sdk_folder(nil, 0)
    while size > 0 {
      var path = [UInt8](repeating: 0, count: Int(size))
      size = unsafe roost_sdk_folder(&path, UInt64(path.count))
      if size == path.count { return String(decoding: path, as: UTF8.self) }
    }
    return nil
  }

  // MARK: Asking

  private func part(
    _ name: String, from offset: Int, count: Int
  ) async throws -> (bytes: [UInt8], size: Int, tag: UInt64)? {
    do {
      let answer = try await ask(1, name, offset: UInt64(clamping: offset), length: UInt64(clamping: count))
      var reply = BlockReader(answer)
      _ = reply.take(UInt64.self)
      let (size, tag) = (reply.take(UInt64.self), reply.take(UInt64.self))
      return (reply.bytes(answer.count - 24), Int(size), tag)
    } catch let error as PluginError where error.class == .conflict {
      return nil
    }
  }

  private func ask(
    _ method: Int32, _ name: String, rest: [UInt8] = [], offset: UInt64 = 0, length: UInt64 = 0,
    number: UInt32 = 0
  ) async throws -> [UInt8] {
    let bytes = Array(name.utf8)
    let answer = await Questions.ask { id in
      unsafe bytes.withUnsafeBufferPointer { name in
        unsafe rest.withUnsafeBufferPointer { rest in
          unsafe roost_sdk_file(
            method, name.baseAddress, UInt64(name.count), rest.baseAddress, UInt64(rest.count), offset,
            length,
            number, id)
        }
      }
    }
    return try answer.result(
      "the plugin's files", absent: "this host offers no files (roost.files/1)",
      bounds: "a name has at most \(ROOST_FILES_NAME_MAX) bytes, and a call at most \(ROOST_FILES_BYTES_MAX)")
  }
}
