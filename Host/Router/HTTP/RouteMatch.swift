/// What the routes say about a request.
package enum RouteMatch {
  /// A route serves it.
  case found(target: Int32, parameters: RouteParameters)

  /// OPTIONS for a path that has routes, or for `*`; to be answered with this Allow header.
  case options(allow: String)

  /// The path has routes, but none for the method: 405 with this Allow header, "GET, HEAD, OPTIONS".
  case methodNotAllowed(allow: String)

  /// No route matches the path: 404.
  case notFound

  /// The path is malformed: 400.
  case badRequest(reason: StaticString)
}
