import Foundation
import Synchronization
import Testing

/// Mistakes on purpose, which prove that a sanitizer would tell. They run only when asked for.
@Suite struct SanitizerProof {
  private static let kind = ProcessInfo.processInfo.environment["ROOST_PROVE_SANITIZER"]

  /// A number that two threads change without a lock.
  private final class Racy: @unchecked Sendable {
    nonisolated(unsafe) var number = 0
    let ready = Atomic<Int>(0)
  }

  @Test(.enabled(if: kind == "thread"))
  func `two threads change one number`() {
    let racy = Racy()
    // Both are there before either begins: a thread that ended before the other was made would be ordered
    // before it by the locks of making threads. Relaxed, the count itself orders nothing.
    let threads = (0..<2).map { _ in
      let thread = Thread {
        racy.ready.wrappingAdd(1, ordering: .relaxed)
        while racy.ready.load(ordering: .relaxed) < 2 {}
        for _ in 0..<100_000 { unsafe racy.number &+= 1 }
      }
      thread.start()
      return thread
    }
    while !threads.allSatisfy(\.isFinished) { Thread.sleep(forTimeInterval: 0.001) }
    #expect(unsafe racy.number >= 0)
  }

  @Test(.enabled(if: kind == "address"))
  func `freed memory is read`() {
    let memory = UnsafeMutablePointer<Int>.allocate(capacity: 4)
    unsafe memory.initialize(repeating: 7, count: 4)
    unsafe memory.deallocate()
    #expect(unsafe memory[2] != -1)
  }
}
