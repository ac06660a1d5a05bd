import Testing

@testable import HostBridge

struct PluginFileTests {
  @Test(
    arguments: [
      ("hello.so", "hello", .library), ("hello.yaml", "hello", .settings),
      ("hello.so.sig", "hello", .signature),
      ("lib_x-1.2.so", "lib_x-1.2", .library),
    ] as [(String, String, PluginFile.Role)])
  func `a plugin's file is told by its name`(fileName: String, name: String, role: PluginFile.Role) {
    #expect(PluginFile(fileName)?.name == name && PluginFile(fileName)?.role == role)
  }

  @Test(arguments: [
    ".so", ".hello.so", "hello.so~", ".hello.so.swp", "hello.so.tmp", "hello", "hello.yml", "he llo.so",
    "-x.so",
    "héllo.so", String(repeating: "x", count: 65) + ".so",
  ]) func `every other file is none`(fileName: String) {
    #expect(PluginFile(fileName) == nil)
  }

  /// An event as the kernel writes it (inotify(7)).
  private func event(_ mask: UInt32, _ name: String) -> [UInt8] {
    let padded = name.isEmpty ? [] : Array(name.utf8) + Array(repeating: 0, count: 16 - name.utf8.count % 16)
    let masks = (0..<4).map { UInt8(truncatingIfNeeded: mask >> (8 * $0)) }
    return [1, 0, 0, 0] + masks + [0, 0, 0, 0] + [UInt8(padded.count), 0, 0, 0] + padded
  }

  @Test func `the kernel's events are read one after the other, a torn last one left out`() {
    let bytes = event(0x8, "hello.so") + event(0x4000, "") + event(0x80, "x") + event(0x400, "")
    #expect(FolderNotices.notices(in: bytes[...]) == [.file("hello.so"), .overflow, .file("x"), .gone])
    #expect(FolderNotices.notices(in: bytes.prefix(40)) == [.file("hello.so")])
  }
}
