import HostOperations
import Testing

@testable import HostServices

/// Which bots a plugin may call as.
@Suite struct BotScopeTests {
  private let bots = BotDirectory([
    .init(id: 1, name: "own", username: "own_bot", plugins: ["shop"], mode: "sales", isActive: true),
    .init(id: 2, name: "other", username: "other_bot", plugins: ["till"], mode: "", isActive: true),
    .init(id: 3, name: "off", username: "off_bot", plugins: ["shop"], mode: "", isActive: false),
  ])

  private func refusal(_ name: String, _ grants: [Grant] = []) -> String? {
    do throws(FetchFailure) {
      _ = try BotScope("shop", grants).check(name, in: bots)
      return nil
    } catch {
      #expect(error.kind == .denied)
      return error.description
    }
  }

  @Test func `a plugin calls as the bots that it serves, and as those that are granted`() throws {
    #expect(refusal("own") == nil)
    #expect(try #require(refusal("other")).contains("grants: [bot:other]"))
    #expect(refusal("other", [.bot("other")]) == nil && refusal("other", [.bot("*")]) == nil)
    #expect(refusal("other", [.bot("own"), .service("other")]) != nil)
  }

  @Test func `none calls as a bot that is switched off or not there`() throws {
    #expect(try #require(refusal("off", [.bot("*")])).contains("switched off"))
    #expect(try #require(refusal("nobody", [.bot("*")])).contains("no token"))
  }

  @Test func `what is taken away is out of force, and what is served stays`() {
    let all = BotScope("shop", [.bot("other")])
    let left = all.restricted(to: BotScope("shop", []))
    #expect(left == BotScope("shop", []) && left.covers(bots["own"]!) && !left.covers(bots["other"]!))
    #expect(all.restricted(to: BotScope("shop", [.bot("*")])) == all)
    #expect(BotScope("shop", [.bot("*")]).restricted(to: all) == all)
  }

  @Test func `the host's own methods are not called by plugins, in whichever letters`() {
    for method in ["getUpdates", "SETWEBHOOK", "close", "getManagedBotToken"] {
      #expect(throws: FetchFailure.self) { try TelegramService.check(method: method) }
    }
    #expect(throws: Never.self) { try TelegramService.check(method: "sendMessage") }
  }
}
