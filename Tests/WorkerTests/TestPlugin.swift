import CRoost
import HostLoader
import Synchronization

@testable import HostWorker

/// A plugin that does with an event what its body says, and keeps what it is told.
enum TestPlugin {
  /// What it was told.
  static let notes = Mutex<[String]>([])

  /// What it was told since the last call.
  static func told() -> [String] {
    notes.withLock { notes in
      defer { notes = [] }
      return notes
    }
  }

  private static func note(_ text: String) { notes.withLock { $0.append(text) } }

  private static func text(_ bytes: roost_bytes) -> String {
    unsafe String(decoding: bytes.buffer, as: UTF8.self)
  }

  static let entry: roost_entry = { unsafe UnsafePointer(descriptor) }

  private nonisolated(unsafe) static let descriptor: UnsafeMutablePointer<roost_plugin> = {
    let descriptor = UnsafeMutablePointer<roost_plugin>.allocate(capacity: 1)
    unsafe descriptor.initialize(
      to: roost_plugin(
        size: UInt32(MemoryLayout<roost_plugin>.size), abi_major: UInt32(ROOST_ABI_MAJOR),
        abi_minor: UInt32(ROOST_ABI_MINOR), reserved: 0,
        create: { _, _, instance, _ in
          unsafe instance!.pointee = UnsafeMutableRawPointer(bitPattern: 1)
          TestPlugin.note("create")
          return ROOST_DONE
        },
        configure: { _, json, _ in
          unsafe TestPlugin.note("configure \(TestPlugin.text(json))")
          return ROOST_DENIED
        },
        start: { _, ticket in
          TestPlugin.note("start")
          return ROOST_PENDING
        },
        drain: nil,
        export_state: { _, ticket in
          _ = unsafe CoreTable.table.pointee.complete(ticket, roost_bytes())
          return ROOST_PENDING
        },
        import_state: { _, state, version, _ in
          unsafe TestPlugin.note("import \(version) \(TestPlugin.text(state))")
          return ROOST_DONE
        },
        migrate_state: { _, version, _ in
          TestPlugin.note("migrate \(version)")
          return ROOST_DONE
        },
        resume: nil, stop: nil, destroy: { _ in TestPlugin.note("destroy") }))
    return unsafe descriptor
  }()

  static let handler: roost_handler = { _, _, event, ticket in
    let text = unsafe TestPlugin.text(event!.pointee.body_ticket)
    unsafe TestPlugin.note("event \(text.prefix(10)) \(event!.pointee.block_size)")
    switch text {
    case "done": return ROOST_DONE
    case "denied": return ROOST_DENIED
    case "watch":
      return unsafe CoreTable.table.pointee.on_cancel(ticket, cancelled, nil) == 0 ? ROOST_PENDING : -1
    case "read":
      return unsafe HTTPTable.table.pointee.body_read(ticket, 100, piece, nil) == 0 ? ROOST_PENDING : -1
    case "stream":
      var response = unsafe roost_http_response()
      unsafe response.size = UInt32(MemoryLayout<roost_http_response>.size)
      unsafe response.status = 200
      return unsafe HTTPTable.table.pointee.stream_open(ticket, &response) == 0 ? ROOST_PENDING : -1
    default: return ROOST_PENDING
    }
  }

  static let cancelled: roost_cancel = { _, reason in TestPlugin.note("cancelled \(reason)") }
  static let piece: roost_http_body = { _, piece, end in
    unsafe TestPlugin.note("piece \(TestPlugin.text(piece)) \(end)")
  }
  static let writable: roost_callback = { _ in TestPlugin.note("writable") }

  /// Writes a piece of a stream; the code.
  static func write(_ count: Int, _ ticket: UInt64) -> Int32 {
    let bytes = [UInt8](repeating: 1, count: count)
    return unsafe bytes.withUnsafeBufferPointer {
      unsafe HTTPTable.table.pointee.stream_write(
        ticket, roost_bytes(data: $0.baseAddress, size: UInt64($0.count)), writable, nil)
    }
  }

  /// Completes a ticket; the code.
  static func complete(_ ticket: UInt64) -> Int32 {
    unsafe CoreTable.table.pointee.complete(ticket, roost_bytes())
  }
}
