import Glibc

/// Restores gzip by the system's own program, an independent reader.
enum Gunzip {
  struct Failure: Error {}

  static func restore(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = PublicFolder()
    let file = folder.write("content.gz", bytes)
    guard let pipe = unsafe popen("exec gzip -dc '\(file)'", "r") else { throw Failure() }
    var restored: [UInt8] = []
    while case let byte = unsafe getc(pipe), byte != EOF { restored.append(UInt8(byte)) }
    guard unsafe pclose(pipe) == 0 else { throw Failure() }
    return restored
  }
}
