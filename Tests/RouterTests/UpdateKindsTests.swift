import CRoost
import Testing

@testable import HostRouter

/// The kinds of updates that Telegram is asked for.
@Suite struct UpdateKindsTests {
  @Test func `every kind has the name that it is known by in an update`() throws {
    let names = UpdateKinds.names(of: .max)
    #expect(names.count == Int(ROOST_UPDATE_KIND_COUNT) - 1)
    for name in names {
      let json = Array(#"{"update_id":1,"\#(name)":{}}"#.utf8)
      let kind = try unsafe json.withUnsafeBytes { try unsafe UpdateEnvelope(scanning: $0).kind }
      #expect(kind != 0 && UpdateKinds.names(of: 1 << UInt64(kind)) == [name])
    }
    #expect(UpdateKinds.names(of: 0) == [] && UpdateKinds.names(of: 1) == [])
  }

  @Test func `a bot wants what the handlers of its plugins want`() {
    func route(_ plugin: String, _ kinds: UInt64, bot: String? = nil) -> UpdateRoute {
      UpdateRoute(
        plugin: plugin, bot: bot, kinds: kinds, chatTypes: 0, command: nil, callback: nil, order: 0, target: 0
      )
    }
    let message: UInt64 = 1 << UInt64(ROOST_UPDATE_MESSAGE)
    let poll: UInt64 = 1 << UInt64(ROOST_UPDATE_POLL)
    let routes = UpdateRoutes(
      [
        route("a", message), route("b", poll),
        route("b", 1 << UInt64(ROOST_UPDATE_CHAT_MEMBER), bot: "other"),
      ],
      bots: [.init(name: "one", plugins: ["a"]), .init(name: "two", plugins: ["a", "b"])])
    #expect(UpdateKinds.names(of: routes.kinds(of: 0)) == ["message"])
    #expect(UpdateKinds.names(of: routes.kinds(of: 1)) == ["message", "poll"])
  }
}
