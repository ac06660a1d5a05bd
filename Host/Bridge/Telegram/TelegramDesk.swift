import CRoost
import FrameLayout
import HostLoader
import HostOperations
package import HostServices
import Synchronization

/// Makes the calls of one generation, as the bots that it may call as at the moment.
final class TelegramDesk: Sendable {
  /// Told the code, and the block or message, once and on any thread.
  typealias Answer = @Sendable (Int32, [UInt8]) -> Void

  private struct State {
    var scope: BotScope
    var hasEnded = false
    var budget = CallBudget(calls: Int(ROOST_TELEGRAM_CALLS_MAX), bytes: Int(ROOST_TELEGRAM_BYTES_MAX))
  }

  private let service: TelegramService
  private let plugin: String
  private let state: Mutex<State>

  init(_ service: TelegramService, of plugin: String, grants: [Grant]) {
    (self.service, self.plugin) = (service, plugin)
    state = Mutex(State(scope: BotScope(plugin, grants)))
  }

  /// Which bots it may call as.
  var scope: BotScope { state.withLock { $0.scope } }

  /// Takes away what is not among some grants. Nothing gives it back to this generation.
  func restrict(to grants: [Grant]) {
    let scope = BotScope(plugin, grants)
    state.withLock { $0.scope = $0.scope.restricted(to: scope) }
  }

  /// Its generation is gone: what waits for its turn is not sent any more.
  func end() { state.withLock { $0.hasEnded = true } }

  /// Whether what was admitted may still leave: its turn may come long after.
  private func stillCovers(_ name: String) -> Bool {
    guard let bot = service.bots[name] else { return false }
    return state.withLock { !$0.hasEnded && $0.scope.covers(bot) }
  }

  /// Whether a call that is an effect may be made now.
  ///
  /// - Throws: why not.
  func check(_ call: [UInt8]) throws(FetchFailure) {
    let question = try TelegramBlock.call(ofEffect: call)
    guard question.ticket == 0 else { throw FetchFailure(.invalid, "the call of an effect has a ticket") }
    _ = try admitted(question)
  }

  private func admitted(_ question: TelegramBlock.Question) throws(FetchFailure) -> BotDirectory.Entry {
    try TelegramService.check(method: question.call.method)
    return try scope.check(question.bot, in: service.bots)
  }

  /// Takes a question by its number in `frames.h`.
  ///
  /// - Returns: `ROOST_DONE` when there will be an answer, else why there will be none.
  func ask(_ method: UInt32, _ block: UnsafeRawBufferPointer, _ answer: @escaping Answer) -> Int32 {
    guard block.count <= Int(ROOST_TELEGRAM_CALL_MAX) else { return ROOST_INVALID }
    do throws(FetchFailure) {
      switch Int32(bitPattern: method) {
      case TELEGRAM_CALL: try call(unsafe TelegramBlock.call(block), block.count, answer)
      case TELEGRAM_BOTS:
        let scope = scope
        answer(ROOST_DONE, TelegramBlock.bots(service.bots.all.filter(scope.covers), scope))
      case TELEGRAM_DOWNLOAD: try download(unsafe TelegramBlock.download(block), answer)
      default: throw FetchFailure(.invalid, "it is no question of this version")
      }
    } catch {
      answer(error.code(isRepeatable: true), Self.message(error))
    }
    return ROOST_DONE
  }

  private static func message(_ failure: FetchFailure) -> [UInt8] {
    Array(failure.description.utf8.prefix(1024))
  }

  private func call(
    _ question: TelegramBlock.Question, _ size: Int, _ answer: @escaping Answer
  ) throws(FetchFailure) {
    let bot = try admitted(question)
    let event = question.ticket == 0 ? nil : Tickets.shared.find(question.ticket)
    let urgency: SendUrgency = event?.generation.plugin == plugin ? .answer : .broadcast
    guard state.withLock({ $0.budget.take(size) }) else {
      return answer(ROOST_BUSY, Array("too many calls wait for their answers".utf8))
    }
    Task { [urgency] in
      let (code, bytes) = await make(question, as: bot, urgency)
      state.withLock { $0.budget.giveBack(size) }
      answer(code, bytes)
    }
  }

  private func download(
    _ wanted: TelegramBlock.Download, _ answer: @escaping Answer
  ) throws(FetchFailure) {
    let bot = try scope.check(wanted.bot, in: service.bots)
    guard state.withLock({ $0.budget.take(Self.downloadBytes) }) else {
      return answer(ROOST_BUSY, Array("too many files are on their way".utf8))
    }
    Task { [service, plugin] in
      let (code, bytes) = await Self.load(wanted, as: bot, service, plugin)
      state.withLock { $0.budget.giveBack(Self.downloadBytes) }
      answer(code, bytes)
    }
  }

  /// What a file on its way takes of the host's memory.
  private static let downloadBytes = 2 << 20

  private static func load(
    _ wanted: TelegramBlock.Download, as bot: BotDirectory.Entry, _ service: TelegramService,
    _ plugin: String
  ) async -> (Int32, [UInt8]) {
    do throws(TelegramDownloadError) {
      let count = try await service.download(
        wanted.file, as: bot.id, to: wanted.path, of: plugin, limit: wanted.limit)
      let answer = TelegramBlock.answer(.init(outcome: .done(Array("\(count)".utf8))), isRepeatable: true)
      return (answer.code, answer.bytes)
    } catch {
      let why = Array(error.description.utf8.prefix(1024))
      switch error {
      case .noFile(let outcome):
        let answer = TelegramBlock.answer(.init(outcome: outcome), isRepeatable: true)
        return (answer.code, answer.bytes)
      case .tooLarge, .notTaken: return (ROOST_DENIED, why)
      case .broken: return (ROOST_RETRYABLE, why)
      }
    }
  }

  private func make(
    _ question: TelegramBlock.Question, as bot: BotDirectory.Entry, _ urgency: SendUrgency
  ) async -> (Int32, [UInt8]) {
    do throws(FetchFailure) {
      let call = try await question.opened(by: service, for: plugin)
      let report = await service.sender.send(
        TelegramSender.Order(
          call, bot: bot.id, caller: plugin, urgency: urgency, patience: Int64(question.timeout ?? 30_000))
      ) { stillCovers(bot.name) }
      let answer = TelegramBlock.answer(report, isRepeatable: call.isRepeatable)
      return (answer.code, answer.bytes)
    } catch {
      return (error.code(isRepeatable: true), Self.message(error))
    }
  }
}

extension TelegramBlock.Question {
  /// The call with its files, open.
  ///
  /// - Throws: why they cannot be sent.
  package func opened(
    by service: TelegramService, for plugin: String
  ) async throws(FetchFailure) -> TelegramCall {
    var opened = try await service.open(files.compactMap(\.path), of: plugin, limit: Self.fileLimit)[...]
    return try TelegramCall(
      call.method, call.parameters,
      files: files.map { file in
        let content: TelegramCall.File.Content =
          file.path == nil ? .bytes(file.bytes) : .file(opened.removeFirst())
        return .init(name: file.name, fileName: file.shown, content: content)
      }, timeout: call.timeout)
  }
}
