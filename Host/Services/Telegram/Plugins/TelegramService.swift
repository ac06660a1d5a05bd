internal import HostOperations
internal import RoostJSON
internal import Synchronization

/// What calls of plugins are made with: the bots, the pace, and the files that go with them.
package final class TelegramService: Sendable {
  /// The bots that there are.
  package let bots: BotDirectory
  /// Makes calls when their turn comes.
  package let sender: TelegramSender
  private let files: FileStore?

  /// Methods that the host calls itself, or whose result no plugin is to see.
  private static let reserved: Set<String> = [
    "getupdates", "setwebhook", "deletewebhook", "getwebhookinfo", "logout", "close", "getmanagedbottoken",
    "replacemanagedbottoken",
  ]

  /// - Parameter files: where plugins keep theirs; nil when they have none.
  package init(_ bots: BotDirectory, _ sender: TelegramSender, files: FileStore?) {
    (self.bots, self.sender, self.files) = (bots, sender, files)
  }

  /// One for plugins that are tried out: calls as these bots go to a fetcher, which is to send nothing.
  package static func deaf(_ names: [String], of plugin: String, _ fetcher: Fetcher) throws -> TelegramService
  {
    let token = try BotToken("1:" + String(repeating: "x", count: 35))
    let bots = BotDirectory(
      names.map {
        BotDirectory.Entry(id: 1, name: $0, username: $0, plugins: [plugin], mode: "", isActive: true)
      })
    let sender = TelegramSender(
      TelegramCaller(fetcher, try TelegramAPI()), token: { _ in token }, revoked: { _, _ in })
    return TelegramService(bots, sender, files: nil)
  }

  /// Whether a method may be called by plugins. Telegram does not look at the case of letters.
  ///
  /// - Throws: that it may not.
  package static func check(method: String) throws(FetchFailure) {
    guard !reserved.contains(method.lowercased()) else {
      throw FetchFailure(.denied, "\(method) is not called by plugins — hint: the host sees to it itself")
    }
  }

  /// Opens files of a plugin, to be sent.
  ///
  /// - Parameter limit: most bytes of all of them.
  /// - Throws: why they cannot be.
  package func open(
    _ names: [FileName], of plugin: String, limit: Int64
  ) async throws(FetchFailure) -> [OpenedUpload] {
    guard !names.isEmpty else { return [] }
    guard let files else { throw FetchFailure(.denied, "there are no files here") }
    var opened: [OpenedUpload] = []
    for name in names {
      let answer: Result<FileAnswer, FileFailure> = await withCheckedContinuation { waiting in
        files.ask(.open(name), of: plugin) { waiting.resume(returning: $0) }
      }
      switch answer {
      case .success(.opened(let file)): opened.append(file)
      case .success: throw FetchFailure(.invalid, "the file \(name.text) cannot be opened")
      case .failure(let failure):
        throw FetchFailure(failure.kind == .unavailable ? .notSent : .invalid, failure.description)
      }
    }
    guard opened.reduce(0, { $0 + $1.size }) <= limit else {
      throw FetchFailure(.invalid, "the call's files have more than \(limit) bytes")
    }
    return opened
  }

  /// Has a file of Telegram's come into a plugin's folder: beside its place first, then into it.
  ///
  /// - Returns: how many bytes it has.
  package func download(
    _ file: String, as bot: Int64, to name: FileName, of plugin: String, limit: Int64
  ) async throws(TelegramDownloadError) -> Int64 {
    guard let files, let part = try? FileName((name.text + ".part").utf8) else {
      throw .notTaken("there are no files here, or the name is too long for .part behind it")
    }
    func ask(_ question: FileQuestion) async throws(FileFailure) {
      let answer: Result<FileAnswer, FileFailure> = await withCheckedContinuation { waiting in
        files.ask(question, of: plugin) { waiting.resume(returning: $0) }
      }
      _ = try answer.get()
    }
    do throws(TelegramDownloadError) {
      do throws(FileFailure) { try await ask(.write(part, [], .replace)) } catch {
        throw TelegramDownloadError.notTaken(error.description)
      }
      var kept: [UInt8] = []
      let count = try await sender.download(file, bot: bot, limit: limit) { piece in
        kept += piece
        // Each write is on disk before it is answered.
        guard kept.count >= Self.pieceBytes else { return }
        try await ask(.write(part, kept, .append))
        kept = []
      }
      do throws(FileFailure) {
        if !kept.isEmpty { try await ask(.write(part, kept, .append)) }
        try await ask(.move(part, to: name))
      } catch { throw TelegramDownloadError.notTaken(error.description) }
      return count
    } catch {
      try? await ask(.remove(part))
      throw error
    }
  }

  private static let pieceBytes = 1 << 20
}
