/// Grows a trie pattern by pattern, then lays it flat.
final class RouteTrieBuilder {
  private final class Node {
    var label: [UInt8]
    var children: [Node] = []
    var parameter: Node?
    var tail: Int32 = -1
    var leaf: Int32 = -1

    init(label: [UInt8]) { self.label = label }
  }

  private let root = Node(label: [])

  /// Adds a pattern and the leaf it ends at. Equivalent patterns share one leaf, the caller sees to it.
  func add(_ pattern: RoutePattern, leaf: Int32) {
    var node = root
    var literal: [UInt8] = []
    for segment in pattern.segments {
      literal.append(PathText.slash)
      switch segment {
      case .literal(let text):
        literal += text.utf8
      case .parameter:
        node = Self.descend(node, literal[...])
        literal = []
        let next = node.parameter ?? Node(label: [])
        node.parameter = next
        node = next
      case .tail:
        Self.descend(node, literal[...]).tail = leaf
        return
      }
    }
    Self.descend(node, literal[...]).leaf = leaf
  }

  /// The node at the end of a literal beneath `start`; splits labels and adds nodes as needed.
  private static func descend(_ start: Node, _ literal: ArraySlice<UInt8>) -> Node {
    var node = start
    var rest = literal
    while let first = rest.first {
      guard let index = node.children.firstIndex(where: { $0.label[0] == first }) else {
        let child = Node(label: Array(rest))
        node.children.append(child)
        return child
      }
      let child = node.children[index]
      let common = zip(child.label, rest).prefix { $0 == $1 }.count
      if common < child.label.count {
        let upper = Node(label: Array(child.label[..<common]))
        child.label.removeFirst(common)
        upper.children = [child]
        node.children[index] = upper
        node = upper
      } else {
        node = child
      }
      rest = rest.dropFirst(common)
    }
    return node
  }

  /// The finished trie. `targets` holds `methodCount` numbers a leaf.
  func build(targets: [Int32], methodCount: Int) -> RouteTrie {
    var nodes = [RouteTrie.Node()]
    var labels: [UInt8] = []
    var heads: [UInt8] = [0]
    // Breadth first, so that children lie side by side.
    var queue: [(node: Node, index: Int)] = [(root, 0)]
    func place(_ node: Node) -> Int32 {
      let index = nodes.count
      nodes.append(RouteTrie.Node(labelStart: Int32(labels.count), labelCount: Int32(node.label.count)))
      labels += node.label
      heads.append(node.label.first ?? 0)
      queue.append((node, index))
      return Int32(index)
    }
    var next = 0
    while next < queue.count {
      let (node, index) = queue[next]
      next += 1
      nodes[index].tail = node.tail
      nodes[index].leaf = node.leaf
      nodes[index].firstChild = Int32(nodes.count)
      nodes[index].childCount = Int32(node.children.count)
      for child in node.children.sorted(by: { $0.label[0] < $1.label[0] }) { _ = place(child) }
      if let parameter = node.parameter { nodes[index].parameter = place(parameter) }
    }
    return RouteTrie(
      nodes: nodes, heads: heads, labels: labels, targets: targets, methodCount: methodCount)
  }
}
