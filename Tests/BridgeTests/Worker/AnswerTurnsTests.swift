import Synchronization
import Testing

@testable import HostBridge

/// How many large answers are on their way to a worker.
@Suite struct AnswerTurnsTests {
  /// What was sent and not taken.
  private final class Sent: Sendable {
    let taken = Mutex<[@Sendable () -> Void]>([])
    var count: Int { taken.withLock { $0.count } }
    func takeOne() { taken.withLock { $0.removeFirst() }() }
  }

  private func send(_ size: Int, _ turns: AnswerTurns, _ sent: Sent) -> Bool {
    turns.begin(size) { taken in sent.taken.withLock { $0.append(taken) } }
  }

  @Test func `so much is on its way, so much waits, and the rest has no room`() {
    let (turns, sent) = (AnswerTurns(), Sent())
    for _ in 0..<96 { #expect(send(1 << 20, turns, sent)) }
    #expect(sent.count == 32)
    #expect(!send(1 << 20, turns, sent))
    // Small ones pass by.
    #expect(send(100, turns, sent) && sent.count == 33)
    sent.takeOne()
    #expect(sent.count == 33, "the next one took its place")
    #expect(send(1 << 20, turns, sent) && sent.count == 33)
    for _ in 0..<97 { sent.takeOne() }
    #expect(sent.count == 0)
    #expect(send(64 << 20, turns, sent) && sent.count == 1, "alone, one may be as large as it likes")
  }
}
