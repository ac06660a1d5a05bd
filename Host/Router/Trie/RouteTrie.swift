/// An immutable trie of patterns, compressed: a node's label is as long as its patterns allow, also
/// across slashes. Parameters and tails hang on nodes that end with a slash.
struct RouteTrie: Sendable {
  struct Node: Sendable {
    var labelStart: Int32 = 0
    var labelCount: Int32 = 0
    /// Children lie side by side, in the order of their first bytes.
    var firstChild: Int32 = 0
    var childCount: Int32 = 0
    /// The node behind `{name}`, or -1.
    var parameter: Int32 = -1
    /// The leaf of `{rest...}`, or -1.
    var tail: Int32 = -1
    /// The leaf of the pattern that ends here, or -1.
    var leaf: Int32 = -1
  }

  /// The first is the root, whose label is empty.
  let nodes: [Node]

  /// The first byte of each node's label; looked at before the nodes, which are wider.
  let heads: [UInt8]

  let labels: [UInt8]

  /// For each leaf, a target for each method, or -1.
  let targets: [Int32]

  let methodCount: Int

  /// What a lookup has found so far.
  struct Search {
    /// The method's index, or -1 for one that no route has.
    let method: Int
    var parameters = RouteParameters()
    /// Leaves that match the path, but not the method.
    var missed: [Int32] = []
  }

  /// The target of the best pattern that matches the path, given in normal form, and has the method; or
  /// -1. Visits a node at most once.
  func find(_ path: UnsafeRawBufferPointer, _ search: inout Search) -> Int32 {
    unsafe find(path, from: 0, at: 0, &search)
  }

  private func find(
    _ path: UnsafeRawBufferPointer, from start: Int, at offset: Int, _ search: inout Search
  ) -> Int32 {
    var node = nodes[start]
    var position = offset
    while position < path.count {
      if let child = unsafe child(of: node, path, position) {
        let next = position + Int(nodes[child].labelCount)
        // With nothing else to try here there is nothing to come back to.
        if node.parameter < 0 && node.tail < 0 {
          node = nodes[child]
          position = next
          continue
        }
        let target = unsafe find(path, from: child, at: next, &search)
        if target >= 0 { return target }
      }
      if node.parameter >= 0 {
        let target = unsafe findParameter(path, node, position, &search)
        if target >= 0 { return target }
      }
      return endTail(path.count, node, position, &search)
    }
    if node.leaf >= 0 {
      let target = target(node.leaf, &search)
      if target >= 0 { return target }
    }
    return endTail(path.count, node, position, &search)
  }

  private func findParameter(
    _ path: UnsafeRawBufferPointer, _ node: Node, _ position: Int, _ search: inout Search
  ) -> Int32 {
    var end = position
    while end < path.count, unsafe path[end] != PathText.slash { end += 1 }
    guard end > position else { return -1 }
    search.parameters.push(position, end)
    let target = unsafe find(path, from: Int(node.parameter), at: end, &search)
    if target < 0 { search.parameters.count -= 1 }
    return target
  }

  private func endTail(_ end: Int, _ node: Node, _ position: Int, _ search: inout Search) -> Int32 {
    guard node.tail >= 0 else { return -1 }
    let target = target(node.tail, &search)
    if target >= 0 { search.parameters.push(position, end) }
    return target
  }

  private func target(_ leaf: Int32, _ search: inout Search) -> Int32 {
    let target = search.method < 0 ? -1 : targets[Int(leaf) * methodCount + search.method]
    if target < 0 { search.missed.append(leaf) }
    return target
  }

  /// The child whose whole label stands at the position.
  @inline(__always)
  private func child(of node: Node, _ path: UnsafeRawBufferPointer, _ position: Int) -> Int? {
    let byte = unsafe path[position]
    var low = Int(node.firstChild)
    var high = low + Int(node.childCount)
    while high - low > 8 {
      let middle = (low + high) / 2
      if heads[middle] <= byte { low = middle } else { high = middle }
    }
    while low < high, heads[low] != byte { low += 1 }
    guard low < high else { return nil }
    let count = Int(nodes[low].labelCount)
    guard path.count - position >= count else { return nil }
    let label = Int(nodes[low].labelStart)
    var index = 1
    while index < count {
      guard unsafe labels[label + index] == path[position + index] else { return nil }
      index += 1
    }
    return low
  }
}

extension RouteParameters {
  fileprivate mutating func push(_ start: Int, _ end: Int) {
    ranges[count] = Range(
      offset: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: end - start))
    count += 1
  }
}
