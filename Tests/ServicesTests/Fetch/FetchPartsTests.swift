import HostOperations
import HostServices
import Testing

@testable import HostServices

/// URLs, requests, grants and addresses, without a server.
@Suite struct FetchPartsTests {
  @Test func `a URL is read as libcurl reads it`() throws {
    let url = try FetchURL("HTTPS://API.Example.ORG:444/a/../b?c#d")
    #expect(url.isEncrypted && url.host == "api.example.org" && url.port == 444)
    #expect(url.text == "https://API.Example.ORG:444/b?c")
    #expect(try FetchURL("http://[::1]/").host == "::1")
    #expect(try FetchURL("https://a.b").port == 443)
    #expect(try FetchURL("http://0x7f.1/").host == "127.0.0.1")
  }

  @Test(arguments: [
    "", "a", "/a", "ftp://a/", "file:///etc/passwd", "https://", "https://a b/", "https://a\u{0}/",
    "https://ä/",
    "https://u:p@a/", "https://a./", "https://a:0/", "https://a:70000/", "gopher://a", "https://a%2fb/",
    "https://" + String(repeating: "a", count: 9000),
  ])
  func `what is no URL of a server is refused`(text: String) {
    #expect(throws: FetchFailure.self) { try FetchURL(text) }
  }

  @Test func `a URL that is refused is not told, for it may hold a secret`() {
    do throws(FetchFailure) {
      _ = try FetchURL("https://user:hunter2@a/")
    } catch {
      #expect(!error.description.contains("hunter2") && error.description.contains("Authorization"))
    }
  }

  @Test(arguments: [
    ("GE T", "X-A", "b"), ("", "X-A", "b"), ("CONNECT", "X-A", "b"), ("GET", "X A", "b"), ("GET", "", "b"),
    ("GET", "X-A", "b\r\nX-B: c"), ("GET", "X-A", "b\u{0}"), ("GET", "Host", "b"),
    ("GET", "content-LENGTH", "1"),
    ("GET", "Transfer-Encoding", "chunked"), ("GET", "Connection", "close"), ("TRACE", "X-A", "b"),
  ])
  func `requests that would say something else than they seem are refused`(
    method: String, name: String, value: String
  ) throws {
    let url = try FetchURL("https://a/")
    #expect(throws: FetchFailure.self) {
      try FetchRequest(method: method, url: url, fields: [.init(name, value)])
    }
  }

  // MARK: Grants

  @Test func `a place covers its host, port and scheme alone`() throws {
    let place = try #require(FetchPlace("api.example.org", isPrivate: false))
    #expect(place.covers(host: "api.example.org", port: 443, isEncrypted: true))
    #expect(!place.covers(host: "api.example.org", port: 80, isEncrypted: false))
    #expect(!place.covers(host: "api.example.org", port: 8443, isEncrypted: true))
    #expect(!place.covers(host: "b.api.example.org", port: 443, isEncrypted: true))
    let below = try #require(FetchPlace("*.example.org", isPrivate: false))
    #expect(below.covers(host: "a.b.example.org", port: 443, isEncrypted: true))
    #expect(!below.covers(host: "example.org", port: 443, isEncrypted: true))
    #expect(!below.covers(host: ".example.org", port: 443, isEncrypted: true))
    #expect(!below.covers(host: "badexample.org", port: 443, isEncrypted: true))
    let all = try #require(FetchPlace("*", isPrivate: false))
    #expect(
      all.covers(host: "a", port: 443, isEncrypted: true)
        && !all.covers(host: "a", port: 80, isEncrypted: false))
    let six = try #require(FetchPlace("http://[::1]:81", isPrivate: true))
    #expect(six.covers(host: "::1", port: 81, isEncrypted: false) && six.description == "http://[::1]:81")
  }

  @Test func `a place covers places that mean less`() throws {
    func place(_ text: String, _ isPrivate: Bool = false) throws -> FetchPlace {
      try #require(FetchPlace(text, isPrivate: isPrivate))
    }
    #expect(try place("*").covers(place("a.b")) && place("*.b").covers(place("a.b")))
    #expect(try place("*.b").covers(place("*.a.b")) && !place("*.b").covers(place("b")))
    #expect(try !place("a.b").covers(place("*.b")) && !place("a.b").covers(place("http://a.b")))
    #expect(try place("a.b", true).covers(place("a.b")) && !place("a.b").covers(place("a.b", true)))
  }

  @Test(arguments: [
    "", "A.b", "a..b", "a b", "*a.b", "a.*", "**", "a:0", "a:65536", "a:", "a:08", "https://a", "a/b", "[::1",
    "[x]",
    "a@b", "-:443:1",
  ])
  func `what is no place is none`(text: String) { #expect(FetchPlace(text, isPrivate: false) == nil) }

  @Test func `grants are read and written alike`() {
    for text in ["fetch:a.b", "fetch:*", "fetch-private:http://10.0.0.7:8080", "fetch:*.a.b:8443"] {
      #expect(Grant(text)?.description == text)
    }
    #expect(Grant("fetch:a/b") == nil)
    #expect(Grant("fetch:a.b")!.isCovered(by: [.http(prefix: "/"), Grant("fetch:*.b")!]))
    #expect(!Grant("fetch-private:a.b")!.isCovered(by: [Grant("fetch:*")!]))
  }

  @Test func `what is taken away is not reached any more`() throws {
    let scope = FetchScope([Grant("fetch:a.b")!, Grant("fetch:c.d")!, .http(prefix: "/")])
    let left = scope.restricted(to: FetchScope([Grant("fetch:*.b")!]))
    #expect(try left.reach(of: FetchURL("https://a.b")) == .open)
    #expect(try left.reach(of: FetchURL("https://c.d")) == nil)
    #expect(try scope.reach(of: FetchURL("https://c.d")) == .open)
  }

  // MARK: Addresses

  @Test(
    arguments: [
      ([1, 1, 1, 1], true), ([8, 8, 8, 8], true), ([172, 15, 255, 255], true), ([172, 32, 0, 1], true),
      ([10, 0, 0, 1], false), ([127, 0, 0, 1], false), ([0, 0, 0, 0], false), ([169, 254, 169, 254], false),
      ([172, 16, 0, 1], false), ([172, 31, 255, 255], false), ([192, 168, 1, 1], false),
      ([100, 64, 0, 1], false),
      ([100, 127, 0, 1], false), ([100, 128, 0, 1], true), ([224, 0, 0, 1], false),
      ([255, 255, 255, 255], false),
      ([198, 18, 0, 1], false), ([198, 20, 0, 1], true), ([192, 0, 2, 1], false), ([203, 0, 113, 9], false),
      ([], false),
    ] as [([UInt8], Bool)])
  func `addresses of IPv4`(address: [UInt8], isPublic: Bool) {
    #expect(PublicAddress.isPublic(address) == isPublic)
    // The same in the clothes of IPv6.
    guard !address.isEmpty else { return }
    let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + address
    let translated = [0x00, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8) + address
    let relayed = [0x20, 0x02] + address + [UInt8](repeating: 0, count: 10)
    for six in [mapped, translated, relayed] { #expect(PublicAddress.isPublic(six) == isPublic) }
  }

  @Test(
    arguments: [
      ([0x20, 0x01, 0x48, 0x60], true), ([0x26, 0x06, 0x47, 0x00], true), ([0x3F, 0xFE, 0, 0], true),
      ([0x20, 0x01, 0x0D, 0xB8], false), ([0x20, 0x01, 0, 0], false), ([0x3F, 0xFF, 0, 0], false),
      ([0xFC, 0, 0, 0], false), ([0xFD, 0x12, 0, 0], false), ([0xFE, 0x80, 0, 0], false),
      ([0xFF, 0x02, 0, 0], false),
      ([0, 0, 0, 0], false), ([0x01, 0, 0, 0], false),
    ] as [([UInt8], Bool)])
  func `addresses of IPv6`(head: [UInt8], isPublic: Bool) {
    let address = head + [UInt8](repeating: 0, count: 11) + [1]
    #expect(PublicAddress.isPublic(address) == isPublic)
  }
}
