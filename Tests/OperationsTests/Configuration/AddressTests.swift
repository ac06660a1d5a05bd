import Testing

@testable import HostOperations

@Suite struct AddressTests {
  @Test(arguments: [
    ("127.0.0.1:8080", "127.0.0.1:8080"), ("[::1]:0", "[::1]:0"),
    ("[2001:DB8:0:0::1]:65535", "[2001:db8::1]:65535"),
    ("unix:/run/a.sock", "unix:/run/a.sock"), ("unix:a.sock", "unix:/f/a.sock"),
    ("unix:./a.sock", "unix:/f/a.sock"),
  ])
  func `addresses are read and written`(text: String, canonical: String) {
    #expect(ListenAddress(text, folder: "/f")?.description == canonical)
  }

  @Test(arguments: [
    "", ":", ":80", "*:80", "localhost:80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
    "127.0.0.1:+1",
    "127.0.0.1: 80", "::1:80", "[::1]", "[127.0.0.1]:80", "[::1%lo]:80", "127.1:80", "0127.0.0.1:80", "unix:",
    "unix:a\0b", "1.2.3.4:٨٠", "127.0.0.1\0:80",
  ])
  func `anything else is refused`(text: String) {
    #expect(ListenAddress(text, folder: "/f") == nil)
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
    ("0.0.0.0/0", "255.0.0.1", true),
    ("0.0.0.0/0", "::1", false), ("10.1.2.3", "10.1.2.3", true), ("10.1.2.3/32", "10.1.2.2", false),
    ("192.168.128.0/17", "192.168.127.255", false), ("192.168.128.0/17", "192.168.200.1", true),
    ("10.0.0.0/8", "::ffff:10.1.1.1", true), ("fd00::/8", "fdff::1", true), ("fd00::/8", "fe00::1", false),
    ("2001:db8::/33", "2001:db8:7fff::", true), ("2001:db8::/33", "2001:db8:8000::", false),
    ("::/0", "2001:db8::1", true), ("::/0", "10.0.0.1", false), ("::1/128", "::1", true),
  ])
  func `a block contains its addresses`(block: String, address: String, isInside: Bool) throws {
    let block = try #require(CIDR(block))
    #expect(block.contains(try #require(IPAddress(address))) == isInside)
  }

  @Test(arguments: [
    "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.1/8", "10/8", "::/129", "a",
    "1.1.1.1/8/8",
  ])
  func `anything else is no block`(text: String) {
    #expect(CIDR(text) == nil)
  }
}
