import CRoost
import Synchronization

/// The state as the SDK sees it, without bounds and expiry. There is one, as there is one ``FakeHost``: tests that use
/// it come one at a time.
enum FakeState {
  struct Value: Equatable {
    var bytes: [UInt8]
    var version: UInt64
  }

  struct Content {
    var entries: [[UInt8]: Value] = [:]
    var version: UInt64 = 0
    /// The version that a commit said last the state is of.
    var form: Int64?
    var commits = 0
    /// The events that commits acknowledged, in order.
    var acknowledged: [UInt64] = []
    /// Items of the largest commit.
    var largest = 0
    /// Every commit from this one on is refused; nil: none is.
    var failsFrom: Int?
  }

  static let content = Mutex(Content())

  /// Begins anew, with entries of texts.
  static func fill(_ texts: [String: String]) {
    content.withLock { content in
      content = Content()
      content.version = 1
      for (key, text) in texts {
        content.entries[Array(key.utf8)] = Value(bytes: Array(text.utf8), version: 1)
      }
    }
  }

  /// The texts of all entries but the SDK's own.
  static var texts: [String: String] {
    content.withLock { content in
      var texts: [String: String] = [:]
      for (key, value) in content.entries where key.first != 0xFF {
        texts[String(decoding: key, as: UTF8.self)] = String(decoding: value.bytes, as: UTF8.self)
      }
      return texts
    }
  }

  nonisolated(unsafe) static let table: UnsafePointer<roost_state> = {
    let table = UnsafeMutablePointer<roost_state>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_state(
        size: UInt32(MemoryLayout<roost_state>.size), revision: 1,
        get: { _, _, block, answered, context in unsafe answer(get(block), answered!, context) },
        scan: { _, _, block, answered, context in unsafe answer(scan(block), answered!, context) },
        commit: { _, _, block, answered, context in unsafe answer(commit(block), answered!, context) }))
    return unsafe UnsafePointer(table)
  }()

  /// Never from inside the call.
  private static func answer(
    _ answer: (code: Int32, bytes: [UInt8]), _ function: @escaping roost_answered,
    _ context: UnsafeMutableRawPointer?
  ) -> Int32 {
    let address = UInt(bitPattern: context)
    let number = unsafe unsafeBitCast(function, to: UInt.self)
    Task.detached {
      unsafe answer.bytes.withUnsafeBufferPointer {
        unsafe unsafeBitCast(number, to: roost_answered.self)(
          UnsafeMutableRawPointer(bitPattern: address), answer.code,
          roost_bytes(data: $0.baseAddress, size: UInt64($0.count)))
      }
    }
    return ROOST_DONE
  }

  private static func get(_ block: roost_bytes) -> (code: Int32, bytes: [UInt8]) {
    var reader = unsafe Reader(block)
    return content.withLock { content in
      var (items, count): ([UInt8], UInt32) = ([], 0)
      while !reader.isAtEnd {
        let item = reader.take(roost_state_item.self)
        let key = reader.bytes(item.key_size)
        reader.align()
        let value = content.entries[key]
        append(
          roost_state_item(
            kind: UInt32(ROOST_STATE_ENTRY), key_size: UInt32(key.count),
            value_size: UInt32(value?.bytes.count ?? 0), reserved: 0, version: value?.version ?? 0, number: 0,
            expires_ms: 0), to: &items)
        items += key + (value?.bytes ?? [])
        while items.count % 8 != 0 { items.append(0) }
        count += 1
      }
      var answer: [UInt8] = []
      append(roost_state_receipt(size: 16, count: count, version: content.version), to: &answer)
      return (ROOST_DONE, answer + items)
    }
  }

  private static func scan(_ block: roost_bytes) -> (code: Int32, bytes: [UInt8]) {
    var reader = unsafe Reader(block)
    let range = reader.take(roost_state_range.self)
    let (from, to) = (reader.bytes(range.from_size), reader.bytes(range.to_size))
    return content.withLock { content in
      let found = content.entries.filter {
        !$0.key.lexicographicallyPrecedes(from) && (to.isEmpty || $0.key.lexicographicallyPrecedes(to))
      }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      let page = found.prefix(Int(range.limit))
      var answer: [UInt8] = []
      append(
        roost_state_page(
          size: 16, count: UInt32(page.count), has_more: found.count > page.count ? 1 : 0, reserved: 0),
        to: &answer)
      for (key, value) in page {
        append(
          roost_state_item(
            kind: UInt32(ROOST_STATE_ENTRY), key_size: UInt32(key.count),
            value_size: UInt32(value.bytes.count),
            reserved: 0, version: value.version, number: 0, expires_ms: 0), to: &answer)
        answer += key + value.bytes
        while answer.count % 8 != 0 { answer.append(0) }
      }
      return (ROOST_DONE, answer)
    }
  }

  private static func commit(_ block: roost_bytes) -> (code: Int32, bytes: [UInt8]) {
    var reader = unsafe Reader(block)
    let head = reader.take(roost_state_commit.self)
    return content.withLock { content in
      content.commits += 1
      content.largest = max(content.largest, Int(head.count))
      if let first = content.failsFrom, content.commits >= first {
        return (ROOST_PERMANENT, Array("killed".utf8))
      }
      var after = content
      after.version += 1
      for _ in 0..<head.count {
        let item = reader.take(roost_state_item.self)
        let (key, value) = (reader.bytes(item.key_size), reader.bytes(item.value_size))
        reader.align()
        switch Int32(bitPattern: item.kind) {
        case ROOST_STATE_EXPECT:
          guard content.entries[key]?.version ?? 0 == item.version else { return (ROOST_CONFLICT, []) }
        case ROOST_STATE_PUT: after.entries[key] = Value(bytes: value, version: after.version)
        case ROOST_STATE_DELETE: after.entries[key] = nil
        case ROOST_STATE_FORM: after.form = item.number
        default: return (ROOST_INVALID, [])
        }
      }
      if head.ticket != 0 { after.acknowledged.append(head.ticket) }
      content = after
      var answer: [UInt8] = []
      append(roost_state_receipt(size: 16, count: 0, version: after.version), to: &answer)
      return (ROOST_DONE, answer)
    }
  }

  private static func append<Part: BitwiseCopyable>(_ part: Part, to bytes: inout [UInt8]) {
    unsafe withUnsafeBytes(of: part) { unsafe bytes.append(contentsOf: $0) }
  }

  private struct Reader {
    private let all: [UInt8]
    private var offset = 0

    init(_ block: roost_bytes) {
      all = unsafe Array(UnsafeBufferPointer(start: block.data, count: Int(block.size)))
    }

    mutating func take<Part: BitwiseCopyable>(_ type: Part.Type) -> Part {
      defer { offset += MemoryLayout<Part>.size }
      return unsafe all.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: offset, as: type) }
    }

    mutating func bytes(_ count: UInt32) -> [UInt8] {
      defer { offset += Int(count) }
      return Array(all[offset..<offset + Int(count)])
    }

    var isAtEnd: Bool { offset >= all.count }

    mutating func align() { offset = (offset + 7) & ~7 }
  }
}
