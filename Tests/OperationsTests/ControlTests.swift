import CHostSystem
import Foundation
import Logging
import RoostJSON
import Testing

@testable import HostOperations

struct ControlTests {
  private let scratch = Scratch()
  private var path: String { scratch.file("control.sock") }
  private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  private func echo(
    _ limits: ControlLimits = ControlLimits(), logger: Logger? = nil
  ) throws -> ControlServer {
    try ControlServer(path: path, limits: limits, logger: logger ?? quiet) { request in
      switch request.command {
      case "echo": .ok(request.arguments)
      case "whoami": .ok(.array([.number(.init(request.peer.uid)), .number(.init(request.peer.pid))]))
      case "large": .ok(.string(String(repeating: "x", count: 100_000)))
      default: .failure("no such command — \(request.command)")
      }
    }
  }

  /// Calls on a thread that may block.
  private func call(_ command: String, _ arguments: JSONValue = .object([])) async -> Result<
    JSONValue, ControlError
  > {
    let client = ControlClient(path, timeout: .seconds(20))
    return await aside { () -> Result<JSONValue, ControlError> in
      Result { () throws(ControlError) in try client.call(command, arguments) }
    }
  }

  private func aside<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: body()) }
    }
  }

  /// Sends bytes as they are and gives everything answered until the host hangs up.
  private func raw(_ bytes: [UInt8], ends: Bool = false) async throws -> String {
    let number = unsafe csystem_connect_unix(path)
    try #require(number >= 0)
    return await aside {
      let handle = FileHandle(fileDescriptor: number, closeOnDealloc: true)
      _ = fcntl(number, F_SETFL, 0)
      unsafe bytes.withUnsafeBytes { _ = unsafe send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if ends { shutdown(number, Int32(SHUT_WR)) }
      let data = (try? handle.readToEnd()) ?? nil
      return String(decoding: data ?? Data(), as: UTF8.self)
    }
  }

  @Test func `a command is answered, and the host knows who asked`() async throws {
    let server = try echo()
    defer { server.stop() }
    let arguments = JSONValue.object([.init("name", .string("hello\n"))])
    #expect(try await call("echo", arguments).get() == arguments)
    #expect(
      try await call("whoami").get()
        == .array([.number(.init(geteuid())), .number(.init(getpid()))]))
    let refusal = await call("nonsense")
    #expect(throws: ControlError.self) { try refusal.get() }
    if case .failure(let error) = refusal { #expect(error.description == "no such command — nonsense") }
  }

  @Test func `several commands go over one connection`() async throws {
    let server = try echo()
    defer { server.stop() }
    let answer = try await raw(
      Array("{\"command\":\"echo\"}\n{\"command\":\"echo\",\"arguments\":{\"a\":1}}\n".utf8), ends: true)
    #expect(answer == "{\"ok\":true,\"result\":{}}\n{\"ok\":true,\"result\":{\"a\":1}}\n")
  }

  @Test(arguments: [
    "nonsense", "[]", "{}", "{\"command\":1}", "{\"command\":\"Echo\"}", "{\"command\":\"\"}",
    "{\"command\":\"echo\",\"arguments\":[]}", "{\"command\":\"echo\",\"extra\":1}", "\u{0}",
    "{\"command\":\"echo\",\"arguments\":{\"a\":\(String(repeating: "[", count: 100))}}",
  ]) func `what is no request is answered with why and hung up on`(line: String) async throws {
    let server = try echo()
    defer { server.stop() }
    let answer = try await raw(Array((line + "\n").utf8))
    let value = try JSONValue(parsing: answer)
    #expect(value["ok"]?.bool == false)
    #expect(value["error"]?.string?.hasPrefix("not a control message") == true)
  }

  @Test func `an oversized request is refused without waiting for its end`() async throws {
    var limits = ControlLimits()
    limits.requestBytes = 1000
    let server = try echo(limits)
    defer { server.stop() }
    #expect(try await raw(Array(repeating: 0x20, count: 1001)).contains("more than 1000 bytes"))
  }

  @Test func `a client that does not finish its request is cut off, and others are served meanwhile`()
    async throws
  {
    var limits = ControlLimits()
    limits.idle = .milliseconds(300)
    let server = try echo(limits)
    defer { server.stop() }
    async let slow = raw(Array("{\"comm".utf8))
    #expect(try await call("echo").get() == .object([]))
    #expect(try await slow.contains("no whole request"))
  }

  @Test func `an answer that is too large is replaced by an error`() async throws {
    var limits = ControlLimits()
    limits.responseBytes = 10_000
    let server = try echo(limits)
    defer { server.stop() }
    guard case .failure(let error) = await call("large") else { throw Unexpected() }
    #expect(error.code == .refused && error.description.contains("answer too large"))
  }

  private struct Unexpected: Error {}

  @Test func `a command that takes too long is cancelled and the client told`() async throws {
    var limits = ControlLimits()
    limits.handler = .milliseconds(100)
    let (cancelled, continuation) = AsyncStream.makeStream(of: Void.self)
    let server = try ControlServer(path: path, limits: limits, logger: quiet) { _ in
      // Ends by cancellation alone.
      try? await Task.sleep(for: .seconds(3600))
      continuation.yield()
      return .ok(.null)
    }
    defer { server.stop() }
    guard case .failure(let error) = await call("slow") else { throw Unexpected() }
    #expect(error.description.contains("not done within"))
    var iterator = cancelled.makeAsyncIterator()
    #expect(await iterator.next() != nil)
  }

  @Test func `connections past the bound are refused in words`() async throws {
    var limits = ControlLimits()
    limits.connections = 1
    let server = try echo(limits)
    defer { server.stop() }
    let held = unsafe csystem_connect_unix(path)
    defer { close(held) }
    // Answered by the one that holds the place or refused: either way the first was accepted before the second.
    guard case .failure(let error) = await call("echo") else { throw Unexpected() }
    #expect(error.description.contains("too many control connections"))
  }

  @Test func `every act is recorded with who did it, secrets masked`() async throws {
    let pipe = LogPipe()
    let system = try LogSystem(format: .json, output: LogOutput(descriptor: pipe.writing))
    let server = try echo(logger: system.logger("control"))
    _ = await call(
      "echo",
      .object([.init("name", .string(RedactionTests.token)), .init("token", .string("none by its looks"))]))
    _ = await call("nonsense")
    server.stop()
    system.flush()
    let lines = try pipe.closeAndRead().map { try JSONValue(parsing: $0) }
    #expect(lines.map { $0["command"]?.string } == ["echo", "nonsense"])
    #expect(lines.map { $0["outcome"]?.string } == ["ok", "no such command — nonsense"])
    #expect(lines.allSatisfy { $0["uid"]?.string == "\(geteuid())" && $0["pid"]?.string == "\(getpid())" })
    #expect(lines[0]["arguments"]?.string == #"{"name":"123456:[token]","token":"‹secret›"}"#)
  }

  @Test func `without a host the error says how to start one`() async {
    guard case .failure(let error) = await call("echo") else {
      Issue.record("there is no host")
      return
    }
    #expect(error.code == .notRunning)
    #expect(
      error.description
        == "no host is running at \(path) — hint: start one with `roost run`, or name its socket with --control"
    )
  }

  @Test func `a stale socket is replaced, with mode 0660, and removed at the end`() async throws {
    let dead = unsafe csystem_listen_unix(path, 0o600, 1)
    close(dead)
    guard case .failure(let error) = await call("echo") else { throw Unexpected() }
    #expect(error.code == .notRunning)
    let server = try echo()
    #expect(try await call("echo").get() == .object([]))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o660)
    server.stop()
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a second host is refused, and the first goes on`() async throws {
    let server = try echo()
    defer { server.stop() }
    let error = #expect(throws: ControlError.self) { try echo() }
    #expect(error?.code == .inUse)
    #expect(try await call("echo").get() == .object([]))
  }

  @Test func `the lock alone keeps a second host out, before there is a socket`() throws {
    let lock = unsafe open(path + ".lock", O_RDWR | O_CREAT, 0o600)
    defer { close(lock) }
    try #require(flock(lock, LOCK_EX) == 0)
    #expect(#expect(throws: ControlError.self) { try echo() }?.code == .inUse)
  }

  @Test func `another program's live socket is left alone`() throws {
    let other = unsafe csystem_listen_unix(path, 0o600, 1)
    defer { close(other) }
    #expect(#expect(throws: ControlError.self) { try echo() }?.code == .inUse)
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func `a file in the socket's place is left alone`() throws {
    try "precious".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(#expect(throws: ControlError.self) { try echo() }?.code == .badPath)
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func `a path that others could take over, or that is too long, is refused`() throws {
    unsafe chmod(scratch.path, 0o777)
    #expect(#expect(throws: ControlError.self) { try echo() }?.code == .badPath)
    let long = scratch.file(String(repeating: "x", count: 120))
    let error = #expect(throws: ControlError.self) {
      try ControlServer(path: long, logger: quiet) { _ in .ok(.null) }
    }
    #expect(error?.code == .badPath)
  }

  @Test func `a missing folder is made`() async throws {
    let server = try ControlServer(path: scratch.file("var/run/control.sock"), logger: quiet) { _ in
      .ok(.null)
    }
    #expect(FileManager.default.fileExists(atPath: scratch.file("var/run/control.sock")))
    server.stop()
  }

  @Test(
    arguments: [
      (0, 5, true, [], true), (1000, 5, false, [], true), (1001, 5, true, [5], true),
      (1001, 5, true, [6], false),
      (1001, 5, false, [5], false), (1001, 5, true, [], false),
    ] as [(UInt32, UInt32, Bool, [UInt32], Bool)])
  func `root, the host's user and the socket's group may command`(
    uid: UInt32, group: UInt32, groupMayWrite: Bool, groups: [UInt32], expected: Bool
  ) {
    let access = ControlAccess(owner: 1000, group: group, groupMayWrite: groupMayWrite)
    let peer = ControlPeer(uid: uid, gid: groups.first ?? 99, pid: 1)
    #expect(access.allows(peer) { groups.contains($0) } == expected)
  }

  @Test(.enabled(if: geteuid() == 0, "another user can only be played by root"))
  func `another user is refused even where the socket's mode was opened`() async throws {
    let server = try echo()
    defer { server.stop() }
    unsafe chmod(scratch.path, 0o755)
    unsafe chmod(path, 0o666)
    await #expect(processExitsWith: .success) { [path = path as String] in
      guard setgroups(0, nil) == 0, setgid(65_534) == 0, setuid(65_534) == 0 else { exit(2) }
      do { _ = try ControlClient(path).call("echo") } catch {
        exit("\(error)".contains("user 65534 is neither root") ? EXIT_SUCCESS : 3)
      }
      exit(4)
    }
  }

  @Test func `a token among a command's arguments is not logged, whatever it looks like`() throws {
    let arguments = try JSONValue(
      parsing: #"{"name":"shop","token":"no-token-by-its-looks","plugins":["a"]}"#)
    let shown = ControlService.shown(arguments)
    #expect(!shown.contains("no-token-by-its-looks") && shown.contains("shop") && shown.contains("token"))
  }
}
