import CHostSystem
import Glibc
import Testing

@testable import HostIngress

/// Glibc's module does not show it. It changes the calling thread's file access alone.
@_silgen_name("setfsuid")
private func setfsuid(_ user: UInt32) -> Int32

@Suite struct FilePathTests {
  @Test func `a file below the folder is served with its bytes and fields`() {
    let folder = PublicFolder()
    folder.makeFolder("css")
    folder.write("css/site.css", "body {}")
    let answer = folder.get("css/site.css")
    #expect(answer.status == 200)
    #expect(answer.text == "body {}")
    #expect(answer.contentLength == 7)
    #expect(answer["Content-Type"] == "text/css; charset=utf-8")
    #expect(answer["X-Content-Type-Options"] == "nosniff")
    #expect(answer["Cache-Control"] == "public, max-age=0, must-revalidate")
    #expect(answer["Vary"] == "Accept-Encoding")
    #expect(answer["Accept-Ranges"] == "bytes")
    #expect(answer["Content-Encoding"] == nil)
  }

  @Test func `HEAD has the fields and the length of GET and no content`() {
    let folder = PublicFolder()
    folder.write("a.txt", "hello")
    let (get, head) = (folder.get("a.txt"), folder.get("a.txt", .head, range: "bytes=0-1"))
    #expect(head.status == 200)
    #expect(head.contentLength == 5)
    #expect(head.content.isEmpty)
    #expect(head.headers.map(\.0) == get.headers.map(\.0))
    #expect(head["ETag"] == get["ETag"])
  }

  @Test(arguments: [
    "../secret.txt", "a/../../secret.txt", "..", ".", "./a.txt", "a/./a.txt", "a//a.txt", "/a.txt", "//",
    "a/", "a.txt/", ".hidden", ".git/config", "a/.hidden", "..\\secret.txt", "a\\a.txt", "a.txt\0",
    "a.txt\0.png",
    "\0", "missing", "a.txt/b", "%2e%2e/secret.txt", "..%2fsecret.txt", "a", "\u{2024}\u{2024}/secret.txt",
    String(repeating: "x", count: 300), String(repeating: "a/", count: 3000),
    String(repeating: "a/", count: 33) + "a.txt",
  ])
  func `a path that names nothing public is 404 and says nothing`(path: String) {
    let folder = PublicFolder()
    folder.write("../secret.txt", "secret")
    folder.write("a.txt", "public")
    folder.makeFolder("a")
    folder.write("a/a.txt", "public")
    folder.write("a/.hidden", "secret")
    folder.write(".hidden", "secret")
    folder.write("a\\a.txt", "public")
    folder.makeFolder(".git")
    folder.write(".git/config", "secret")
    let answer = folder.get(path)
    #expect(answer.status == 404)
    #expect(answer.content.isEmpty)
    #expect(answer.headers.isEmpty)
  }

  @Test func `a path may be 32 segments deep`() {
    let deep = Array(repeating: "a", count: 32).joined(separator: "/")
    #expect(PublicPath(deep)?.names.count == 32)
    #expect(PublicPath(deep + "/")?.namesFolder == true)
    #expect(PublicPath(deep + "/a") == nil)
    #expect(PublicPath(deep + "/a/") == nil)
  }

  @Test func `the same files are served by their plain paths`() {
    let folder = PublicFolder()
    folder.makeFolder("a")
    folder.write("a/a.txt", "public")
    folder.write("a/b..c", "dots inside")
    folder.write("a/ü %2e.txt", "odd")
    #expect(folder.get("a/a.txt").text == "public")
    #expect(folder.get("a/b..c").text == "dots inside")
    #expect(folder.get("a/ü %2e.txt").text == "odd")
  }

  /// Both ways of opening: openat2, and O_NOFOLLOW alone as on kernels without it.
  static let openers: [(String, FolderWalk)] = [
    ("openat2", FolderWalk()), ("O_NOFOLLOW", FolderWalk { unsafe csystem_open_nofollow($0, $1) }),
  ]

  @Test(arguments: openers.indices)
  func `no symbolic link is followed, wherever it stands and points`(opener: Int) {
    let files = PublicFiles(walk: Self.openers[opener].1, cacheBytes: 1 << 20)
    let folder = PublicFolder()
    folder.write("../secret.txt", "secret")
    folder.write("a.txt", "public")
    folder.makeFolder("real")
    folder.write("real/index.html", "index")
    folder.makeFolder("index")
    let links = [
      ("../secret.txt", "relative.txt"), (folder.at("../secret.txt"), "absolute.txt"),
      ("a.txt", "inside.txt"),
      ("..", "up"), ("real", "linked"), ("/", "slash"), ("../real/index.html", "index/index.html"),
      ("loop", "loop"), ("nowhere", "dangling"), ("/proc/self/root", "magic"),
    ]
    for (target, name) in links { folder.link(name, to: target) }
    let request = FileRequest(method: .get)
    for path in [
      "relative.txt", "absolute.txt", "inside.txt", "up/secret.txt", "linked/index.html", "linked/", "linked",
      "slash/etc/passwd", "index/", "index", "index/index.html", "loop", "dangling", "magic/etc/passwd",
    ] {
      #expect(files.answer(folder: folder.path, path: path, request: request).status == 404, "\(path)")
    }
    #expect(files.answer(folder: folder.path, path: "real/", request: request).text == "index")
    #expect(files.answer(folder: folder.path, path: "real", request: request).status == 308)
  }

  @Test func `the links of proc are not followed`() {
    let files = PublicFiles()
    for path in ["exe", "cwd/etc/passwd", "root/etc/passwd", "fd/0"] {
      #expect(
        files.answer(folder: "/proc/self", path: path, request: FileRequest(method: .get)).status == 404)
    }
    #expect(
      files.answer(folder: "/proc/self", path: "stat", request: FileRequest(method: .get)).status == 200)
  }

  @Test func `the public folder itself may be a link`() {
    let folder = PublicFolder()
    folder.write("a.txt", "public")
    folder.link("../current", to: folder.path)
    let answer = folder.files.answer(
      folder: folder.at("../current"), path: "a.txt", request: FileRequest(method: .get))
    #expect(answer.text == "public")
  }

  @Test func `a FIFO, a socket and a device are 404, and none is waited for`() {
    let folder = PublicFolder()
    folder.makePipe("fifo")
    let socket = unsafe csystem_listen_unix(folder.at("socket"), 0o600, 1)
    defer { close(socket) }
    #expect(socket >= 0)
    #expect(folder.get("fifo").status == 404)
    #expect(folder.get("socket").status == 404)
    for device in ["null", "zero"] {
      let answer = folder.files.answer(folder: "/dev", path: device, request: FileRequest(method: .get))
      #expect(answer.status == 404)
    }
  }

  @Test func `an unreadable file is 403, as a user whom modes bind`() {
    let folder = PublicFolder()
    folder.write("private.txt", "secret")
    folder.makeFolder("closed")
    folder.write("closed/a.txt", "secret")
    folder.write("open.txt", "public")
    folder.setMode("private.txt", 0)
    folder.setMode("closed", 0)
    // Root reads everything; whoever else runs this keeps his own modes. No await may follow.
    let user = setfsuid(65_534)
    defer { _ = setfsuid(UInt32(user)) }
    #expect(folder.get("private.txt").status == 403)
    #expect(folder.get("closed/a.txt").status == 403)
    #expect(folder.get("open.txt").text == "public")
  }

  @Test func `a missing folder is 404`() {
    let request = FileRequest(method: .get)
    #expect(PublicFiles().answer(folder: "/nonexistent/x", path: "a", request: request).status == 404)
  }

  @Test func `a folder answers with its index, and only with one`() {
    let folder = PublicFolder()
    folder.write("index.html", "root")
    folder.makeFolder("docs")
    folder.write("docs/index.html", "docs")
    folder.makeFolder("bare")
    folder.makeFolder("odd")
    folder.makeFolder("odd/index.html")
    #expect(folder.get("").text == "root")
    #expect(folder.get("")["Content-Type"] == "text/html; charset=utf-8")
    #expect(folder.get("docs/").text == "docs")
    for path in ["bare", "bare/", "odd", "odd/"] { #expect(folder.get(path).status == 404, "\(path)") }
  }

  @Test(arguments: [
    ("docs", "docs/"), ("a/docs", "docs/"), ("a b", "a%20b/"), ("x:y", "x%3Ay/"), ("q?#", "q%3F%23/"),
    ("ü", "%C3%BC/"), ("tab\t", "tab%09/"), ("line\r\nSet-Cookie: a", "line%0D%0ASet-Cookie%3A%20a/"),
  ])
  func `a folder without the slash is redirected relatively`(path: String, location: String) {
    let folder = PublicFolder()
    folder.makeFolder("a")
    folder.makeFolder(path)
    folder.write(path + "/index.html", "index")
    let answer = folder.get(path)
    #expect(answer.status == 308)
    #expect(answer["Location"] == location)
    #expect(answer.contentLength == 0)
  }

  @Test func `a file replaced while it is served keeps its bytes and length`() {
    let folder = PublicFolder()
    folder.write("a.txt", "the old content")
    let answer = folder.get("a.txt")
    folder.write("b.txt", "new")
    folder.move("b.txt", to: "a.txt")
    #expect(answer.contentLength == 15)
    #expect(answer.text == "the old content")
    #expect(folder.get("a.txt").text == "new")
  }
}
