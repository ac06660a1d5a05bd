import Foundation
import Glibc
import HostDispatch
import HostOperations
import HostServices
import RoostJSON

/// The commands of `roost replay`: recorded events and the state of a plugin, read only.
///
/// What they answer holds values, so that they are for root and the host's user alone.
struct ReplayCommands: Sendable {
  let store: any StateStore
  let inbox: Inbox

  /// Answers of about so many bytes leave room for their coding in a line.
  private static let answerBytes = 2 << 20

  /// The answer; nil for a command of another kind.
  func answer(_ request: ControlRequest) async throws -> JSONValue? {
    guard request.command.hasPrefix("replay.") else { return nil }
    guard request.peer.uid == 0 || request.peer.uid == geteuid() else {
      throw StateFailure(
        .denied, "what is replayed holds what plugins keep — hint: replay as root or as the host's user")
    }
    let arguments = request.arguments
    guard let plugin = arguments["plugin"]?.string, !plugin.isEmpty, !plugin.contains("/") else {
      throw StateFailure(.invalid, "`plugin` is missing or no plugin's id")
    }
    switch request.command {
    case "replay.events": return try await events(of: plugin, arguments)
    case "replay.form":
      let usage = try await withCheckedContinuation { waiting in
        store.usage { waiting.resume(returning: $0) }
      }.get()
      let form = usage.first { $0.plugin == plugin }?.form ?? 0
      return .object([JSONMember("form", .number(JSONNumber(Int64(form))))])
    case "replay.get":
      let keys = (arguments["keys"]?.array ?? []).compactMap { StateJSON.bytes($0) }
      let found = try await withCheckedContinuation { waiting in
        store.get(keys, of: Self.space(plugin)) { waiting.resume(returning: $0) }
      }.get()
      var (answer, bytes) = ([JSONValue](), 0)
      for entry in found {
        bytes += entry?.value.count ?? 0
        // The rest is asked for again.
        guard answer.isEmpty || bytes <= Self.answerBytes else { break }
        answer.append(entry.map(StateJSON.value) ?? .null)
      }
      return .array(answer)
    case "replay.scan":
      let range = StateRange(
        from: arguments["from"].flatMap(StateJSON.bytes) ?? [],
        to: arguments["to"].flatMap(StateJSON.bytes) ?? [],
        limit: Int(min(max(1, arguments["limit"]?.int ?? 100), 1000)),
        isDescending: arguments["descending"]?.bool == true)
      let page = try await withCheckedContinuation { waiting in
        store.scan(range, of: Self.space(plugin)) { waiting.resume(returning: $0) }
      }.get()
      return StateJSON.page(page, upTo: Self.answerBytes)
    default: return nil
    }
  }

  private func events(of plugin: String, _ arguments: JSONValue) async throws -> JSONValue {
    var wanted = Inbox.Recording(of: plugin)
    wanted.ids = Set((arguments["ids"]?.array ?? []).compactMap(\.string))
    wanted.source = arguments["source"]?.string
    wanted.since = arguments["since"]?.int.map { Int64($0) } ?? 0
    let (entries, next) = try await inbox.recorded(
      wanted, before: arguments["before"].flatMap(StateJSON.bytes) ?? [],
      limit: Int(min(max(1, arguments["limit"]?.int ?? 1000), 100_000)))
    return .object([
      JSONMember("events", .array(entries.map(StateJSON.value))),
      JSONMember("next", next.map(StateJSON.text) ?? .null),
    ])
  }

  private static func space(_ plugin: String) -> StateSpace {
    StateSpace(plugin: plugin, form: .max, quota: nil)
  }
}
