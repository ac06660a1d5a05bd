import CHostSystem
import Glibc

/// Where this process's Swift runtime lies: a worker needs the same one.
package enum SwiftRuntime {
  /// The folders of the runtime's libraries, without links.
  package static let folders: [String] = {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard unsafe csystem_library_path("libswiftCore.so", &path) == 0 else { return [] }
    let file = String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return file.lastIndex(of: "/").map { [String(file[..<$0])] } ?? []
  }()
}
