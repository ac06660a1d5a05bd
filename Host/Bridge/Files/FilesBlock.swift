import CRoost
import HostServices

/// Writes the answers of `files.h`.
enum FilesBlock {
  /// The block of an answer; empty for one that only says that it is done.
  static func answer(_ answer: FileAnswer) -> [UInt8] {
    switch answer {
    case .done, .opened: return []
    case .part(let bytes, let size, let tag):
      return block(
        roost_files_part(
          size: UInt32(MemoryLayout<roost_files_part>.size), reserved: 0, file_size: UInt64(size), tag: tag),
        room: bytes.count
      ) { $0 += bytes }
    case .usage(let usage, let limits):
      return block(
        roost_files_usage(
          size: UInt32(MemoryLayout<roost_files_usage>.size), reserved: 0, bytes: UInt64(usage.bytes),
          files: UInt64(usage.files), bytes_limit: UInt64(limits.bytes ?? 0),
          files_limit: UInt64(limits.files)))
    case .page(let entries, let hasMore):
      return block(
        roost_files_page(
          size: UInt32(MemoryLayout<roost_files_page>.size), count: UInt32(entries.count),
          has_more: hasMore ? 1 : 0, reserved: 0),
        room: entries.count * 64
      ) { block in
        for entry in entries {
          let head = roost_files_entry(
            name_size: UInt32(entry.name.utf8.count), reserved: 0, file_size: UInt64(entry.size),
            modified_ms: entry.modified)
          unsafe withUnsafeBytes(of: head) { unsafe block.append(contentsOf: $0) }
          block += entry.name.utf8
          while block.count % 8 != 0 { block.append(0) }
        }
      }
    }
  }

  private static func block<Head: BitwiseCopyable>(
    _ head: Head, room: Int = 0, _ rest: (inout [UInt8]) -> Void = { _ in }
  ) -> [UInt8] {
    var block: [UInt8] = []
    block.reserveCapacity(MemoryLayout<Head>.size + room)
    unsafe withUnsafeBytes(of: head) { unsafe block.append(contentsOf: $0) }
    rest(&block)
    return block
  }
}
