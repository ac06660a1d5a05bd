/// Routes that claim the same requests; all conflicts of a table at once.
package struct RouteConflicts: Error, Hashable, CustomStringConvertible {
  /// At least one.
  package let conflicts: [RouteConflict]

  /// One line for each conflict.
  package var description: String { conflicts.map(\.description).joined(separator: "\n") }
}

/// Two or more routes for one method and equivalent patterns.
package struct RouteConflict: Sendable, Hashable, CustomStringConvertible {
  /// One of the routes.
  package struct Claim: Sendable, Hashable {
    /// The plugin's id.
    package let plugin: String

    /// The pattern as the plugin wrote it.
    package let pattern: String
  }

  /// The method they all have.
  package let method: String

  /// Who claims it, in the order of registration; a plugin may stand here twice.
  package let claims: [Claim]

  /// One line: who claims what, and what to do.
  package var description: String {
    let named = claims.map { "\($0.plugin) (\($0.pattern))" }.joined(separator: " and ")
    return "a route of two — \(method), \(named) — they match the same paths — hint: rename or unload one"
  }
}
