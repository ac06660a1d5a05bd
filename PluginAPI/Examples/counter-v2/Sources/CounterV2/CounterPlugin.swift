import Roost
import RoostJSON
import Synchronization

/// Version 2 of the counter: a count for each name. It reads the state of version 1, whose one count
/// becomes that of the name "all". Version 1 cannot read what this one writes, so the host refuses
/// to go back to it.
final class CounterPlugin: StatefulPlugin {
  private let counts = Mutex<[String: Int]>([:])

  init(_ context: PluginContext) {}

  var handlers: [any Handler] {
    GET("/counter") { [self] _ in "\(value("all"))\n" }
    POST("/counter") { [self] _ in "\(add("all"))\n" }
    GET("/counter/{name}") { [self] request in "\(value(request["name"]))\n" }
    POST("/counter/{name}") { [self] request in "\(add(request["name"]))\n" }
  }

  private func value(_ name: String) -> Int { counts.withLock { $0[name, default: 0] } }

  private func add(_ name: String) -> Int {
    counts.withLock { counts in
      counts[name, default: 0] += 1
      return counts[name]!
    }
  }

  /// State version 2: a JSON object of names and counts.
  func exportState() throws -> [UInt8] { try JSONCoder.encode(counts.withLock { $0 }) }

  func importState(_ state: [UInt8], version: Int) throws {
    let imported: [String: Int] =
      version == 1
      ? ["all": try JSONCoder.decode(Int.self, from: state)]
      : try JSONCoder.decode([String: Int].self, from: state)
    counts.withLock { $0 = imported }
  }
}
