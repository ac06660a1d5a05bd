import Foundation
import HostConformance
import HostDispatch
import HostOperations
import HostServices
import RoostJSON
import RoostManifestFormat

/// Asks a running host for what is replayed.
struct ReplaySource {
  let client: ControlClient
  let plugin: String

  /// The events that are meant, the first first.
  func events(ids: [String], source: String?, since: Int64, limit: Int) throws -> [RecordedEvent] {
    var (found, before) = ([RecordedEvent](), JSONValue.string(""))
    while found.count < limit {
      var arguments = [
        JSONMember("plugin", .string(plugin)), JSONMember("ids", .array(ids.map { .string($0) })),
        JSONMember("since", .number(JSONNumber(since))), JSONMember("before", before),
        JSONMember("limit", .number(JSONNumber(Int64(limit - found.count)))),
      ]
      if let source { arguments.append(JSONMember("source", .string(source))) }
      let answer = try client.call("replay.events", .object(arguments))
      found += try (answer["events"]?.array ?? []).compactMap {
        try StateJSON.entry($0).map(RecordedEvent.init)
      }
      guard let next = answer["next"], next.string != nil else { break }
      before = next
    }
    let missing = ids.filter { id in !found.contains { $0.report.id == id } }
    guard missing.isEmpty else {
      throw Finding(
        "\(missing.joined(separator: ", ")) cannot be replayed",
        why: "it has not ended, was not kept, is an effect, or is another plugin's than \(plugin)",
        hint: "roost events show tells")
    }
    return found.reversed()
  }

  /// Refuses a build that cannot read the state.
  func checkForm(_ manifest: Manifest) throws {
    let answer = try client.call("replay.form", .object([JSONMember("plugin", .string(plugin))]))
    let form = Int(answer["form"]?.int ?? 0)
    guard form != 0, !manifest.state.reads.contains(form) else { return }
    throw Finding(
      "\(plugin) \(manifest.version) cannot read the state",
      why: "it is of version \(form), this one reads \(manifest.state.reads)",
      hint: "let it serve, so that it turns the state, before its decisions are compared")
  }

  /// The settings of the plugin that serves, if it has any: those of the file that its library is named for.
  func settings(in folder: String) throws -> String? {
    let plugins = try client.call("plugins.list").array ?? []
    let names = plugins.filter { $0["id"]?.string == plugin }.compactMap { $0["name"]?.string }
    let files = names.map { "\(folder)/\($0).yaml" }
    return files.first { FileManager.default.fileExists(atPath: $0) }
  }
}
