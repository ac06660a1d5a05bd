import CRoostSDK
import Synchronization

/// Questions to the host that are answered in its own time.
enum Questions {
  /// The code of an answer, and its block or message.
  struct Answer: Sendable {
    let code: Int32
    let bytes: [UInt8]

    /// What was answered.
    ///
    /// - Parameters:
    ///   - subject: what was asked about, for errors.
    ///   - absent: why it is refused at once when the host has no such extension, or does not allow it.
    ///   - bounds: what a question did not hold to that is refused at once.
    func result(
      _ subject: @autoclosure () -> String, absent: String, bounds: @autoclosure () -> String
    ) throws -> [UInt8] {
      guard code != ROOST_DONE else { return bytes }
      let why =
        if !bytes.isEmpty {
          String(decoding: bytes, as: UTF8.self)
        } else {
          switch code {
          case ROOST_DENIED: absent
          case ROOST_BUSY: "too many calls wait for their answers"
          case ROOST_INVALID: bounds()
          default: "it failed with the code \(code) and no message"
          }
        }
      throw PluginError(PluginError.Class(code: code), "\(subject()) — \(why)")
    }
  }

  private struct Asked: ~Copyable {
    var next: UInt64 = 1
    var waiting: [UInt64: CheckedContinuation<Answer, Never>] = [:]
  }
  private static let asked = Mutex(Asked())

  /// Asks, and waits for the answer.
  ///
  /// - Parameter send: hands the question over with the number it is answered by; `ROOST_DONE` when it will be.
  static func ask(_ send: (UInt64) -> Int32) async -> Answer {
    await withCheckedContinuation { continuation in
      let id = asked.withLock { asked in
        defer { asked.next += 1 }
        asked.waiting[asked.next] = continuation
        return asked.next
      }
      let code = send(id)
      if code != ROOST_DONE { take(id)?.resume(returning: Answer(code: code, bytes: [])) }
    }
  }

  fileprivate static func take(_ id: UInt64) -> CheckedContinuation<Answer, Never>? {
    asked.withLock { $0.waiting.removeValue(forKey: id) }
  }
}

@c(roost_sdk_swift_answered)
func answered(id: UInt64, code: Int32, data: UnsafePointer<UInt8>?, size: UInt64) {
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: Int(size)))
  Questions.take(id)?.resume(returning: Questions.Answer(code: code, bytes: bytes))
}
