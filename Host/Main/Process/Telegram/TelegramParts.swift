import HostOperations
import HostServices
import Logging
import Synchronization

/// What calls of the Bot API are made with, by the host and for plugins: made before those who use it.
final class TelegramParts: Sendable {
  let fetcher: Fetcher
  let caller: TelegramCaller
  let registry: BotRegistry
  let service: TelegramService
  let notices: BotNotices
  private let revoked: Revoked

  /// - Throws: ``ConfigurationError`` for keys or an address that are none.
  init(
    _ loaded: HostConfiguration.Loaded, store: any StateStore, files: FileStore, log: Logger
  ) throws {
    let configuration = loaded.configuration
    let (api, vault) = try Self.read(loaded)
    let fetcher = try Fetcher(authorities: configuration.fetch.authorities, connections: 4096)
    let caller = TelegramCaller(fetcher, api)
    let registry = BotRegistry(store, vault, caller, taken: Set(configuration.bots.map(\.name)))
    let revoked = Revoked()
    let sender = TelegramSender(caller) {
      await registry.token(of: $0)
    } revoked: { bot, why in
      Task {
        guard let name = await registry.served.first(where: { $0.record.id == bot })?.record.name else {
          return
        }
        revoked.tell(name, why)
      }
    }
    (self.fetcher, self.caller, self.registry, self.revoked) = (fetcher, caller, registry, revoked)
    service = TelegramService(BotDirectory(), sender, files: files)
    notices = BotNotices(log)
  }

  /// Has somebody told of bots, by their names, whose token is no more, and why.
  func whenRevoked(_ tell: @escaping Revoked.Tell) { revoked.set(tell) }

  /// Breaks off what is under way. Blocks.
  func close() {
    service.sender.close()
    fetcher.close()
  }

  /// Reads where the Bot API is and the keys of tokens.
  ///
  /// - Throws: what is wrong with the settings.
  static func read(
    _ loaded: HostConfiguration.Loaded
  ) throws(ConfigurationError) -> (TelegramAPI, TokenVault?) {
    let telegram = loaded.configuration.telegram
    let section = DataPath("telegram")
    var problems: [Problem] = []
    var (api, vault): (TelegramAPI?, TokenVault?)
    do throws(TelegramAPIError) {
      api = try TelegramAPI(telegram.api ?? TelegramAPI.official)
    } catch {
      problems.append(loaded.problem(at: section.member("api_url"), error.description, hint: nil))
    }
    do throws(TokenKeyError) {
      vault = try telegram.keys.map { (keys) throws(TokenKeyError) in TokenVault(try TokenKeys(keys)) }
    } catch {
      problems.append(loaded.problem(at: section.member("key"), error.description, hint: nil))
    }
    guard let api, problems.isEmpty else { throw ConfigurationError(problems) }
    return (api, vault)
  }

  /// Who is told of tokens that are no more.
  final class Revoked: Sendable {
    typealias Tell = @Sendable (_ bot: String, _ why: String) -> Void
    private let listener = Mutex<Tell?>(nil)

    func set(_ tell: @escaping Tell) { listener.withLock { $0 = tell } }

    func tell(_ bot: String, _ why: String) { listener.withLock { $0 }?(bot, why) }
  }
}

/// What operators are told of bots: the last of each is kept to be shown.
final class BotNotices: Sendable {
  private let log: Logger
  private let last = Mutex<[String: TelegramBots.Notice]>([:])

  init(_ log: Logger) { self.log = log }

  func tell(_ bot: String, _ text: String) {
    log.warning("\(bot): \(text)", metadata: ["bot": "\(bot)"])
    last.withLock { $0[bot] = TelegramBots.Notice(time: StateClock.system.wall(), text: text) }
  }

  func last(of bot: String) -> TelegramBots.Notice? { last.withLock { $0[bot] } }
}
