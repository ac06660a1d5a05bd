/// Why a route's pattern, its method, or a granted prefix is refused.
package struct RouteError: Error, Hashable, CustomStringConvertible {
  /// The refused text as the plugin or the operator wrote it.
  package let subject: String

  /// What is wrong with it, and what would be right.
  package let reason: String

  /// One line for the log.
  package var description: String { "route \(subject) refused: \(reason)" }
}
