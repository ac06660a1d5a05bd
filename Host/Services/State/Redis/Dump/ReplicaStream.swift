/// Reads what a server sends to a replica that asks for everything (redis.io/docs/reference/protocol-spec and Redis'
/// `replication.c`): a line for each question, then `+FULLRESYNC`, then the dump in one of two forms. Empty lines in
/// between say that the server is alive.
///
/// | form | |
/// |---|---|
/// | `$LENGTH` | so many bytes |
/// | `$EOF:MARK` | bytes up to the mark, which has 40; so do servers that make no file of it |
struct ReplicaStream {
  /// What came.
  enum Event: Equatable {
    /// The answer to the question before: the next one may be asked.
    case answered
    /// The dump begins; nil when its length is not told.
    case began(length: UInt64?)
    /// More of the dump.
    case content(ArraySlice<UInt8>)
    /// The dump is whole.
    case whole
  }

  private enum State {
    case questions
    case heading
    case counted(UInt64)
    case marked([UInt8], tail: [UInt8])
    case whole
  }

  /// Longest line: an error names a command and little more.
  private static let longestLine = 1024
  private static let markBytes = 40
  /// No server has more: a length beyond it is none.
  private static let mostBytes: UInt64 = 1 << 50

  private var state = State.questions
  private var line: [UInt8] = []
  /// For each question that is open whether the server may refuse it.
  private var questions: ArraySlice<Bool>

  /// - Parameter questions: the commands that are asked before everything is asked for, one after the other: for each
  ///   whether the server may refuse it.
  init(questions: [Bool]) { self.questions = questions[...] }

  /// Takes what came and tells what it was.
  ///
  /// - Throws: what the server refuses, or why it is no such stream. Then nothing more may be given.
  mutating func take(_ bytes: [UInt8], _ tell: (Event) throws -> Void) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      switch state {
      case .questions, .heading:
        let byte = rest.removeFirst()
        guard byte == UInt8(ascii: "\n") else {
          line.append(byte)
          guard line.count <= Self.longestLine else { throw Self.foreign("a line without end") }
          continue
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        defer { line = [] }
        if !line.isEmpty { try read(String(decoding: line, as: UTF8.self), tell) }
      case .counted(let left):
        let part = rest.prefix(Int(clamping: left))
        rest = rest.dropFirst(part.count)
        state = .counted(left - UInt64(part.count))
        try tell(.content(part))
        if left == part.count { try end(tell) }
      case .marked(let mark, let tail):
        // The mark is the last that is sent: what may be its beginning waits.
        let all = tail + rest
        rest = []
        if all.suffix(Self.markBytes).elementsEqual(mark) {
          if all.count > mark.count { try tell(.content(all.dropLast(mark.count))) }
          try end(tell)
        } else {
          let sure = max(0, all.count - Self.markBytes)
          if sure > 0 { try tell(.content(all[..<sure])) }
          state = .marked(mark, tail: Array(all[sure...]))
        }
      case .whole: return
      }
    }
  }

  private mutating func end(_ tell: (Event) throws -> Void) throws {
    state = .whole
    try tell(.whole)
  }

  private mutating func read(_ line: String, _ tell: (Event) throws -> Void) throws {
    if case .heading = state { return try readHead(line, tell) }
    let mayRefuse = questions.popFirst()
    switch (line.first, mayRefuse) {
    case ("-", let mayRefuse?) where mayRefuse && !line.hasPrefix("-NOPERM"): try tell(.answered)
    case ("-", _): throw Self.refused(String(line.dropFirst()))
    case ("+", .some): try tell(.answered)
    case ("+", nil) where line.hasPrefix("+FULLRESYNC "): state = .heading
    default: throw Self.foreign("an answer that is none: \(line.prefix(64))")
    }
  }

  private mutating func readHead(_ line: String, _ tell: (Event) throws -> Void) throws {
    if line.hasPrefix("-") { throw Self.refused(String(line.dropFirst())) }
    if line.hasPrefix("$EOF:"), line.utf8.count == 5 + Self.markBytes {
      state = .marked(Array(line.utf8.dropFirst(5)), tail: [])
      return try tell(.began(length: nil))
    }
    guard line.first == "$", let length = UInt64(line.dropFirst()), length > 0, length <= Self.mostBytes
    else {
      throw Self.foreign("no length of a dump: \(line.prefix(64))")
    }
    state = .counted(length)
    try tell(.began(length: length))
  }

  private static func foreign(_ what: String) -> RedisRefusal {
    RedisRefusal("what it sends is not Redis' replication: \(what) — hint: is it Redis 7.0 or newer?")
  }

  /// A user that may keep state may not copy it: that is another right.
  private static func refused(_ error: String) -> RedisRefusal {
    switch RedisErrorReply(error).kind {
    case "NOPERM":
      RedisRefusal("it says \(error) — hint: for copies, ACL SETUSER the user +psync +replconf")
    case "NOMASTERLINK":
      RedisRefusal(
        "it says \(error) — hint: the replica has lost its primary: take the copy without --from-replica",
        isPassing: true)
    default: RedisRefusal(RedisErrorReply(error).explained)
    }
  }
}
