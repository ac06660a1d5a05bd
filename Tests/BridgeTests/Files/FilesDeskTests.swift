import CRoost
import FrameLayout
import Foundation
import HostFrames
import HostOperations
import HostServices
import Synchronization
import Testing

@testable import HostBridge

/// Questions and answers about files, as blocks.
@Suite struct FilesDeskTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "roost-desk-\(UUID().uuidString)"
  ).path
  private let store: FileStore
  private let desk: FilesDesk

  init() throws {
    store = try FileStore(root: folder, limits: FileLimits(bytes: 3 << 20, files: 1000))
    desk = FilesDesk(store, of: "shop")
  }

  private func end() {
    store.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The code and the block of an answer; the code alone when there is none.
  private func ask(_ method: Int32, _ block: [UInt8]) async -> (code: Int32, block: [UInt8]?) {
    let (answers, answered) = AsyncStream<(Int32, [UInt8])>.makeStream()
    let desk = desk
    let code = unsafe block.withUnsafeBytes { block in
      unsafe desk.ask(UInt32(method), block) { code, bytes in
        answered.yield((code, bytes))
        answered.finish()
        desk.taken(UInt32(method))
      }
    }
    guard code == ROOST_DONE else { return (code, nil) }
    for await (code, bytes) in answers { return (code, bytes) }
    return (code, nil)
  }

  private func question(
    _ name: String = "", rest: [UInt8] = [], offset: UInt64 = 0, length: UInt64 = 0, number: UInt32 = 0
  ) -> [UInt8] {
    let name = Array(name.utf8)
    return unsafe name.withUnsafeBytes { name in
      unsafe rest.withUnsafeBytes { rest in
        unsafe FilesQuestion.block(offset: offset, length: length, number: number, name: name, rest: rest)
      }
    }
  }

  @Test func `answers are the blocks of the header`() async throws {
    defer { end() }
    #expect(await ask(FILES_WRITE, question("a", rest: [1, 2, 3, 4, 5])) == (ROOST_DONE, []))
    let read = try #require(await ask(FILES_READ, question("a", offset: 1, length: 3)).block)
    #expect(read.count == 27 && Array(read[24...]) == [2, 3, 4])
    let part = unsafe read.withUnsafeBytes { unsafe $0.loadUnaligned(as: roost_files_part.self) }
    #expect(part.size == 24 && part.file_size == 5 && part.tag != 0)
    #expect(await ask(FILES_MOVE, question("a", rest: Array("folder/b".utf8))).code == ROOST_DONE)
    #expect(await ask(FILES_WRITE, question("c", rest: [9])).code == ROOST_DONE)

    let list = try #require(await ask(FILES_LIST, question(number: 1)).block)
    let page = unsafe list.withUnsafeBytes { unsafe $0.loadUnaligned(as: roost_files_page.self) }
    #expect(page.size == 16 && page.count == 1 && page.has_more == 1)
    let entry = unsafe list.withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: 16, as: roost_files_entry.self)
    }
    #expect(entry.name_size == 1 && entry.file_size == 1 && entry.modified_ms > 1_700_000_000_000)
    #expect(Array(list[40...]) == [UInt8(ascii: "c"), 0, 0, 0, 0, 0, 0, 0])

    let usage = try #require(await ask(FILES_USAGE, question()).block)
    let counted = unsafe usage.withUnsafeBytes { unsafe $0.loadUnaligned(as: roost_files_usage.self) }
    #expect(usage.count == 40 && counted.bytes == 6 && counted.files == 3)
    #expect(counted.bytes_limit == 3 << 20 && counted.files_limit == 1000)
    #expect(await ask(FILES_REMOVE, question("c")).code == ROOST_DONE)
    #expect(await ask(FILES_REMOVE, question("c")).code == ROOST_CONFLICT)
  }

  @Test func `what is out of bounds is refused`() async {
    defer { end() }
    let long = String(repeating: "x", count: 513)
    #expect(await ask(FILES_READ, [1, 2, 3]) == (ROOST_INVALID, nil))
    #expect(await ask(FILES_READ, question(long, length: 1)) == (ROOST_INVALID, nil))
    #expect(await ask(FILES_MOVE, question("a", rest: Array(long.utf8))) == (ROOST_INVALID, nil))
    #expect(
      await ask(FILES_WRITE, question("a", rest: [UInt8](repeating: 0, count: 1 << 20 + 1))) == (
        ROOST_INVALID, nil
      ))
    #expect(
      await ask(FILES_WRITE, question("a", rest: [UInt8](repeating: 0, count: 1 << 20))).code == ROOST_DONE)
    for (method, block) in [
      (FILES_READ, question("a")), (FILES_READ, question("a", length: 1 << 20 + 1)),
      (FILES_READ, question("a", offset: 1 << 63, length: 1)), (FILES_READ, question("", length: 1)),
      (FILES_WRITE, question("a", number: 3)), (FILES_WRITE, question("../a")), (FILES_MOVE, question("a")),
      (FILES_LIST, question()), (FILES_LIST, question(number: 1001)), (9, question("a")),
    ] {
      let answer = await ask(method, block)
      #expect(answer.code == ROOST_INVALID)
      #expect(answer.block?.isEmpty == false)
    }
  }

  @Test func `what waits is bounded by its bytes`() async {
    defer { end() }
    let block = question("a", rest: [UInt8](repeating: 0, count: 1 << 20))
    let desk = desk
    let waiting = Atomic<Int>(0)
    var refused = 0
    for _ in 0..<200 {
      waiting.add(1, ordering: .relaxed)
      let code = unsafe block.withUnsafeBytes {
        unsafe desk.ask(UInt32(FILES_WRITE), $0) { _, _ in waiting.subtract(1, ordering: .relaxed) }
      }
      if code != ROOST_DONE {
        refused += code == ROOST_BUSY ? 1 : 1000
        waiting.subtract(1, ordering: .relaxed)
      }
    }
    // 64 MiB wait, and some may have been done meanwhile.
    #expect((1...136).contains(refused))
    #expect(await ask(FILES_USAGE, question()).code == ROOST_DONE)
    #expect(waiting.load(ordering: .relaxed) == 0)
  }
}
