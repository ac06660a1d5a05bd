import HostDispatch
import HostOperations
import RoostJSON

/// The commands that reach a running host through its control socket.
struct ControlCommands: Sendable {
  let manager: PluginManager
  let health: Health

  func answer(_ request: ControlRequest) async -> ControlResponse {
    switch request.command {
    case "health": return .ok(readiness)
    case "plugins.list": return .ok(.array(await manager.list().map(Self.json)))
    case "plugins.rescan":
      await manager.rescan()
      return .ok(.null)
    case "plugins.reload": return await named(request) { await manager.reload($0) }
    case "plugins.unload": return await named(request) { await manager.unload($0) }
    default: return .failure("\(request.command) is no command of this host")
    }
  }

  private func named(_ request: ControlRequest, _ act: (String) async -> PluginReport?) async
    -> ControlResponse
  {
    guard let name = request.arguments["name"]?.string else {
      return .failure("which plugin? `name` is missing")
    }
    guard let report = await act(name) else {
      return .failure("\(name) — no such plugin in the folder — hint: `roost plugins list` shows the names")
    }
    return .ok(Self.json(report))
  }

  private var readiness: JSONValue {
    .object([
      JSONMember("ready", .bool(health.isReady)),
      JSONMember(
        "conditions",
        .array(
          health.conditions.map { condition in
            .object([
              JSONMember("name", .string(condition.name)), JSONMember("ready", .bool(condition.isReady)),
              JSONMember("reason", .string(condition.reason)),
            ])
          })),
    ])
  }

  private static func json(_ report: PluginReport) -> JSONValue {
    .object([
      JSONMember("name", .string(report.name)), JSONMember("id", .string(report.id)),
      JSONMember("version", .string(report.version)),
      JSONMember("generation", .number(JSONNumber(report.generation))),
      JSONMember("state", .string(report.state)), JSONMember("isolation", .string("inline")),
      JSONMember("in_hand", .number(JSONNumber(report.inHand))),
      JSONMember("waiting", .number(JSONNumber(report.waiting))),
      JSONMember("late", .number(JSONNumber(report.misconduct.late))),
      JSONMember("twice", .number(JSONNumber(report.misconduct.twice))),
      JSONMember("never", .number(JSONNumber(report.misconduct.never))),
      JSONMember("reason", .string(report.reason)),
    ])
  }
}
