/// `/etc/ld.so.cache`: the libraries in the folders of `/etc/ld.so.conf`, as `ldconfig` found them.
///
/// The form is glibc's `struct cache_file_new` (elf/dl-cache.h): a header of 48 bytes that begins
/// with a mark and the number of entries, entries of 24 bytes, strings by offset in the file.
enum LoaderCache {
  private static let mark = Array("glibc-ld.so.cache1.1".utf8)

  /// Where the cache says a library is. Empty when there is no cache, or none of this form.
  static func paths(of name: String, file: String = "/etc/ld.so.cache") -> [String] {
    guard let cache = try? BinaryFile.read(file, limit: 16 << 20) else { return [] }
    let bytes = unsafe cache.span.bytes
    guard cache.starts(with: mark), cache.count >= 48,
      let entries = try? bytes.table(
        "cache", at: 48, rows: UInt64(bytes.integer(UInt32.self, at: 20)), of: 24)
    else { return [] }
    let whole = 0..<cache.count
    var paths: [String] = []
    for entry in stride(from: entries.lowerBound, to: entries.upperBound, by: 24) {
      let key = UInt64(bytes.integer(UInt32.self, at: entry + 4))
      let value = UInt64(bytes.integer(UInt32.self, at: entry + 8))
      guard (try? bytes.string("cache", at: key, in: whole)) == name,
        let path = try? bytes.string("cache", at: value, in: whole)
      else { continue }
      paths.append(path)
    }
    return paths
  }
}
