import CRoost
import FrameLayout
import HostFrames
import HostLoader

/// `roost.files/1` in a worker.
enum FilesTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_files> = {
    let table = UnsafeMutablePointer<roost_files>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_files(
        size: UInt32(MemoryLayout<roost_files>.size), revision: 1, read: read, write: write, move: move,
        remove: remove, list: list, usage: usage, folder: folder))
    return unsafe UnsafePointer(table)
  }()

  private static let read:
    @convention(c) (UInt64, UInt64, roost_bytes, UInt64, UInt64, roost_answered?, UnsafeMutableRawPointer?) ->
      Int32 = { plugin, loop, name, offset, length, function, context in
        unsafe ask(FILES_READ, plugin, loop, name, .init(), function, context) { name, _ in
          unsafe FilesQuestion.block(offset: offset, length: length, name: name)
        }
      }

  private static let write:
    @convention(c) (
      UInt64, UInt64, roost_bytes, roost_bytes, UInt32, roost_answered?, UnsafeMutableRawPointer?
    ) ->
      Int32 = { plugin, loop, name, bytes, flags, function, context in
        unsafe ask(FILES_WRITE, plugin, loop, name, bytes, function, context) {
          unsafe FilesQuestion.block(number: flags, name: $0, rest: $1)
        }
      }

  private static let move:
    @convention(c) (UInt64, UInt64, roost_bytes, roost_bytes, roost_answered?, UnsafeMutableRawPointer?) ->
      Int32 = { plugin, loop, name, target, function, context in
        unsafe ask(FILES_MOVE, plugin, loop, name, target, function, context) {
          unsafe FilesQuestion.block(name: $0, rest: $1)
        }
      }

  private static let remove:
    @convention(c) (UInt64, UInt64, roost_bytes, roost_answered?, UnsafeMutableRawPointer?) -> Int32 = {
      plugin, loop, name, function, context in
      unsafe ask(FILES_REMOVE, plugin, loop, name, .init(), function, context) { name, _ in
        unsafe FilesQuestion.block(name: name)
      }
    }

  private static let list:
    @convention(c) (
      UInt64, UInt64, roost_bytes, roost_bytes, UInt32, roost_answered?, UnsafeMutableRawPointer?
    ) ->
      Int32 = { plugin, loop, prefix, after, limit, function, context in
        unsafe ask(FILES_LIST, plugin, loop, prefix, after, function, context) {
          unsafe FilesQuestion.block(number: limit, name: $0, rest: $1)
        }
      }

  private static let usage:
    @convention(c) (UInt64, UInt64, roost_answered?, UnsafeMutableRawPointer?) -> Int32 = {
      plugin, loop, function, context in
      unsafe ask(FILES_USAGE, plugin, loop, .init(), .init(), function, context) { _, _ in
        unsafe FilesQuestion.block()
      }
    }

  private static let folder: @convention(c) (UInt64, UnsafeMutablePointer<UInt8>?, UInt64) -> Int64 = {
    plugin, buffer, size in
    guard plugin == Worker.shared.start.plugin else { return Int64(ROOST_STALE) }
    let path = Array(Worker.shared.start.dataFolder.utf8)
    if let buffer = unsafe buffer, path.count <= size {
      unsafe buffer.update(from: path, count: path.count)
    }
    return Int64(path.count)
  }

  private static func ask(
    _ method: Int32, _ plugin: UInt64, _ loop: UInt64, _ name: roost_bytes, _ rest: roost_bytes,
    _ function: roost_answered?, _ context: UnsafeMutableRawPointer?,
    _ block: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> [UInt8]
  ) -> Int32 {
    guard let function = unsafe function,
      unsafe FilesBounds.hold(
        name: name.buffer.count, rest: rest.buffer.count, isWrite: method == FILES_WRITE)
    else { return ROOST_INVALID }
    guard plugin == Worker.shared.start.plugin, let loop = Worker.shared.loop(loop) else {
      return ROOST_STALE
    }
    let question = unsafe block(name.buffer, rest.buffer)
    return unsafe question.withUnsafeBytes {
      unsafe Worker.shared.questions.ask(SERVICE_FILES, method, $0, on: loop, function, context)
    }
  }
}
