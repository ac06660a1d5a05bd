/// The table of all HTTP routes: immutable, built whole and swapped whole.
package struct HTTPRoutes: Sendable {
  private let trie: RouteTrie

  /// The methods that routes have, HEAD among them when GET is.
  private let methods: [String]

  /// For each leaf of the trie, its methods.
  private let leafMethods: [[String]]

  /// For each leaf of the trie, its Allow header.
  private let leafAllow: [String]

  /// The Allow header of `OPTIONS *`.
  private let allAllow: String

  /// Builds the table; throws every conflict between the routes at once.
  package init(_ routes: [HTTPRoute]) throws(RouteConflicts) {
    var leaves: [String: Int] = [:]
    var grouped: [[String: [HTTPRoute]]] = []
    let builder = RouteTrieBuilder()
    for route in routes {
      let shape = route.pattern.shape
      let leaf = leaves[shape] ?? grouped.count
      if leaf == grouped.count {
        leaves[shape] = leaf
        grouped.append([:])
        builder.add(route.pattern, leaf: Int32(leaf))
      }
      grouped[leaf][route.method, default: []].append(route)
    }
    let conflicts = grouped.flatMap(Self.conflicts)
    guard conflicts.isEmpty else { throw RouteConflicts(conflicts: conflicts) }

    let leafTargets = grouped.map(Self.targets)
    let methods = Set(leafTargets.flatMap(\.keys)).sorted()
    self.methods = methods
    leafMethods = leafTargets.map { Array($0.keys) }
    leafAllow = leafMethods.map(Self.allow)
    allAllow = Self.allow(methods)
    trie = builder.build(
      targets: leafTargets.flatMap { leaf in methods.map { leaf[$0] ?? -1 } }, methodCount: methods.count)
  }

  /// Finds the route of a request. `path` is as sent, without the query, or `*`. Allocates nothing when
  /// the path has nothing encoded and a route is found.
  package func match(method: String, path: UnsafeRawBufferPointer) -> RouteMatch {
    let isOptions = method == "OPTIONS"
    if path.count == 1, unsafe path[0] == UInt8(ascii: "*"), isOptions { return .options(allow: allAllow) }
    var search = RouteTrie.Search(method: methods.firstIndex(of: method) ?? -1)
    switch unsafe PathText.form(of: path) {
    case .malformed(let reason):
      return .badRequest(reason: reason)
    case .plain:
      let target = unsafe trie.find(path, &search)
      if target >= 0 { return .found(target: target, parameters: search.parameters) }
    case .encoded:
      var normal = unsafe Array(path)
      if let reason = PathText.normalise(&normal) { return .badRequest(reason: reason) }
      if PathText.hasDotSegment(normal) { return .badRequest(reason: "the path has a dot segment") }
      let target = unsafe normal.withUnsafeBytes { unsafe trie.find($0, &search) }
      if target >= 0 {
        guard let parameters = search.parameters.decoded(from: normal) else {
          return .badRequest(reason: "a part of the path is no UTF-8")
        }
        return .found(target: target, parameters: parameters)
      }
    }
    guard let allow = allow(search.missed) else { return .notFound }
    return isOptions ? .options(allow: allow) : .methodNotAllowed(allow: allow)
  }

  private func allow(_ leaves: [Int32]) -> String? {
    guard let first = leaves.first else { return nil }
    if leaves.count == 1 { return leafAllow[Int(first)] }
    return Self.allow(Set(leaves.flatMap { leafMethods[Int($0)] }))
  }

  private static func allow(_ methods: some Sequence<String>) -> String {
    (methods + ["OPTIONS"]).sorted().joined(separator: ", ")
  }

  private static func conflicts(_ leaf: [String: [HTTPRoute]]) -> [RouteConflict] {
    leaf.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { method, routes in
      RouteConflict(
        method: method,
        claims: routes.map { RouteConflict.Claim(plugin: $0.plugin, pattern: $0.pattern.text) })
    }
  }

  /// The targets of a leaf's methods; GET serves HEAD unless something else does (RFC 9110, 9.3.2).
  private static func targets(_ leaf: [String: [HTTPRoute]]) -> [String: Int32] {
    var targets = leaf.compactMapValues(\.first?.target)
    if let get = targets["GET"] { targets["HEAD"] = targets["HEAD"] ?? get }
    return targets
  }
}

extension RouteParameters {
  /// The same parameters, decoded, when the ranges lie in a path in normal form; nil when one is no UTF-8.
  fileprivate func decoded(from normal: [UInt8]) -> RouteParameters? {
    var result = self
    var bytes: [UInt8] = []
    for index in 0..<count {
      let start = Int(ranges[index].offset)
      let offset = bytes.count
      guard PathText.decode(normal[start..<start + Int(ranges[index].count)], into: &bytes) else {
        return nil
      }
      result.ranges[index] = Range(offset: UInt32(offset), count: UInt32(bytes.count - offset))
    }
    result.decoded = bytes
    return result
  }
}
