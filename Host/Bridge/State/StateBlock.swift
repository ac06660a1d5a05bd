import CRoost
import HostFrames
import HostServices

/// Why a block of `state.h` is none.
struct StateBlockError: Error, CustomStringConvertible {
  let description: String

  init(_ what: String) { description = "the block is malformed: \(what) — hint: see roost/state.h" }
}

/// Reads the questions of `state.h`, which come from a plugin, and writes the answers.
enum StateBlock {
  // MARK: Questions

  /// The keys of a get.
  static func keys(_ block: UnsafeRawBufferPointer) throws(StateBlockError) -> [[UInt8]] {
    var cursor = unsafe FrameCursor(block)
    var keys: [[UInt8]] = []
    while cursor.left > 0 {
      let (item, key, _) = try item(&cursor)
      guard item.kind == UInt32(ROOST_STATE_KEY), item.value_size == 0 else {
        throw StateBlockError("a get holds something that is no key")
      }
      keys.append(key)
      guard keys.count <= Int(ROOST_STATE_GET_MAX) else {
        throw StateBlockError("a get of more than \(ROOST_STATE_GET_MAX) keys")
      }
    }
    guard !keys.isEmpty else { throw StateBlockError("a get of no keys") }
    return keys
  }

  /// The range of a scan.
  static func range(_ block: UnsafeRawBufferPointer) throws(StateBlockError) -> StateRange {
    var cursor = unsafe FrameCursor(block)
    // A page goes on behind a key: one byte longer.
    let longest = UInt32(ROOST_STATE_KEY_MAX) + 1
    guard let head = cursor.take(roost_state_range.self),
      Int(head.size) == MemoryLayout<roost_state_range>.size, head.flags & ~ROOST_STATE_DESCENDING == 0,
      head.reserved == 0, (1...UInt32(ROOST_STATE_SCAN_MAX)).contains(head.limit),
      head.from_size <= longest, head.to_size <= longest,
      let from = unsafe cursor.take(UInt64(head.from_size)).map({ unsafe Array($0) }),
      let to = unsafe cursor.take(UInt64(head.to_size)).map({ unsafe Array($0) }), cursor.left < 8
    else { throw StateBlockError("a scan's range is cut off or out of bounds") }
    return StateRange(
      from: from, to: to, limit: Int(head.limit), isDescending: head.flags & ROOST_STATE_DESCENDING != 0)
  }

  /// The writes of a commit, its effects, the ticket of the event that it acknowledges, or 0, and the version that the
  /// state is of from then on, where it says so.
  static func commit(
    _ block: UnsafeRawBufferPointer
  ) throws(StateBlockError) -> (commit: StateCommit, effects: [Effect], ticket: UInt64, form: Int64?) {
    var cursor = unsafe FrameCursor(block)
    guard let head = cursor.take(roost_state_commit.self),
      Int(head.size) == MemoryLayout<roost_state_commit>.size,
      head.count <= UInt32(ROOST_STATE_COMMIT_MAX), head.count > 0 || head.ticket != 0
    else { throw StateBlockError("a commit's head is cut off or out of bounds") }
    var steps: [StateCommit.Step] = []
    steps.reserveCapacity(Int(head.count))
    var effects: [Effect] = []
    var form: Int64?
    for _ in 0..<head.count {
      let (item, key, value) = try item(&cursor)
      if item.kind == UInt32(ROOST_STATE_FORM) {
        guard form == nil, value.isEmpty else {
          throw StateBlockError("a version of the state with more to it")
        }
        form = item.number
      } else if let effect = try effect(item, key, value) {
        effects.append(effect)
      } else {
        steps.append(try step(item, key, value))
      }
    }
    guard cursor.left == 0 else { throw StateBlockError("a commit goes on behind its last item") }
    let halves = unsafe withUnsafeBytes(of: head.id) { id in
      unsafe (id.loadUnaligned(as: UInt64.self), id.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
    let id = CommitID(high: UInt64(bigEndian: halves.0), low: UInt64(bigEndian: halves.1))
    return (StateCommit(id: id, steps: steps), effects, head.ticket, form)
  }

  private static func effect(
    _ item: roost_state_item, _ key: [UInt8], _ value: [UInt8]
  ) throws(StateBlockError) -> Effect? {
    let name = String(decoding: key, as: UTF8.self)
    switch Int32(bitPattern: item.kind) {
    case ROOST_STATE_PUBLISH, ROOST_STATE_SCHEDULE:
      guard value.count <= Int(ROOST_MESSAGE_MAX) else {
        throw StateBlockError("a message of more than \(ROOST_MESSAGE_MAX) bytes")
      }
      guard item.kind == UInt32(ROOST_STATE_SCHEDULE) else {
        return .publish(topic: name, body: value, lane: item.number)
      }
      guard item.expires_ms > 0 else { throw StateBlockError("a job that is due before 1970") }
      return .schedule(name: name, due: item.expires_ms, body: value)
    case ROOST_STATE_CANCEL where value.isEmpty: return .cancel(name: name)
    case ROOST_STATE_FETCH: return .fetch(outcome: name, request: value, lane: item.number)
    case ROOST_STATE_TELEGRAM: return .telegram(outcome: name, call: value, lane: item.number)
    case ROOST_STATE_NOTICE:
      guard (1...4096).contains(value.count) else {
        throw StateBlockError("a notice of no or more than 4096 bytes")
      }
      return .notice(subject: name, text: value)
    default: return nil
    }
  }

  private static func step(
    _ item: roost_state_item, _ key: [UInt8], _ value: [UInt8]
  ) throws(StateBlockError) -> StateCommit.Step {
    switch Int32(bitPattern: item.kind) {
    case ROOST_STATE_PUT:
      guard item.expires_ms >= 0 else { throw StateBlockError("a value that ends before 1970") }
      return .put(key, value, expires: item.expires_ms)
    case ROOST_STATE_EXPECT where value.isEmpty: return .expect(key, version: item.version)
    case ROOST_STATE_DELETE where value.isEmpty: return .delete(key)
    case ROOST_STATE_ADD where value.isEmpty: return .add(key, item.number)
    default: throw StateBlockError("a commit holds an item of an unknown kind, or a value where none belongs")
    }
  }

  private static func item(
    _ cursor: inout FrameCursor
  ) throws(StateBlockError) -> (item: roost_state_item, key: [UInt8], value: [UInt8]) {
    guard let item = cursor.take(roost_state_item.self), item.reserved == 0,
      item.kind == UInt32(ROOST_STATE_FORM)
        ? item.key_size == 0 : (1...UInt32(ROOST_STATE_KEY_MAX)).contains(item.key_size),
      item.value_size <= UInt32(ROOST_STATE_VALUE_MAX),
      let key = unsafe cursor.take(UInt64(item.key_size)).map({ unsafe Array($0) }),
      let value = unsafe cursor.take(UInt64(item.value_size)).map({ unsafe Array($0) }),
      unsafe cursor.take(UInt64(padding(key.count + value.count))) != nil
    else { throw StateBlockError("an item is cut off or out of bounds") }
    return (item, key, value)
  }

  private static func padding(_ size: Int) -> Int { Frame.padded(size) - size }

  // MARK: Answers

  /// The answer of a get: an item for each key as far as entries came.
  static func page(of keys: [[UInt8]], _ entries: [StateEntry?]) -> [UInt8] {
    let found = zip(keys, entries).map { key, entry in
      entry ?? StateEntry(key: key, value: [], version: 0, expires: 0)
    }
    return page(StatePage(entries: found, hasMore: entries.count < keys.count))
  }

  /// The answer of a scan.
  static func page(_ page: StatePage) -> [UInt8] {
    var block = Writer(
      capacity: page.entries.reduce(MemoryLayout<roost_state_page>.size) {
        $0 + MemoryLayout<roost_state_item>.size + Frame.padded($1.key.count + $1.value.count)
      })
    block.append(
      roost_state_page(
        size: UInt32(MemoryLayout<roost_state_page>.size), count: UInt32(page.entries.count),
        has_more: page.hasMore ? 1 : 0, reserved: 0))
    for entry in page.entries {
      block.append(
        roost_state_item(
          kind: UInt32(ROOST_STATE_ENTRY), key_size: UInt32(entry.key.count),
          value_size: UInt32(entry.value.count), reserved: 0, version: entry.version, number: 0,
          expires_ms: entry.expires))
      block.bytes += entry.key
      block.bytes += entry.value
      block.pad()
    }
    return block.bytes
  }

  /// The answer of a commit.
  static func receipt(_ receipt: StateReceipt) -> [UInt8] {
    let item = MemoryLayout<roost_state_item>.size
    var block = Writer(capacity: MemoryLayout<roost_state_receipt>.size + receipt.sums.count * item)
    block.append(
      roost_state_receipt(
        size: UInt32(MemoryLayout<roost_state_receipt>.size), count: UInt32(receipt.sums.count),
        version: receipt.version))
    for sum in receipt.sums {
      block.append(
        roost_state_item(
          kind: UInt32(ROOST_STATE_ADD), key_size: 0, value_size: 0, reserved: 0, version: receipt.version,
          number: sum, expires_ms: 0))
    }
    return block.bytes
  }

  /// A block that grows.
  private struct Writer {
    var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func append<Part: BitwiseCopyable>(_ part: Part) {
      unsafe withUnsafeBytes(of: part) { unsafe bytes.append(contentsOf: $0) }
    }

    mutating func pad() {
      while bytes.count % 8 != 0 { bytes.append(0) }
    }
  }
}
