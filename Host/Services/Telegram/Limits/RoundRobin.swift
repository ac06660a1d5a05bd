/// Queues by name that are served in turn, each as often as any other.
struct RoundRobin<Name: Hashable & Sendable, Item: Sendable>: Sendable {
  private var queues: [Name: ArrayQueue<Item>] = [:]
  private var turns = ArrayQueue<Name>()

  var isEmpty: Bool { queues.isEmpty }

  mutating func append(_ item: Item, of name: Name) {
    if queues[name] == nil { turns.append(name) }
    queues[name, default: ArrayQueue()].append(item)
  }

  /// The next item of whoever's turn it is.
  mutating func next() -> (name: Name, item: Item)? {
    guard let name = turns.popFirst(), let item = queues[name]?.popFirst() else { return nil }
    if queues[name]?.isEmpty == true { queues[name] = nil } else { turns.append(name) }
    return (name, item)
  }
}

/// First in, first out, both in constant time.
struct ArrayQueue<Element: Sendable>: Sendable {
  private var items: [Element?] = []
  private var start = 0

  var isEmpty: Bool { start == items.count }
  var count: Int { items.count - start }

  mutating func append(_ element: Element) { items.append(element) }

  mutating func popFirst() -> Element? {
    guard start < items.count else { return nil }
    defer {
      items[start] = nil
      start += 1
      if start > 32, start * 2 > items.count {
        items.removeFirst(start)
        start = 0
      }
    }
    return items[start]
  }

  /// Puts an element before all others.
  mutating func prepend(_ element: Element) {
    guard start > 0 else { return items.insert(element, at: 0) }
    start -= 1
    items[start] = element
  }

  /// The first, left where it is.
  var first: Element? { start < items.count ? items[start] : nil }
}
