import Glibc
import HostOperations

/// What the kernel tells of a process that runs a plugin (proc(5)).
struct ProcessLook: Sendable {
  /// Nil is this process.
  let pid: Int32?

  private var folder: String { "/proc/" + (pid.map { "\($0)" } ?? "self") }

  /// Bytes of memory in use that it shares with nobody; nil when it has ended.
  var ownMemory: Int? {
    guard let bytes = try? SmallFile.read(folder + "/statm", atMost: 4096) else { return nil }
    let numbers = String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Int($0) }
    guard numbers.count > 2 else { return nil }
    return (numbers[1] - numbers[2]) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The threads' numbers and names; nil when it has ended.
  var threads: [String: String]? {
    guard let names = Folders.names(in: folder + "/task") else { return nil }
    return Dictionary(uniqueKeysWithValues: names.map { ($0, name(ofThread: $0)) })
  }

  private func name(ofThread number: String) -> String {
    let bytes = try? SmallFile.read("\(folder)/task/\(number)/comm", atMost: 64)
    return String(decoding: (bytes ?? []).prefix { $0 != 0x0A }, as: UTF8.self)
  }

  /// The open descriptors and what they lead to; nil when they may not be seen.
  var descriptors: [String: String]? {
    guard let names = Folders.names(in: folder + "/fd") else { return nil }
    var found: [String: String] = [:]
    for name in names {
      var target = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = unsafe readlink("\(folder)/fd/\(name)", &target, target.count - 1)
      guard count > 0 else { continue }
      found[name] = String(decoding: target.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    return found
  }
}
