import Glibc
import Testing

@testable import HostIngress

@Suite struct FileValidatorTests {
  /// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110 §5.6.7.
  static let example = 784_111_777

  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
  ])
  func `the three forms of RFC 9110 §5.6.7 are one date`(text: String) {
    #expect(HTTPDate(text, now: 1_750_000_000)?.seconds == Int64(Self.example))
  }

  @Test(
    arguments: [
      (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
      (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
      (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
      (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    ] as [(Int64, String)])
  func `a date is written and read back`(seconds: Int64, text: String) {
    #expect(HTTPDate(seconds: seconds).description == text)
    #expect(HTTPDate(text, now: 0)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "now", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 31 Feb 1994 08:49:37 GMT",
    "Thu, 29 Feb 2100 00:00:00 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT",
    "Sun, 06 Nov 994 08:49:37 GMT", "Sun, 06 Nov 19945 08:49:37 GMT", "Sun, +6 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT; length=5", String(repeating: "1 ", count: 1000),
  ])
  func `what is no date is none`(text: String) {
    #expect(HTTPDate(text, now: 0) == nil)
  }

  @Test func `a two-digit year more than fifty years ahead is a past one`() {
    let in2026: Int64 = 1_780_000_000
    #expect(HTTPDate("Tuesday, 01-Dec-76 00:00:00 GMT", now: in2026)?.description.contains("2076") == true)
    #expect(HTTPDate("Thursday, 01-Dec-77 00:00:00 GMT", now: in2026)?.description.contains("1977") == true)
  }

  @Test(arguments: [
    ("*", true), (" *", true), ("\"x\"", true), ("W/\"x\"", true), ("\"y\", \"x\"", true),
    ("W/\"y\" ,, W/\"x\"", true), ("\"a,b\",\"x\"", true), ("\"y\"", false), ("x", false), ("\"x", false),
    ("", false), ("w/\"x\"", false), ("\"X\"", false), ("\"*\"", false), ("\"y\" \"x\"", false),
    ("\"x-gzip\"", false),
  ])
  func `If-None-Match compares weakly over a list`(field: String, matches: Bool) {
    #expect(EntityTags(field).matchWeakly("x") == matches)
  }

  @Test func `a current tag is answered 304 with the fields of RFC 9110 §15.4.5`() throws {
    let folder = PublicFolder()
    folder.write("a.txt", "hello")
    let tag = try #require(folder.get("a.txt")["ETag"])
    #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))
    for method in [FileRequest.Method.get, .head] {
      let answer = folder.get("a.txt", method, ifNoneMatch: "\"other\", W/" + tag)
      #expect(answer.status == 304)
      #expect(answer.content.isEmpty)
      #expect(answer.headers.map(\.0) == ["ETag", "Cache-Control", "Vary"])
      #expect(answer["ETag"] == tag)
    }
    #expect(folder.get("a.txt", ifNoneMatch: "\"other\"").status == 200)
  }

  @Test(arguments: [
    (0, 304), (1, 304), (-1, 200),
  ])
  func `If-Modified-Since is compared by the second`(offset: Int, status: Int) {
    let folder = PublicFolder()
    folder.write("a.txt", "hello")
    folder.setTime("a.txt", Self.example)
    #expect(folder.get("a.txt")["Last-Modified"] == "Sun, 06 Nov 1994 08:49:37 GMT")
    let since = HTTPDate(seconds: Int64(Self.example + offset)).description
    #expect(folder.get("a.txt", ifModifiedSince: since).status == status)
    #expect(folder.get("a.txt", .head, ifModifiedSince: since).status == status)
  }

  @Test func `If-Modified-Since does not count beside If-None-Match, nor when it is no date`() {
    let folder = PublicFolder()
    folder.write("a.txt", "hello")
    folder.setTime("a.txt", Self.example)
    let since = HTTPDate(seconds: Int64(Self.example)).description
    #expect(folder.get("a.txt", ifNoneMatch: "\"other\"", ifModifiedSince: since).status == 200)
    #expect(folder.get("a.txt", ifModifiedSince: "yesterday").status == 200)
  }

  @Test func `If-Match is compared strongly, and first of all`() throws {
    let folder = PublicFolder()
    folder.write("a.txt", "hello")
    let tag = try #require(folder.get("a.txt")["ETag"])
    for method in [FileRequest.Method.get, .head] {
      #expect(folder.get("a.txt", method, ifMatch: "\"other\", " + tag).status == 200)
      #expect(folder.get("a.txt", method, ifMatch: "*").status == 200)
      let outdated = folder.get("a.txt", method, ifMatch: "\"other\"", ifNoneMatch: tag, range: "bytes=0-1")
      #expect(outdated.status == 412)
      #expect(outdated.content.isEmpty)
    }
    #expect(folder.get("a.txt", ifMatch: "W/" + tag).status == 412)
    #expect(folder.get("a.txt", ifMatch: tag, ifNoneMatch: tag).status == 304)
    #expect(folder.get("none.txt", ifMatch: "\"other\"").status == 404)
  }

  @Test func `If-Unmodified-Since counts without If-Match`() {
    let folder = PublicFolder()
    folder.write("a.txt", "hello")
    folder.setTime("a.txt", Self.example)
    let at = HTTPDate(seconds: Int64(Self.example)).description
    let before = HTTPDate(seconds: Int64(Self.example - 1)).description
    #expect(folder.get("a.txt", ifUnmodifiedSince: at).status == 200)
    #expect(folder.get("a.txt", ifUnmodifiedSince: before).status == 412)
    #expect(folder.get("a.txt", ifUnmodifiedSince: before, ifModifiedSince: at).status == 412)
    #expect(folder.get("a.txt", ifMatch: "*", ifUnmodifiedSince: before).status == 200)
    #expect(folder.get("a.txt", ifUnmodifiedSince: "yesterday").status == 200)
  }

  @Test func `a modification in the future is not announced`() throws {
    let folder = PublicFolder()
    folder.write("a.txt", "hello")
    folder.setTime("a.txt", 4_102_444_800)
    let modified = try #require(folder.get("a.txt")["Last-Modified"])
    #expect(!modified.contains("2100"))
    #expect(HTTPDate(modified, now: 0) != nil)
  }

  @Test func `another content has another tag, also under an old time and size`() {
    let folder = PublicFolder()
    folder.write("a.txt", "one")
    folder.setTime("a.txt", Self.example)
    let first = folder.get("a.txt")["ETag"]
    #expect(folder.get("a.txt")["ETag"] == first)
    folder.write("b.txt", "two")
    folder.setTime("b.txt", Self.example)
    folder.move("b.txt", to: "a.txt")
    #expect(folder.get("a.txt")["ETag"] != first)
  }

  @Test func `inode, size and both times are in the tag`() {
    let states = [
      FileIdentity(device: 1, inode: 2, size: 3, modified: 4, changed: 5),
      FileIdentity(device: 1, inode: 9, size: 3, modified: 4, changed: 5),
      FileIdentity(device: 1, inode: 2, size: 9, modified: 4, changed: 5),
      FileIdentity(device: 1, inode: 2, size: 3, modified: 9, changed: 5),
      FileIdentity(device: 1, inode: 2, size: 3, modified: 4, changed: 9),
    ]
    #expect(Set(states.map(\.tag)).count == states.count)
  }
}
