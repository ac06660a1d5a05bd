internal import Synchronization

/// Secrets whose values are known, to be masked wherever they appear in a log.
///
/// Values stay known when others take their place: plugins may still have them.
package final class KnownSecrets: Sendable {
  /// Those of this process.
  package static let shared = KnownSecrets()

  /// The shortest run of bytes that is looked for.
  static let shortest = 8
  /// Most values that are known; then the oldest are forgotten.
  private static let most = 4096

  /// Values by their first byte, the longest first.
  struct Index: Sendable {
    fileprivate var order: [[UInt8]] = []
    fileprivate var byFirst: [[[UInt8]]] = Array(repeating: [], count: 256)

    var isEmpty: Bool { order.isEmpty }

    /// The end of a value that begins at a place. At the end of the text also of one that is cut off there, once
    /// ``shortest`` bytes of it are to be seen.
    func end(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
      for value in unsafe byFirst[Int(bytes[start])] {
        let seen = min(value.count, bytes.count - start)
        guard seen >= KnownSecrets.shortest else { continue }
        if unsafe bytes[start..<start + seen].elementsEqual(value.prefix(seen)) { return start + seen }
      }
      return nil
    }
  }

  private let known = Mutex(Index())

  /// Knows none.
  package init() {}

  /// Learns values. A line of one with several counts as a value too, since lines are logged one by one. What is
  /// shorter than 8 bytes is left out: it would mask what is no secret.
  package func learn(_ values: [Secret]) {
    let fresh = values.flatMap { value -> [[UInt8]] in
      let bytes = value.reveal()
      let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.map(Array.init)
      return lines == [bytes] ? lines : [bytes] + lines
    }.filter { $0.count >= Self.shortest }
    known.withLock { known in
      var order = known.order
      let there = Set(order)
      for value in fresh where !there.contains(value) { order.append(value) }
      order = order.suffix(Self.most)
      var index = Index()
      index.order = order
      for value in order.sorted(by: { $0.count > $1.count }) { index.byFirst[Int(value[0])].append(value) }
      known = index
    }
  }

  /// What is known now.
  var index: Index { known.withLock { $0 } }
}
