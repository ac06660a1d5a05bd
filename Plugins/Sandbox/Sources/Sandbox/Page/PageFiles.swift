import CPage
import Roost

/// The page's files, which are a part of the library.
struct PageFiles: Sendable {
  private struct File: Sendable {
    let bytes: [UInt8]
    let tag: String
    let type: String
  }
  private let files: [String: File]

  init() {
    var files: [String: File] = [:]
    for index in 0..<Int(sandbox_page_count) {
      let (name, bytes) = Self.entry(index)
      files[name] = File(bytes: bytes, tag: Self.tag(bytes), type: Self.type(name))
    }
    self.files = files
  }

  private static func entry(_ index: Int) -> (String, [UInt8]) {
    let file = unsafe sandbox_page_files[index]
    return unsafe (
      String(cString: file.name), Array(UnsafeBufferPointer(start: file.data, count: Int(file.size)))
    )
  }

  /// FNV-1a, to tell one version of a file from another.
  private static func tag(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "\"" + String(hash, radix: 36) + "\""
  }

  private static func type(_ name: String) -> String {
    if name.hasSuffix(".html") { return "text/html; charset=utf-8" }
    if name.hasSuffix(".css") { return "text/css; charset=utf-8" }
    return name.hasSuffix(".svg") ? "image/svg+xml" : "text/javascript; charset=utf-8"
  }

  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    + "require-trusted-types-for 'script'; trusted-types 'none'"

  func answer(_ name: String, _ request: Request) throws -> Response {
    guard let file = files[name] else { throw HTTPError(.notFound, "the page has no file \(name)") }
    let headers = [
      ("ETag", file.tag), ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff"),
      ("Content-Security-Policy", Self.policy), ("Referrer-Policy", "no-referrer"),
    ]
    if request.header("If-None-Match") == file.tag { return Response(status: 304, headers: headers) }
    return Response(bytes: file.bytes, contentType: file.type, headers: headers)
  }
}
