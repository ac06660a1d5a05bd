import FrameLayout
import HostFrames
import HostLoader

/// What the host says first.
struct Start: Sendable {
  let loops: Int
  let plugin: UInt64
  let memory: UInt64
  let fileSize: UInt64
  let descriptors: UInt32
  let isSandboxed: Bool
  let waits: Bool
  let extensions: Extensions
  let landlock: UInt32
  let path: String
  let dataFolder: String
  let readable: [String]

  /// Reads it; nil when it is of another version or malformed.
  init?(_ frame: Frame) {
    var cursor = frame.cursor
    guard frame.head.kind == UInt32(FRAME_START), let start = cursor.take(frame_start.self),
      start.version == FRAMES_VERSION, (1...UInt32(WORKER_LOOPS_MAX)).contains(start.loops),
      let path = cursor.text(start.path_size), let data = cursor.text(start.data_size),
      let readable = cursor.text(start.readable_size)
    else { return nil }
    loops = Int(start.loops)
    plugin = start.plugin
    memory = start.memory
    fileSize = start.file_size
    descriptors = start.descriptors
    isSandboxed = start.flags & WORKER_SANDBOX != 0
    waits = start.flags & WORKER_WAITS != 0
    extensions = Extensions(rawValue: start.flags).intersection(.all)
    landlock = start.landlock
    self.path = path
    dataFolder = data
    self.readable = readable.split(separator: "\0").map(String.init)
  }
}
