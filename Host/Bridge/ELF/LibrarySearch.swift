import Glibc

/// Finds the libraries a plugin needs the way ld.so(8) does, without opening one: opening runs its
/// constructors.
///
/// Known to the loader and left out here: `glibc-hwcaps` folders, and `$LIB` and `$PLATFORM` in a
/// RUNPATH.
package struct LibrarySearch: Sendable {
  /// Folders beyond the loader's own, from which the host opens libraries itself.
  package var extraFolders: [String]

  /// Makes a search.
  package init(extraFolders: [String] = []) { self.extraFolders = extraFolders }

  /// The first of an image's libraries that cannot be found, with the folders that were looked in.
  ///
  /// - Parameters:
  ///   - image: Whose libraries.
  ///   - origin: The folder the image is opened from, for `$ORIGIN`.
  func firstMissing(of image: ELFImage, origin: String) -> (name: String, folders: [String])? {
    let rpath = image.runpath == nil ? Self.folders(image.rpath, origin: origin) : []
    let environment = unsafe getenv("LD_LIBRARY_PATH").map { unsafe String(cString: $0) }
    let folders =
      rpath + Self.folders(environment, origin: origin) + Self.folders(image.runpath, origin: origin)
      + Self.standardFolders + extraFolders
    for name in image.needed where !Self.isLoaded(name) {
      if name.contains("/") {
        guard Self.isLibrary(name, for: image.machine) else { return (name, []) }
      } else {
        let found =
          folders.contains { Self.isLibrary($0 + "/" + name, for: image.machine) }
          || LoaderCache.paths(of: name).contains { Self.isLibrary($0, for: image.machine) }
        guard found else { return (name, folders) }
      }
    }
    return nil
  }

  private static let standardFolders = [
    "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib",
  ]

  /// A path list's folders with `$ORIGIN` replaced.
  private static func folders(_ list: String?, origin: String) -> [String] {
    (list ?? "").split(separator: ":").map { folder in
      for mark in ["${ORIGIN}", "$ORIGIN"] where folder.hasPrefix(mark) {
        return origin + folder.dropFirst(mark.count)
      }
      return String(folder)
    }
  }

  /// Whether the loader has it already, in which case it looks no further. RTLD_NOLOAD opens nothing
  /// new; closing gives back the reference that was taken.
  private static func isLoaded(_ name: String) -> Bool {
    guard let library = unsafe dlopen(name, RTLD_LAZY | RTLD_NOLOAD) else { return false }
    unsafe dlclose(library)
    return true
  }

  /// Whether a file is an ELF64 file for the machine; the loader passes over others.
  private static func isLibrary(_ path: String, for machine: ELFMachine) -> Bool {
    guard let file = try? BinaryFile.read(path, limit: 20, whole: false), file.count == 20 else {
      return false
    }
    let bytes = unsafe file.span.bytes
    return bytes.integer(UInt32.self, at: 0) == 0x464c_457f && bytes.integer(UInt8.self, at: 4) == 2
      && bytes.integer(UInt16.self, at: 18) == machine.rawValue
  }
}
