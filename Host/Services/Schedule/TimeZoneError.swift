/// Why a time zone cannot be had.
package struct TimeZoneError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What, where, why and a hint, for people.
  package let description: String

  init(_ what: String, _ why: String, hint: String) { description = "\(what) — \(why) — hint: \(hint)" }
}
