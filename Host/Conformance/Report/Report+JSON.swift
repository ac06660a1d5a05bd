import RoostManifestFormat
package import RoostJSON

/// The report for programs; docs/conformance.md describes its members.
extension Report {
  /// The report as a JSON object.
  package var json: JSONValue {
    let counts = counts
    var members = [
      JSONMember("format", .number(JSONNumber(1))), JSONMember("file", .string(file)),
      JSONMember("mode", .string(mode.rawValue)), JSONMember("seed", .string("\(seed)")),
      JSONMember("passed", .bool(isPassed)),
    ]
    if let manifest {
      members += [
        JSONMember("id", .string(manifest.id)), JSONMember("version", .string("\(manifest.version)")),
      ]
    }
    members.append(
      JSONMember(
        "counts",
        .object([
          JSONMember("passed", .number(JSONNumber(counts.passed))),
          JSONMember("failed", .number(JSONNumber(counts.failed))),
          JSONMember("skipped", .number(JSONNumber(counts.skipped))),
        ])))
    members.append(JSONMember("checks", .array(results.map(\.json))))
    return .object(members)
  }
}

extension CheckResult {
  fileprivate var json: JSONValue {
    .object(
      [
        JSONMember("name", .string(name)), JSONMember("purpose", .string(purpose)),
        JSONMember("seconds", .number(JSONNumber(Double(time.seconds) ?? 0) ?? JSONNumber(0))),
      ] + (outcome.json.object ?? []))
  }
}
