internal import HostOperations

/// Why a text is no cron rule.
package struct CronRuleError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What, where, why and a hint, for people.
  package let description: String

  /// Makes the error.
  ///
  /// - Parameters:
  ///   - rule: the text.
  ///   - place: the field that is wrong; nil when all of it is.
  init(_ rule: String, in place: String? = nil, _ why: String, hint: String) {
    let place = place.map { " — " + $0 } ?? ""
    description = "the cron rule \(Problem.quote(rule)) is refused\(place) — \(why) — hint: \(hint)"
  }
}
