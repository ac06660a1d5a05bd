import Glibc
import Testing

@testable import HostIngress

@Suite struct FileRangeTests {
  /// RFC 9110 §14.1.2 gives its examples for a representation of 10000 bytes.
  @Test(
    arguments: [
      ("bytes=0-499", [0..<500]), ("bytes=500-999", [500..<1000]), ("bytes=-500", [9500..<10_000]),
      ("bytes=9500-", [9500..<10_000]), ("bytes=0-0,-1", [0..<1, 9999..<10_000]),
      ("bytes= 0-999, 4500-5499, -1000", [0..<1000, 4500..<5500, 9000..<10_000]),
      ("bytes=500-600,601-999", [500..<601, 601..<1000]),
    ] as [(String, [Range<Int64>])])
  func `the examples of RFC 9110 §14.1.2`(field: String, ranges: [Range<Int64>]) {
    #expect(ByteRanges(field, length: 10_000) == .parts(ranges))
  }

  @Test(
    arguments: [
      ("BYTES=0-0", [0..<1]), ("bytes=0-99999999999999999999999", [0..<100]), ("bytes=-1000", [0..<100]),
      ("bytes=99-", [99..<100]), ("bytes=100-,5-6", [5..<7]), ("bytes=,, 5-6\t,,", [5..<7]),
      ("bytes=50-59,0-9", [50..<60, 0..<10]),
      (
        "bytes=0-0,2-2,4-4,6-6,8-8,10-10,12-12,14-14",
        [0..<1, 2..<3, 4..<5, 6..<7, 8..<9, 10..<11, 12..<13, 14..<15]
      ),
    ] as [(String, [Range<Int64>])])
  func `ranges are cut to the file and kept in the order asked`(field: String, ranges: [Range<Int64>]) {
    #expect(ByteRanges(field, length: 100) == .parts(ranges))
  }

  @Test(arguments: [
    "", "bytes", "bytes=", "bytes=,", "bytes=-", "bytes=5", "bytes=a-b", "bytes=5-4", "bytes=5-4,0-1",
    "bytes=--5", "bytes=+1-2", "bytes=1-2-3", "bytes=0x1-2", "bytes=1 - 2", "bytes =0-1", "items=0-1",
    "bytes:0-1",
    // §14.1.2: overlapping ranges. RFC 9110's own `500-700,601-999` is one of them.
    "bytes=50-70,60-99", "bytes=0-9,5-5", "bytes=0-,-1", "bytes=1-1,1-1",
    "bytes=0-0,2-2,4-4,6-6,8-8,10-10,12-12,14-14,16-16",
  ])
  func `a field that is invalid, overlaps or asks too much is ignored`(field: String) {
    #expect(ByteRanges(field, length: 100) == .whole)
  }

  @Test(arguments: [
    "bytes=100-", "bytes=100-200", "bytes=-0", "bytes=200-300,400-", "bytes=99999999999999999999-",
  ])
  func `a field that lies wholly beyond the file is unsatisfiable`(field: String) {
    #expect(ByteRanges(field, length: 100) == .unsatisfiable)
  }

  @Test func `an empty file has no range, and its suffix is all of it`() {
    #expect(ByteRanges("bytes=0-", length: 0) == .unsatisfiable)
    #expect(ByteRanges("bytes=-5", length: 0) == .whole)
  }

  @Test func `one range is 206 with Content-Range, also when it is what remains of two`() {
    let folder = PublicFolder()
    folder.write("a.txt", "0123456789")
    for field in ["bytes=2-4", "bytes=2-4,50-60"] {
      let answer = folder.get("a.txt", range: field)
      #expect(answer.status == 206)
      #expect(answer["Content-Range"] == "bytes 2-4/10")
      #expect(answer["Content-Type"] == "text/plain; charset=utf-8")
      #expect(answer.contentLength == 3)
      #expect(answer.text == "234")
      #expect(answer["ETag"] == folder.get("a.txt")["ETag"])
    }
  }

  @Test func `a range beyond the file is 416 with its length`() {
    let folder = PublicFolder()
    folder.write("a.txt", "0123456789")
    let answer = folder.get("a.txt", range: "bytes=10-")
    #expect(answer.status == 416)
    #expect(answer["Content-Range"] == "bytes */10")
    #expect(answer.content.isEmpty)
  }

  @Test func `several ranges are multipart in the form of RFC 9110 §14.6`() throws {
    let folder = PublicFolder()
    folder.write("a.pdf", "0123456789")
    let answer = folder.get("a.pdf", range: "bytes=1-2,-1")
    #expect(answer.status == 206)
    #expect(answer["Content-Range"] == nil)
    let type = try #require(answer["Content-Type"])
    let prefix = "multipart/byteranges; boundary="
    #expect(type.hasPrefix(prefix))
    let boundary = type.dropFirst(prefix.count)
    let expected = [
      "--\(boundary)", "Content-Type: application/pdf", "Content-Range: bytes 1-2/10", "", "12",
      "--\(boundary)", "Content-Type: application/pdf", "Content-Range: bytes 9-9/10", "", "9",
      "--\(boundary)--", "",
    ]
    #expect(answer.text == expected.joined(separator: "\r\n"))
    #expect(answer.contentLength == Int64(answer.content.count))
    #expect(folder.get("a.pdf", range: "bytes=1-2,-1")["Content-Type"] != type)
  }

  @Test(arguments: [(Int64(1 << 19), 206), (Int64(1 << 19) + 1, 200)])
  func `parts of more than a mebibyte are answered with the whole file`(size: Int64, status: Int) {
    let folder = PublicFolder()
    folder.write("big.bin", "")
    let length: Int64 = 1 << 40
    folder.setSize("big.bin", length)
    let answer = folder.get("big.bin", range: "bytes=0-\(size - 1),-\(1 << 19)")
    #expect(answer.status == status)
    #expect(status == 206 || answer.contentLength == length)
  }

  @Test func `If-Range permits the range for the very tag or date, and nothing else`() throws {
    let folder = PublicFolder()
    folder.write("a.txt", "0123456789")
    folder.setTime("a.txt", 784_111_777)
    let tag = try #require(folder.get("a.txt")["ETag"])
    let table = [
      (tag, 206), ("Sun, 06 Nov 1994 08:49:37 GMT", 206), ("Sunday, 06-Nov-94 08:49:37 GMT", 206),
      ("W/" + tag, 200), ("\"other\"", 200), ("\(tag), \"b\"", 200), ("*", 200), ("", 200),
      ("Sun, 06 Nov 1994 08:49:38 GMT", 200), ("Sun, 06 Nov 1994 08:49:36 GMT", 200),
    ]
    for (field, status) in table {
      #expect(folder.get("a.txt", ifRange: field, range: "bytes=0-1").status == status, "\(field)")
    }
    // Not even 416 for a file that has changed.
    #expect(folder.get("a.txt", ifRange: "\"other\"", range: "bytes=99-").status == 200)
    #expect(folder.get("a.txt", ifRange: tag).status == 200)
  }

  @Test func `conditions come before the range`() throws {
    let folder = PublicFolder()
    folder.write("a.txt", "0123456789")
    let tag = try #require(folder.get("a.txt")["ETag"])
    #expect(folder.get("a.txt", ifNoneMatch: tag, range: "bytes=0-1").status == 304)
    #expect(folder.get("a.txt", ifNoneMatch: "\"other\"", range: "bytes=0-1").status == 206)
  }
}
