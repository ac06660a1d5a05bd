/// A prefix of paths that a plugin may serve, "/ID" or what the operator granted.
package struct HTTPGrant: Sendable, Hashable {
  private let segments: [RoutePattern.Segment]

  /// A prefix of literal segments, without a slash at the end; "/" covers everything.
  package init(_ prefix: String) throws(RouteError) {
    let pattern = try RoutePattern(prefix)
    guard pattern.parameterCount == 0 else {
      throw RouteError(subject: prefix, reason: "a granted prefix has no parameters")
    }
    let isRoot = pattern.segments == [.literal("")]
    guard isRoot || pattern.segments.last != .literal("") else {
      throw RouteError(subject: prefix, reason: "a granted prefix has no slash at the end")
    }
    segments = isRoot ? [] : pattern.segments
  }

  /// Whether every path the pattern matches lies at or beneath the prefix: "/hello" covers "/hello" and
  /// "/hello/…", but neither "/hellox" nor "/{name}".
  package func covers(_ pattern: RoutePattern) -> Bool { pattern.segments.starts(with: segments) }
}
