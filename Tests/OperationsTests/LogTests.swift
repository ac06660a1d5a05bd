import Foundation
import HostOperations
import Logging
import RoostJSON
import Synchronization
import Testing

struct LogTests {
  /// The lines that body logs.
  private func lines(
    _ format: LogFormat, level: Logger.Level = .trace, colour: Bool? = nil,
    _ body: (Logger, LogSystem) -> Void
  ) throws -> [String] {
    let scratch = Scratch()
    let file = unsafe open(scratch.file("log"), O_WRONLY | O_CREAT, 0o600)
    defer { close(file) }
    let system = try LogSystem(
      format: format, level: level, output: LogOutput(descriptor: file), colour: colour)
    body(system.logger("test"), system)
    #expect(system.flush(within: .seconds(20)))
    return try String(contentsOfFile: scratch.file("log"), encoding: .utf8).split(separator: "\n").map(
      String.init)
  }

  @Test func `a JSON line holds time, level, logger, message, then metadata in a fixed order`() throws {
    let lines = try lines(.json) { logger, _ in
      logger.info(
        "served",
        metadata: [
          "zeta": "1", "plugin": "hello", "alpha": ["x", "y"], "request_id": "r1", "generation": "\(3)",
          "level": "mine", "map": ["b": "2", "a": "1"],
        ])
    }
    let value = try JSONValue(parsing: try #require(lines.first))
    #expect(
      value.object?.map(\.name) == [
        "time", "level", "logger", "message", "request_id", "plugin", "generation", "alpha", "level_", "map",
        "zeta",
      ])
    #expect(value["alpha"] == .array([.string("x"), .string("y")]))
    #expect(value["map"]?.object?.map(\.name) == ["a", "b"])
    #expect(value["time"]?.string?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
  }

  @Test func `a backtrace is in JSON lines only`() throws {
    for format in LogFormat.allCases {
      let line = try #require(
        try lines(format) { logger, _ in
          logger.error("lost", metadata: ["pid": "7", "backtrace": ["#0 here", "#1 there"]])
        }.first)
      #expect(line.contains("#1 there") == (format == .json))
      #expect(line.contains("7") && line.contains("lost"))
    }
  }

  @Test func `the lines of a plugin are found under each of its names, in order`() throws {
    _ = try lines(.console) { logger, system in
      for (message, plugin) in [("one", "file"), ("two", "id"), ("other", "b"), ("three", "file")] {
        logger.info("\(message)", metadata: ["plugin": "\(plugin)"])
      }
      let found = system.history.lines(of: "id", "file")
      #expect(found.map(\.number) == [1, 2, 4])
      #expect(system.history.lines(of: "id", "id", after: 1).map(\.number) == [2])
    }
  }

  @Test(arguments: LogFormat.allCases)
  func `no value can forge a line, drive a terminal or turn the writing around`(format: LogFormat) throws {
    let evil = "a\nERROR forged\r\u{1B}[2J\u{9B}1m\u{202E}\u{2028}\u{7}\u{7F}\\\"b"
    let lines = try lines(format, colour: false) { logger, _ in
      logger.info("\(evil)", metadata: ["\(evil)": "\(evil)", "list": [.string(evil)]])
    }
    #expect(lines.count == 1)
    let scalars = try #require(lines.first).unicodeScalars
    #expect(
      scalars.allSatisfy {
        $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0.value != 0x202E && $0.value != 0x2028
      })
    if format == .json {
      #expect(try JSONValue(parsing: lines[0])["message"]?.string == evil)
    }
  }

  @Test(arguments: LogFormat.allCases) func `secrets are masked in messages and in values at every depth`(
    format: LogFormat
  ) throws {
    let token = RedactionTests.token
    let text = try lines(format) { logger, _ in
      logger.info(
        "m \(token)", metadata: ["a": "\(token)", "b": ["\(token)"], "c": ["k": "\(token)"], "\(token)": "v"])
      logger.error("e", error: Failure(text: token))
    }.joined()
    #expect(!text.contains("AAHdqTcv"))
    #expect(text.components(separatedBy: "123456:[token]").count == 7)
  }

  private struct Failure: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
  }

  @Test func `a line is bounded however much is logged`() throws {
    let long = String(repeating: "é", count: 100_000)
    let lines = try lines(.json) { logger, _ in
      let many = Dictionary(
        uniqueKeysWithValues: (0..<200).map { ("k\($0)", Logger.MetadataValue.string(long)) })
      logger.info("\(long)", metadata: many)
      logger.info(
        "deep",
        metadata: [
          "a": .array(Array(repeating: .array([.array([.array([.array([.string(long)])])])]), count: 500))
        ])
    }
    #expect(lines[0].utf8.count < 150_000)
    #expect(lines[1].utf8.count < 10_000)
    #expect(try JSONValue(parsing: lines[0])["message"]?.string?.hasSuffix("…(191808 more bytes)") == true)
  }

  @Test func `the console is aligned, and coloured only when asked`() throws {
    let plain = try lines(.console, colour: false) { logger, _ in
      logger.info("short", metadata: ["plugin": "hello", "text": "two words", "empty": ""])
      logger.warning("a longer message", metadata: ["plugin": "hello"])
    }
    let columns = plain.map { $0.components(separatedBy: "plugin=")[0].count }
    #expect(columns[0] == columns[1])
    #expect(plain.allSatisfy { !$0.contains("\u{1B}") })
    #expect(plain[0].hasSuffix(#"plugin=hello empty="" text="two words""#))
    let coloured = try lines(.console, colour: true) { logger, _ in logger.error("bad") }
    #expect(coloured[0].contains("\u{1B}[1;31mERROR"))
    let undecided = try lines(.console) { logger, _ in logger.error("bad") }
    #expect(!undecided[0].contains("\u{1B}"), "a pipe is no terminal")
  }

  @Test func `a change of level takes effect in loggers made before it`() throws {
    let lines = try lines(.console, level: .warning) { logger, system in
      logger.info("hidden")
      system.level = .debug
      logger.debug("shown")
      system.level = .error
      logger.warning("hidden again")
    }
    #expect(lines.count == 1 && lines[0].contains("shown"))
  }

  @Test func `when the reader is too slow lines are dropped, counted, and the count is logged`() async throws
  {
    let pipe = LogPipe()
    let output = LogOutput(descriptor: pipe.writing, queueBytes: 10_000)
    let system = try LogSystem(format: .json, level: .info, output: output)
    let logger = system.logger("test")
    // Nobody reads: what fits neither the pipe (64 KiB) nor the queue is dropped, and logging does not wait.
    for number in 0..<5000 { logger.info("line", metadata: ["n": "\(number)"]) }
    #expect(output.dropped > 0)
    let reading = pipe.readAside()
    #expect(system.flush(within: .seconds(20)))
    close(pipe.writing)
    let written = try #require(await reading.first { _ in true })
    let lines = try written.map { try JSONValue(parsing: $0) }
    let told = lines.compactMap { $0["count"]?.string.flatMap { UInt64($0) } }.reduce(0, +)
    #expect(told == output.dropped)
    #expect(UInt64(lines.count { $0["n"] != nil }) + output.dropped == 5000)
  }

  @Test func `it is told when lines are written, and not before`() async throws {
    let pipe = LogPipe()
    let system = try LogSystem(format: .json, level: .info, output: LogOutput(descriptor: pipe.writing))
    let logger = system.logger("test")
    // Nobody reads, and the pipe (64 KiB) does not hold it all.
    for number in 0..<2000 { logger.info("line", metadata: ["n": "\(number)"]) }
    let isTold = Atomic(false)
    await withCheckedContinuation { told in
      system.whenWritten {
        isTold.store(true, ordering: .relaxed)
        told.resume()
      }
      #expect(!system.flush(within: .milliseconds(50)))
      let isEarly = isTold.load(ordering: .relaxed)
      #expect(!isEarly)
      _ = pipe.readAside()
    }
    #expect(system.flush(within: .zero))
    await withCheckedContinuation { told in system.whenWritten { told.resume() } }
    close(pipe.writing)
  }

  @Test func `what was logged before a fatal signal is written`() async throws {
    let result = await #expect(processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]) {
      let system = try LogSystem(format: .console, level: .info, output: LogOutput(descriptor: 2))
      system.flushAtCrash()
      let logger = system.logger("test")
      for number in 0..<1000 { logger.info("line \(number) of 1000") }
      abort()
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    // All of it fits the pipe, so that nothing depends on how fast the test reads.
    #expect(text.contains("line 999 of 1000"))
  }
}
