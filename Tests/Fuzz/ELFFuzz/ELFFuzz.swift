import HostBridge
import RoostJSON
import RoostManifestFormat

/// Feeds bytes to everything that looks at a plugin's file: before it is opened as a shared object and,
/// with the manifest's section taken out, as what is in it; after a crash as a table of functions.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzELF(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
  readManifest(bytes)
  readSymbols(bytes)
  guard let image = try? ELFImage(bytes), let section = image.manifest else { return 0 }
  readManifest(section)
  return 0
}

/// The names are not demangled: Swift's runtime does not survive every name (`$sTf1p`, in 6.3.1).
private func readSymbols(_ bytes: [UInt8]) {
  guard let table = try? SymbolTable(bytes) else { return }
  precondition(table.count <= SymbolTable.mostSymbols)
  for place in stride(from: 0, to: UInt64(bytes.count), by: 61) {
    for match in [table.lookup(fileOffset: place), table.lookup(address: place)] {
      guard let match else { continue }
      precondition(match.offset <= UInt64(bytes.count) && !match.name.isEmpty)
    }
  }
}

private func readManifest(_ section: [UInt8]) {
  guard let content = try? ManifestContent(section: section) else { return }
  guard let again = try? ManifestContent(section: content.chunks().joinedForSection()) else {
    fatalError("what was read cannot be written and read again")
  }
  precondition(again == content, "what was read and written reads differently")
  guard let json = try? JSONValue(parsing: content.json) else { return }
  do throws(ManifestError) {
    _ = try Manifest(json)
  } catch {
    precondition(!error.problems.isEmpty && !error.description.contains("\n"))
  }
}

extension [[UInt8]] {
  /// Chunks at multiples of 8.
  fileprivate func joinedForSection() -> [UInt8] {
    var section: [UInt8] = []
    for chunk in self {
      section += chunk
      while section.count % 8 != 0 { section.append(0) }
    }
    return section
  }
}
