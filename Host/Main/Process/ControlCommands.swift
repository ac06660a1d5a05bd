import HostDispatch
import HostOperations
import RoostJSON

/// The commands that reach a running host through its control socket.
struct ControlCommands: Sendable {
  let manager: PluginManager
  let state: StateCommands
  let bots: BotCommands
  let health: Health
  let logs: LogHistory
  /// The folder of which no plugin is started before it is asked for; nil where all are.
  let safeFolder: String?

  func answer(_ request: ControlRequest) async -> ControlResponse {
    switch request.command {
    case "health": return .ok(readiness)
    case "plugins.list": return .ok(.array(await reports().map(Self.json)))
    case "plugins.rescan":
      guard safeFolder == nil else {
        return .failure("started with --safe — hint: roost plugins reload NAME starts one")
      }
      await manager.rescan()
      return .ok(.null)
    case "plugins.reload": return await named(request) { await manager.reload($0) }
    case "plugins.unload": return await named(request) { await manager.unload($0) }
    case "plugins.crashes":
      return await listed(request) { .array(await manager.crashes($0.name).map(Self.json)) }
    case "plugins.logs":
      let after = request.arguments["after"]?.int.map { UInt64(max(0, $0)) } ?? 0
      return await listed(request) { .array(logs.lines(of: $0.id, $0.name, after: after).map(Self.json)) }
    case "plugins.purge":
      let ids = Set(await manager.list().filter { $0.generation != 0 }.map(\.id))
      return await state.purge(request, serving: ids)
    default:
      if let answer = await state.answer(request) { return answer }
      if let answer = await bots.answer(request) { return answer }
      return .failure("\(request.command) is no command of this host")
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

  private func listed(_ request: ControlRequest, _ list: (PluginReport) async -> JSONValue) async
    -> ControlResponse
  {
    guard let name = request.arguments["name"]?.string else {
      return .failure("which plugin? `name` is missing")
    }
    guard let report = await reports().first(where: { $0.name == name }) else {
      return .failure("\(name) — no such plugin in the folder — hint: `roost plugins list` shows the names")
    }
    return .ok(await list(report))
  }

  private func reports() async -> [PluginReport] {
    let known = await manager.list()
    guard let safeFolder else { return known }
    let others = Set(FolderCheck.names(in: safeFolder) ?? []).subtracting(known.map(\.name))
    return (known + others.map(PluginReport.notStarted)).sorted { $0.name < $1.name }
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

  private static func json(_ line: LogHistory.Line) -> JSONValue {
    .object([
      JSONMember("number", .number(JSONNumber(line.number))), JSONMember("text", .string(line.text)),
    ])
  }

  private static func json(_ crash: CrashReport) -> JSONValue {
    .object([
      JSONMember("time", .number(JSONNumber(crash.time))), JSONMember("version", .string(crash.version)),
      JSONMember("generation", .number(JSONNumber(crash.generation))),
      JSONMember("pid", .number(JSONNumber(Int64(crash.pid)))),
      JSONMember("reason", .string(crash.reason)),
      JSONMember("output", .array(crash.output.map { .string($0) })),
      JSONMember("backtrace", .array(crash.backtrace.map { .string($0) })),
    ])
  }

  private static func json(_ report: PluginReport) -> JSONValue {
    .object([
      JSONMember("name", .string(report.name)), JSONMember("id", .string(report.id)),
      JSONMember("version", .string(report.version)),
      JSONMember("generation", .number(JSONNumber(report.generation))),
      JSONMember("state", .string(report.state)), JSONMember("isolation", .string(report.isolation)),
      JSONMember("pid", report.pid.map { .number(JSONNumber(Int64($0))) } ?? .null),
      JSONMember("memory", report.memory.map { .number(JSONNumber($0)) } ?? .null),
      JSONMember("files", report.files.map { .number(JSONNumber($0)) } ?? .null),
      JSONMember("calls", .number(JSONNumber(report.calls))),
      JSONMember("crashes", .number(JSONNumber(report.crashes))),

      JSONMember("in_hand", .number(JSONNumber(report.inHand))),
      JSONMember("waiting", .number(JSONNumber(report.waiting))),
      JSONMember("late", .number(JSONNumber(report.misconduct.late))),
      JSONMember("twice", .number(JSONNumber(report.misconduct.twice))),
      JSONMember("never", .number(JSONNumber(report.misconduct.never))),
      JSONMember("missing", .array(report.missing.map { .string($0) })),
      JSONMember("reason", .string(report.reason)),
    ])
  }
}
