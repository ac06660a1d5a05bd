import Glibc
import Testing

@testable import HostIngress

@Suite struct FileEncodingTests {
  @Test(
    arguments: [
      (nil, []), ("", []), ("gzip", ["gzip"]), ("br", ["br"]), ("gzip, deflate, br, zstd", ["br", "gzip"]),
      ("br;q=0.5, gzip;q=0.8", ["gzip", "br"]), ("GZIP;Q=1", ["gzip"]), ("x-gzip", ["gzip"]),
      ("gzip;q=0", []), ("gzip;q=0.000", []), ("gzip;q=0.001", ["gzip"]), ("gzip;q=1.000", ["gzip"]),
      ("gzip;q=1.001", []), ("gzip;q=2", []), ("gzip;q=0.0001", []), ("gzip;q=.5", []), ("gzip;q=", []),
      ("gzip;q=-1", []), ("gzip;level=9", []), ("gzip;q=1;x=1", []), ("*", ["br", "gzip"]),
      ("*;q=0", []), ("*;q=0, gzip", ["gzip"]), ("*, gzip;q=0", ["br"]), ("*;q=0.1, gzip", ["gzip", "br"]),
      ("identity", []), ("identity, gzip", ["gzip"]), ("identity;q=1, gzip;q=0.5", []),
      ("identity;q=0.5, gzip", ["gzip"]), ("identity;q=0, gzip;q=0.1", ["gzip"]), ("identity;q=0", []),
      (" gzip ;\tq=0.7 , , br ; q=0.9", ["br", "gzip"]), ("gzipped, xgzip", []),
    ] as [(String?, [String])])
  func `Accept-Encoding is weighed by RFC 9110 §12.5.3`(field: String?, codings: [String]) {
    #expect(ContentCoding.preferred(field).map(\.rawValue) == codings)
  }

  static let text = String(repeating: "compressible text, ", count: 200)

  @Test func `a compressible file is gzipped under a tag of its own`() throws {
    let folder = PublicFolder()
    folder.write("a.js", Self.text)
    let plain = folder.get("a.js")
    let packed = folder.get("a.js", acceptEncoding: "gzip")
    #expect(packed.status == 200)
    #expect(packed["Content-Encoding"] == "gzip")
    #expect(packed["Content-Type"] == "text/javascript; charset=utf-8")
    #expect(packed.contentLength < plain.contentLength / 10)
    #expect(packed.contentLength == Int64(packed.content.count))
    #expect(try Gunzip.restore(packed.content) == Array(Self.text.utf8))
    let tags = try [#require(plain["ETag"]), #require(packed["ETag"])]
    #expect(tags[0] != tags[1])
    #expect(folder.get("a.js", ifNoneMatch: tags[1], acceptEncoding: "gzip").status == 304)
    #expect(folder.get("a.js", ifNoneMatch: tags[0], acceptEncoding: "gzip").status == 200)
    #expect(folder.get("a.js", ifNoneMatch: tags[1]).status == 200)
    let head = folder.get("a.js", .head, acceptEncoding: "gzip")
    #expect(head.contentLength == packed.contentLength)
    #expect(head.content.isEmpty)
  }

  @Test func `a range of a gzipped file is one of its gzipped bytes`() throws {
    let folder = PublicFolder()
    folder.write("a.js", Self.text)
    let whole = folder.get("a.js", acceptEncoding: "gzip")
    let tag = try #require(whole["ETag"])
    let part = folder.get("a.js", ifRange: tag, range: "bytes=10-19", acceptEncoding: "gzip")
    #expect(part.status == 206)
    #expect(part["Content-Range"] == "bytes 10-19/\(whole.contentLength)")
    #expect(part.content == Array(whole.content[10..<20]))
    #expect(folder.get("a.js", ifRange: tag, range: "bytes=10-19").status == 200)
  }

  @Test(arguments: [
    ("a.js", 255, false), ("a.js", 256, true), ("a.js", 1 << 20, true), ("a.js", 1 << 20 + 1, false),
    ("a.png", 5000, false), ("a.unknown", 5000, false), ("a.svg", 5000, true), ("a.JSON", 5000, true),
  ])
  func `gzip is for compressible types from 256 bytes to a mebibyte`(name: String, size: Int, packs: Bool) {
    let folder = PublicFolder()
    folder.write(name, [UInt8](repeating: 0x20, count: size))
    let answer = folder.get(name, acceptEncoding: "gzip")
    #expect((answer["Content-Encoding"] == "gzip") == packs)
    #expect(answer["Vary"] == "Accept-Encoding")
    #expect(answer.content.count == Int(answer.contentLength))
  }

  @Test func `precompressed siblings are sent as they are, under the original's type`() throws {
    let folder = PublicFolder()
    folder.write("a.js", Self.text)
    folder.write("a.js.gz", "made by gzip")
    folder.write("a.js.br", "made by brotli")
    let table = [("gzip", "gzip", "made by gzip"), ("gzip, br", "br", "made by brotli")]
    var tags = [folder.get("a.js")["ETag"]]
    for (field, coding, content) in table {
      let answer = folder.get("a.js", acceptEncoding: field)
      #expect(answer["Content-Encoding"] == coding)
      #expect(answer["Content-Type"] == "text/javascript; charset=utf-8")
      #expect(answer.text == content)
      tags.append(answer["ETag"])
    }
    #expect(Set(tags).count == 3)
    let direct = folder.get("a.js.gz")
    #expect(direct["Content-Type"] == "application/gzip")
    #expect(direct["Content-Encoding"] == nil)
  }

  @Test func `a sibling that is older, linked or no file is passed over`() {
    let folder = PublicFolder()
    folder.write("../secret", "secret")
    folder.write("a.png", "picture")
    folder.setTime("a.png", 1_000_000_000)
    folder.write("a.png.br", "stale")
    folder.setTime("a.png.br", 999_999_999)
    folder.link("a.png.gz", to: "../secret")
    #expect(folder.get("a.png", acceptEncoding: "gzip, br").text == "picture")
    folder.delete("a.png.gz")
    folder.makeFolder("a.png.gz")
    #expect(folder.get("a.png", acceptEncoding: "gzip, br").text == "picture")
    folder.setTime("a.png.br", 1_000_000_000)
    #expect(folder.get("a.png", acceptEncoding: "gzip, br").text == "stale")
  }

  @Test func `a sibling alone is not the file`() {
    let folder = PublicFolder()
    folder.write("a.js.gz", "made by gzip")
    #expect(folder.get("a.js", acceptEncoding: "gzip").status == 404)
  }

  @Test func `a rewritten file is compressed anew`() throws {
    let folder = PublicFolder()
    folder.write("a.js", Self.text)
    _ = folder.get("a.js", acceptEncoding: "gzip")
    let other = String(repeating: "other text here. ", count: 300)
    folder.write("b.js", other)
    folder.move("b.js", to: "a.js")
    let answer = folder.get("a.js", acceptEncoding: "gzip")
    #expect(try Gunzip.restore(answer.content) == Array(other.utf8))
  }

  private func identity(_ inode: UInt64) -> FileIdentity {
    FileIdentity(device: 1, inode: inode, size: 1, modified: 1, changed: 1)
  }

  @Test func `the cache drops the least recently used past its bound`() {
    // Room for three entries of 744 bytes, each counted with 256 more.
    let cache = GzipCache(bytes: 3000)
    for inode in 1...3 {
      cache.keep([UInt8](repeating: UInt8(inode), count: 744), for: identity(UInt64(inode)))
    }
    #expect(cache[identity(1)]?.first == 1)
    cache.keep([UInt8](repeating: 4, count: 744), for: identity(4))
    #expect(cache[identity(2)] == nil)
    #expect(cache[identity(1)]?.first == 1)
    cache.keep([UInt8](repeating: 5, count: 1744), for: identity(5))
    #expect((1...5).map { cache[identity($0)] != nil } == [true, false, false, false, true])
    cache.keep([UInt8](repeating: 6, count: 2745), for: identity(6))
    #expect(cache[identity(6)] == nil)
    #expect(cache[identity(5)] != nil)
  }

  @Test func `replacing an entry does not count it twice`() {
    let cache = GzipCache(bytes: 3000)
    cache.keep([1], for: identity(1))
    for _ in 0..<50 { cache.keep([UInt8](repeating: 2, count: 744), for: identity(2)) }
    #expect(cache[identity(1)] == [1])
    #expect(cache[identity(2)]?.count == 744)
  }

  @Test func `a second request is answered from the cache`() {
    let folder = PublicFolder()
    folder.write("a.js", Self.text)
    let first = folder.get("a.js", acceptEncoding: "gzip")
    let second = folder.get("a.js", acceptEncoding: "gzip")
    guard case .bytes(let one) = first.body, case .bytes(let two) = second.body else {
      Issue.record("no bytes in memory")
      return
    }
    // One array: its storage is shared.
    let addresses = [one, two].map { bytes in
      unsafe bytes.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
    }
    #expect(addresses[0] == addresses[1])
  }

  @Test(arguments: [
    ("a.html", "text/html; charset=utf-8"), ("A.HTML", "text/html; charset=utf-8"),
    ("a.min.mjs", "text/javascript; charset=utf-8"), ("a.json", "application/json"), ("a.png", "image/png"),
    ("a.woff2", "font/woff2"), ("a.wasm", "application/wasm"), ("a.tgs", "application/x-tgsticker"),
    ("a", "application/octet-stream"), ("a.", "application/octet-stream"),
    ("html", "application/octet-stream"),
    ("a.html.exe", "application/octet-stream"),
  ])
  func `the type is known by the extension`(name: String, type: String) {
    #expect(MediaType(fileName: name).value == type)
  }
}
