/// Things that are due at times, the first due first; those of one time in the order they were put in.
struct TimeHeap<Item: Sendable>: Sendable {
  private var items: [(time: Int64, order: UInt64, item: Item)] = []
  private var count: UInt64 = 0

  /// When the first is due; nil for none.
  var first: Int64? { items.first?.time }

  mutating func insert(_ item: Item, at time: Int64) {
    items.append((time, count, item))
    count += 1
    var place = items.count - 1
    while place > 0, isBefore(place, (place - 1) / 2) {
      items.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// The first, if it is due at a time.
  mutating func pop(at now: Int64) -> Item? {
    guard let first = items.first, first.time <= now else { return nil }
    items.swapAt(0, items.count - 1)
    items.removeLast()
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < items.count && isBefore(child, least) {
        least = child
      }
      guard least != place else { return first.item }
      items.swapAt(place, least)
      place = least
    }
  }

  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    (items[a].time, items[a].order) < (items[b].time, items[b].order)
  }
}
