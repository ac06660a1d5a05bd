import Foundation

/// The contract's headers as files.
struct ContractHeaders {
  static let names = [
    "abi", "events", "fetch", "files", "http", "manifest", "metrics", "schedule", "secrets", "services",
    "state", "telegram", "updates",
  ]

  /// The repository's folder.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder that includes are relative to.
  static let folder = repository.appending(path: "PluginAPI/Sources/CRoost/include")

  func text(_ name: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: "roost/\(name).h"), encoding: .utf8)
  }

  /// The structs that the headers declare, each with the number of its fields.
  func structs() throws -> [String: Int] {
    var found: [String: Int] = [:]
    for name in Self.names {
      let code = try text(name).replacing(#/(?s)/\*.*?\*//#, with: "")
      for match in code.matches(of: #/(?s)typedef struct (\w+) \{(.*?)\n\} (\w+);/#) {
        found[String(match.1)] = match.2.count { $0 == ";" }
      }
    }
    return found
  }
}
