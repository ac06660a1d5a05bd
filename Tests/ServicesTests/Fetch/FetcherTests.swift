import Foundation
import HostOperations
import HostServices
import Synchronization
import Testing

/// Requests to servers elsewhere, over libcurl, against a server on this machine.
@Suite struct FetcherTests {
  private func scope(_ server: WebServer) -> FetchScope {
    FetchScope([.fetch(FetchPlace("http://127.0.0.1:\(server.port)", isPrivate: true)!)])
  }

  private func send(
    _ fetcher: Fetcher, _ request: FetchRequest, _ scope: FetchScope
  ) async -> Result<FetchResponse, FetchFailure> {
    await withCheckedContinuation { waiting in
      fetcher.send(request, within: scope) { waiting.resume(returning: $0) }
    }
  }

  private func request(
    _ method: String, _ url: String, _ fields: [FetchRequest.Field] = [], _ body: String = "",
    timeout: Int = 5000, limit: Int = 1 << 20, redirects: Int = 0, repeatable: Bool = false
  ) throws -> FetchRequest {
    try FetchRequest(
      method: method, url: FetchURL(url), fields: fields, body: Array(body.utf8), timeout: timeout,
      answerLimit: limit, redirects: redirects, isRepeatable: repeatable)
  }

  private func request(
    _ url: String, timeout: Int = 5000, limit: Int = 1 << 20, redirects: Int = 0
  ) throws -> FetchRequest {
    try request("GET", url, timeout: timeout, limit: limit, redirects: redirects)
  }

  @Test func `a request goes out as it is, and the answer comes back whole`() async throws {
    let server = try WebServer { _ in .text(404, "no such thing", "X-One: a", "X-One: b", "X-Empty:") }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let sent = try request(
      "POST", server.url + "/a?b=c#d", [.init("X-Mine", "1"), .init("X-Nothing", "")], "the body")
    let response = try await send(fetcher, sent, scope(server)).get()
    #expect(response.status == 404)
    #expect(String(decoding: response.body, as: UTF8.self) == "no such thing")
    #expect(response.fields.filter { $0.name == "X-One" }.map(\.value) == ["a", "b"])
    #expect(response.value(of: "x-empty") == "" && !response.isCut)
    let request = try #require(server.requests.first)
    #expect(request.head.hasPrefix("POST /a?b=c HTTP/1.1\r\n"))
    #expect(request.value("x-mine") == "1" && request.value("x-nothing") == "")
    #expect(String(decoding: request.body, as: UTF8.self) == "the body")
    // Nothing that libcurl would add by itself.
    #expect(request.value("expect") == nil && request.value("content-type") == nil)
    #expect(request.value("user-agent") == "roost")
  }

  @Test(arguments: ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "POST", "LOCK"])
  func `every method goes out under its name`(method: String) async throws {
    let server = try WebServer { _ in .text(200, "", "X-Said: yes") }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let response = try await send(fetcher, request(method, server.url), scope(server)).get()
    #expect(response.status == 200 && response.value(of: "x-said") == "yes")
    #expect(server.requests.first?.head.hasPrefix("\(method) / HTTP/1.1") == true)
  }

  @Test func `connections are used again, but not by a request that must not be sent twice`() async throws {
    let server = try WebServer { _ in .text(200, "ok") }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    for _ in 0..<3 { _ = try await send(fetcher, request(server.url), scope(server)).get() }
    #expect(server.connections == 1)
    _ = try await send(fetcher, request("POST", server.url, repeatable: true), scope(server)).get()
    #expect(server.connections == 1)
    _ = try await send(fetcher, request("POST", server.url), scope(server)).get()
    #expect(server.connections == 2)
  }

  @Test func `a request that was sent and not answered is unknown, and sent once`() async throws {
    let server = try WebServer { _ in .init(bytes: [], closes: true) }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let failure = await send(fetcher, try request("POST", server.url), scope(server)).failure
    #expect(failure?.kind == .unknown)
    #expect(server.requests.count == 1)
  }

  @Test func `one that breaks off within its answer is unknown`() async throws {
    let server = try WebServer { _ in
      .init(bytes: Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf".utf8), closes: true)
    }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    #expect(await send(fetcher, try request("POST", server.url), scope(server)).failure?.kind == .unknown)
  }

  @Test func `where nobody listens nothing was sent`() async throws {
    let server = try WebServer { _ in .text(200) }
    let (url, scope) = (server.url, scope(server))
    _ = consume server
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let failure = await send(fetcher, try request("POST", url), scope).failure
    #expect(failure?.kind == .notSent)
    #expect(failure?.description.contains("127.0.0.1") == true)
  }

  @Test func `time runs out`() async throws {
    let server = try WebServer { _ in
      usleep(2_000_000)
      return .text(200)
    }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let begin = ContinuousClock.now
    let failure = await send(fetcher, try request("POST", server.url, timeout: 200), scope(server)).failure
    #expect(failure?.kind == .unknown)
    #expect(ContinuousClock.now - begin < .milliseconds(1500))
  }

  @Test func `what is behind the limit is cut off, and the server heard no further`() async throws {
    let server = try WebServer { _ in
      .init(
        bytes: Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n".utf8),
        endless: [UInt8](repeating: 7, count: 65_536))
    }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let response = try await send(fetcher, request(server.url, limit: 100_000), scope(server)).get()
    #expect(response.isCut && response.body == [UInt8](repeating: 7, count: 100_000))
  }

  @Test func `a head without end is refused`() async throws {
    let server = try WebServer { _ in
      .init(
        bytes: Array("HTTP/1.1 200 OK\r\n".utf8),
        endless: Array("X-\(String(repeating: "y", count: 500)): z\r\n".utf8))
    }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let failure = await send(fetcher, try request(server.url), scope(server)).failure
    #expect(failure?.description.contains("head") == true)
  }

  // MARK: Where it may go

  @Test func `addresses that are not public are refused unless the grant allows them`() async throws {
    let server = try WebServer { _ in .text(200) }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let open = FetchScope([
      .fetch(FetchPlace("http://127.0.0.1:\(server.port)", isPrivate: false)!),
      .fetch(FetchPlace("http://localhost:\(server.port)", isPrivate: false)!),
    ])
    // A name is looked at when it has been resolved.
    for host in ["127.0.0.1", "localhost", "0x7f.1", "2130706433"] {
      let failure = await send(fetcher, try request("http://\(host):\(server.port)"), open).failure
      #expect(failure?.kind == .denied, "\(host)")
      #expect(failure?.description.contains("fetch-private") == true)
    }
    #expect(server.connections == 0)
    // A connection that another plugin opened is no way around it.
    _ = try await send(fetcher, request(server.url), scope(server)).get()
    #expect(await send(fetcher, try request(server.url), open).failure?.kind == .denied)
  }

  @Test func `hosts that are not granted are refused, with the grant that is missing`() async throws {
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let asked = try request("https://example.org:8443/?secret=1")
    let failure = await send(fetcher, asked, FetchScope([])).failure
    #expect(failure?.kind == .denied)
    #expect(failure?.description.contains("fetch:example.org:8443") == true)
    #expect(failure?.description.contains("secret") == false)
  }

  @Test func `proxies of the environment are not asked`() async throws {
    let server = try WebServer { _ in .text(200, "the server") }
    let proxy = try WebServer { _ in .text(200, "the proxy") }
    unsafe setenv("http_proxy", proxy.url, 1)
    defer { unsafe unsetenv("http_proxy") }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let response = try await send(fetcher, request(server.url), scope(server)).get()
    #expect(String(decoding: response.body, as: UTF8.self) == "the server")
  }

  // MARK: Redirects

  @Test func `redirects are answers unless they are asked for`() async throws {
    let server = try WebServer { request in
      request.head.contains("/a ") ? .text(302, "", "Location: /b") : .text(200, "there")
    }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    #expect(try await send(fetcher, request(server.url + "/a"), scope(server)).get().status == 302)
    let followed = try await send(fetcher, request(server.url + "/a", redirects: 1), scope(server)).get()
    #expect(followed.status == 200)
  }

  @Test func `a loop of redirects ends with the last one that was allowed`() async throws {
    let server = try WebServer { _ in .text(307, "", "Location: /again") }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let response = try await send(fetcher, request("POST", server.url, [], "b", redirects: 3), scope(server))
      .get()
    #expect(response.status == 307 && server.requests.count == 4)
    #expect(server.requests.allSatisfy { $0.head.hasPrefix("POST") && $0.body == Array("b".utf8) })
  }

  @Test func `a redirect elsewhere needs its own grant and takes no credentials along`() async throws {
    let other = try WebServer { _ in .text(200, "other") }
    let server = try WebServer { _ in .text(303, "", "Location: \(other.url)/x") }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let asked = try request(
      "POST", server.url,
      [.init("Authorization", "Bearer 1"), .init("Content-Type", "a/b"), .init("X-Mine", "1")],
      "body", redirects: 1)
    #expect(await send(fetcher, asked, scope(server)).failure?.kind == .denied)
    #expect(other.connections == 0)
    let both = FetchScope([
      .fetch(FetchPlace("http://127.0.0.1:\(server.port)", isPrivate: true)!),
      .fetch(FetchPlace("http://127.0.0.1:\(other.port)", isPrivate: true)!),
    ])
    _ = try await send(fetcher, asked, both).get()
    let reached = try #require(other.requests.first)
    #expect(reached.head.hasPrefix("GET /x") && reached.body.isEmpty)
    #expect(reached.value("authorization") == nil && reached.value("content-type") == nil)
    #expect(reached.value("x-mine") == "1")
  }

  // MARK: Streams

  @Test func `a stream is read piece by piece, and the server waits while nobody reads`() async throws {
    let server = try WebServer { _ in
      .init(bytes: Array("HTTP/1.1 200 OK\r\n\r\n".utf8), endless: [UInt8](repeating: 1, count: 65_536))
    }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let head = Monitor<Result<FetchResponse, FetchFailure>?>(nil)
    let stream = fetcher.stream(try request(server.url, timeout: 60_000), within: scope(server)) { result in
      head.withLock { $0 = result }
    }
    try waitUntil("the head is there") { head.withLock { $0 } != nil }
    var before = -1
    try waitUntil("the server waits") {
      usleep(100_000)
      defer { before = server.sent }
      return server.sent == before
    }
    // What the host holds, and what lies in the sockets' buffers.
    #expect(server.sent < 16 << 20)
    var read = 0
    while read < before * 2 {
      let piece = try await withCheckedContinuation { waiting in
        #expect(stream.read(most: 100_000) { waiting.resume(returning: $0) })
      }.get()
      #expect((1...100_000).contains(piece.count))
      read += piece.count
    }
    #expect(server.sent > before)
    stream.close()
    #expect(!stream.read(most: 1) { _ in Issue.record("a closed stream was read") })
    try waitUntil("the server is left") {
      let sent = server.sent
      usleep(50_000)
      return server.sent == sent
    }
  }

  @Test func `a stream ends with its body, or says that it broke off`() async throws {
    let server = try WebServer { request in
      request.head.contains("/whole")
        ? .text(200, "whole")
        : .init(bytes: Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf".utf8), closes: true)
    }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    for (path, isWhole) in [("/whole", true), ("/half", false)] {
      let stream = fetcher.stream(try request(server.url + path), within: scope(server)) { _ in }
      var (text, failure): ([UInt8], FetchFailure?) = ([], nil)
      while true {
        let piece = await withCheckedContinuation { waiting in
          _ = stream.read(most: 3) { waiting.resume(returning: $0) }
        }
        guard let bytes = try? piece.get() else {
          failure = piece.failure
          break
        }
        if bytes.isEmpty { break }
        text += bytes
      }
      #expect(String(decoding: text, as: UTF8.self) == (isWhole ? "whole" : "half"))
      #expect(failure?.kind == (isWhole ? nil : .unknown))
    }
  }

  // MARK: The end

  @Test func `closing tells all that wait, and takes nothing more`() async throws {
    let server = try WebServer { _ in
      usleep(3_000_000)
      return .text(200)
    }
    let fetcher = try Fetcher()
    let told = Monitor(0)
    for _ in 0..<20 {
      fetcher.send(try request(server.url), within: scope(server)) { result in
        if case .failure = result { told.withLock { $0 += 1 } }
      }
    }
    try waitUntil("they are under way") { server.requests.count >= 10 }
    fetcher.close()
    #expect(told.withLock { $0 } == 20)
    #expect(await send(fetcher, try request(server.url), scope(server)).failure?.kind == .busy)
  }

  @Test func `many at once come back each with its own answer`() async throws {
    let server = try WebServer { .text(200, $0.value("x-number") ?? "none") }
    let fetcher = try Fetcher(connections: 16)
    defer { fetcher.close() }
    let scope = scope(server)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<500 {
        let asked = try request("GET", server.url, [.init("X-Number", "\(number)")])
        group.addTask {
          try await send(fetcher, asked, scope).get().body == Array("\(number)".utf8)
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
    #expect(server.connections <= 16)
  }
}

extension Result {
  /// Why it failed; nil when it did not.
  var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
