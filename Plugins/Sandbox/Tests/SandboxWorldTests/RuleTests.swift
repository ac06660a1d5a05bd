import RoostJSON
import Testing

@testable import SandboxWorld

/// The rules of the Bot API that decide how a bot must be written, each with its source.
@Suite struct RuleTests {
  @Test(arguments: Rule.webhooks + Rule.delivery + Rule.limits + Rule.bounds + Rule.errors)
  func `a rule of Telegram holds`(_ rule: Rule) throws {
    var bench = try Bench()
    try bench.say("/start")
    #expect(try rule.holds(&bench))
  }
}
