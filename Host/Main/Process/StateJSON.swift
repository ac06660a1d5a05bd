import Foundation
import HostServices
import RoostJSON

/// What a store holds, as it passes the control socket: bytes in Base64 (RFC 4648).
enum StateJSON {
  static func text(_ bytes: [UInt8]) -> JSONValue { .string(Data(bytes).base64EncodedString()) }

  static func bytes(_ value: JSONValue) -> [UInt8]? {
    value.string.flatMap { Data(base64Encoded: $0) }.map(Array.init)
  }

  static func value(_ entry: StateEntry) -> JSONValue {
    .object([
      JSONMember("key", text(entry.key)), JSONMember("value", text(entry.value)),
      JSONMember("version", .string("\(entry.version)")), JSONMember("expires", .string("\(entry.expires)")),
    ])
  }

  static func entry(_ value: JSONValue) -> StateEntry? {
    guard let key = value["key"].flatMap(bytes), let content = value["value"].flatMap(bytes),
      let version = value["version"]?.string.flatMap({ UInt64($0) }),
      let expires = value["expires"]?.string.flatMap({ Int64($0) })
    else { return nil }
    return StateEntry(key: key, value: content, version: version, expires: expires)
  }

  /// A page, cut where its values become too long for one answer.
  static func page(_ page: StatePage, upTo bytes: Int) -> JSONValue {
    var (entries, sum) = ([JSONValue](), 0)
    for entry in page.entries {
      sum += entry.value.count
      guard entries.isEmpty || sum <= bytes else { break }
      entries.append(value(entry))
    }
    return .object([
      JSONMember("entries", .array(entries)),
      JSONMember("more", .bool(page.hasMore || entries.count < page.entries.count)),
    ])
  }

  static func page(_ value: JSONValue) -> StatePage? {
    guard let entries = value["entries"]?.array, let more = value["more"]?.bool else { return nil }
    return StatePage(entries: entries.compactMap(entry), hasMore: more)
  }
}
