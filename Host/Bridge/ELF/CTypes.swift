import CHostSystem

/// C types that Swift code of a library treats as types: in an array, behind a protocol, as a generic argument.
///
/// Such code describes them as members of the module `__C`. In one process the first description of a name
/// counts for all libraries: when a struct has grown in the next version, memory is corrupted or a cast
/// crashes. (Measured with Swift 6.3.1; fields read and written as they are need no description.)
enum CTypes {
  /// Whether a file describes any: the module's name is there as a string of its own.
  static func areDescribed(in file: [UInt8]) -> Bool {
    let name: [UInt8] = [0, 0x5F, 0x5F, 0x43, 0]
    return unsafe file.withUnsafeBytes { file in
      unsafe name.withUnsafeBytes { name in
        unsafe csystem_contains(file.baseAddress, file.count, name.baseAddress, name.count) != 0
      }
    }
  }
}
