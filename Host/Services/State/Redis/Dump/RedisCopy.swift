internal import Glibc
internal import HostOperations
package import NIOCore

/// A copy of a store on Redis: a folder with the server's dump (`dump.rdb`) and what is in it (`manifest.json`), for
/// its owner alone. A dump is of one moment, so that everything in it is as of one commit.
package enum RedisCopy {
  /// What a copy holds.
  package struct Summary: Sendable, Equatable {
    /// What it says of itself.
    package var manifest: RedisManifest
    /// What each space holds.
    package var spaces: [StateUsage]
    /// Whether the dump has a sum of its own; a server can be told to make none.
    package var hasChecksum: Bool
  }

  /// How a copy is made.
  package struct Options: Sendable {
    /// The version of Roost that makes it.
    package var roost: String
    /// Whether it is taken from a replica, which the primary names.
    package var fromReplica = false
    /// Whether the server may hold keys of others, which the copy then has as well.
    package var withOthers = false
    /// How long the server may be silent: one with much data stands still for a while when it begins.
    package var patience: TimeAmount = .seconds(60)
    /// Told how many bytes came, and how many there are, when that is known. On the loop.
    package var progress: @Sendable (UInt64, UInt64?) -> Void = { _, _ in }

    /// Takes it from the primary, which must hold nothing of others.
    package init(roost: String) { self.roost = roost }
  }

  /// How often it is asked for again when it is older than what was there when it was asked for: a server shares one
  /// dump among all who wait for one, and a replica may be behind.
  private static let attempts = 3

  /// Makes a copy while hosts serve. Nothing is left of one that fails.
  ///
  /// - Parameters:
  ///   - path: the folder, which must not be there.
  ///   - loop: what the connection is on; it is blocked by writing to the disk.
  /// - Throws: why there is none.
  package static func make(
    _ path: String, of settings: RedisSettings, _ options: Options, on loop: any EventLoop
  ) async throws(StateFailure) -> Summary {
    let folder = try CopyFolder(path)
    do {
      return try await make(in: folder, RedisDump(settings, on: loop), settings, options)
    } catch {
      folder.discard()
      if let failure = error as? StateFailure { throw failure }
      throw StateFailure(.unavailable, "\(error)")
    }
  }

  private static func make(
    in folder: CopyFolder, _ dump: RedisDump, _ settings: RedisSettings, _ options: Options
  ) async throws -> Summary {
    let sight = try await dump.look(fromReplica: options.fromReplica)
    if sight.others > 0, !options.withOthers { throw shared(sight.others, sight.address) }
    let file = folder.file(CopyFolder.dump)
    for attempt in 1... {
      unsafe unlink(file)
      let digest = try await dump.take(
        from: sight.address, into: DumpWriter(file), patience: options.patience, progress: options.progress)
      // Read from the disk: what is whole here is what a restore will find.
      let read = try RedisDumpFile(reading: file, prefix: settings.prefix, database: settings.database)
      guard read.digest == digest else {
        throw RDBFailure("\(file) is not what was written: the disk is damaged")
      }
      if read.others > 0, !options.withOthers { throw shared(read.others, sight.address) }
      guard read.version < sight.version else {
        let manifest = RedisManifest(options.roost, StateClock.system.wall(), settings, read)
        try folder.finish(manifest)
        return Summary(manifest: manifest, spaces: read.spaces, hasChecksum: read.hasChecksum)
      }
      guard attempt < attempts else {
        throw RedisRefusal(
          """
          Redis at \(sight.address): its dump is of commit \(read.version), and \(sight.version) was there before — \
          hint: try again later\(options.fromReplica ? ", or without --from-replica" : "")
          """)
      }
    }
    fatalError("the loop ends within")
  }

  private static func shared(_ others: Int, _ address: RedisAddress) -> StateFailure {
    StateFailure(
      .denied,
      """
      Redis at \(address): it holds \(others) keys that are not Roost's, and a dump is of the whole server — hint: give \
      Roost a server of its own, or add --with-others, and keep the copy as carefully as what is theirs
      """)
  }

  /// The name that a copy has until it is whole: of one that was broken off it may be removed.
  package static func unfinished(_ path: String) -> String { CopyFolder.unfinished(path) }

  /// Whether something at this path may be such a copy rather than a file.
  package static func isThere(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Reads a copy whole: its sums, what it holds, and whether that is what it says.
  ///
  /// - Throws: why it is none, or is damaged.
  package static func verify(_ path: String) throws(StateFailure) -> Summary {
    do throws(RDBFailure) {
      let manifest = try RedisManifest(reading: text(path))
      let read = try RedisDumpFile(
        reading: "\(path)/\(CopyFolder.dump)", prefix: manifest.prefix, database: manifest.database)
      guard read.bytes == manifest.bytes, read.digest == manifest.digest else {
        throw RDBFailure("dump.rdb is not the one that manifest.json tells of: its SHA-256 is \(read.digest)")
      }
      let entries = read.spaces.reduce(0) { $0 + $1.entries }
      guard read.version == manifest.commit, read.epoch == manifest.epoch, read.schema == manifest.schema,
        entries == manifest.entries
      else { throw RDBFailure("manifest.json does not tell what is in dump.rdb") }
      return Summary(manifest: manifest, spaces: read.spaces, hasChecksum: read.hasChecksum)
    } catch {
      throw StateFailure(
        .unavailable, "the copy \(path): \(error) — hint: take another, or look for one that is whole")
    }
  }

  private static func text(_ path: String) throws(RDBFailure) -> [UInt8] {
    do throws(SystemFailure) {
      return try SmallFile.read("\(path)/\(CopyFolder.manifest)", atMost: RedisManifest.mostBytes)
    } catch { throw RDBFailure("\(error)") }
  }
}
