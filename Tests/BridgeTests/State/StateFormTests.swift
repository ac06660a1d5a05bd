import CRoost
import Foundation
import FrameLayout
import HostServices
import RoostJSON
import RoostManifestFormat
import Testing

@testable import HostBridge

/// Commits that say of which version the state is.
@Suite struct StateFormTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "roost-form-\(UUID().uuidString)"
  ).path
  private let store: SQLiteStore

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    store = try SQLiteStore(path: folder + "/state.db")
  }

  private func end() {
    store.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func desk(_ state: String) throws -> StateDesk {
    let manifest = try Manifest(
      try JSONValue(parsing: #"{"id": "shop", "version": "1.0.0", "state": \#(state)}"#))
    return StateDesk(StateSetup(store: store, quota: nil), of: manifest)
  }

  private func form() async -> UInt32? { await StateSetup(store: store, quota: nil).form(of: "shop") }

  /// Commits a put of a key, and what the state is of from then on.
  private func commit(
    _ desk: StateDesk, forms: [Int64], key: [UInt8] = [], value: [UInt8] = []
  ) async -> (code: Int32, text: String) {
    var block: [UInt8] = []
    func append<Part: BitwiseCopyable>(_ part: Part) {
      unsafe withUnsafeBytes(of: part) { unsafe block.append(contentsOf: $0) }
    }
    func item(_ kind: Int32, _ key: [UInt8], _ value: [UInt8], _ number: Int64) {
      append(
        roost_state_item(
          kind: UInt32(kind), key_size: UInt32(key.count), value_size: UInt32(value.count), reserved: 0,
          version: 0,
          number: number, expires_ms: 0))
      block += key + value
      while block.count % 8 != 0 { block.append(0) }
    }
    var head = roost_state_commit()
    head.size = UInt32(MemoryLayout<roost_state_commit>.size)
    head.count = UInt32(1 + forms.count)
    head.id.0 = .random(in: 0...255)
    head.id.15 = .random(in: 0...255)
    append(head)
    item(ROOST_STATE_PUT, Array("k".utf8), Array("v".utf8), 0)
    for form in forms { item(ROOST_STATE_FORM, key, value, form) }
    let (answers, answered) = AsyncStream<(Int32, [UInt8])>.makeStream()
    let code = unsafe block.withUnsafeBytes {
      unsafe desk.ask(UInt32(STATE_COMMIT), $0) { code, bytes in
        answered.yield((code, bytes))
        answered.finish()
      }
    }
    for await (code, bytes) in answers { return (code, String(decoding: bytes, as: UTF8.self)) }
    return (code, "")
  }

  @Test func `an older version that the manifest returns to lets that write again`() async throws {
    defer { end() }
    let newer = try desk(#"{"writes": 3, "reads": [1, 2, 3], "returns": [2]}"#)
    let older = try desk(#"{"writes": 2, "reads": [2]}"#)
    #expect(await form() == 0)
    #expect(await commit(newer, forms: [3]).code == ROOST_DONE)
    #expect(await form() == 3)
    #expect(await commit(older, forms: []).code == ROOST_DENIED)
    #expect(await commit(newer, forms: [2]).code == ROOST_DONE)
    #expect(await form() == 2)
    #expect(await commit(older, forms: []).code == ROOST_DONE)
  }

  @Test func `any other is refused, and so is more than one, or one with more to it`() async throws {
    defer { end() }
    let newer = try desk(#"{"writes": 3, "reads": [1, 2, 3], "returns": [2]}"#)
    for number: Int64 in [1, 0, -2, 4, .max, .min, 1 << 33 + 2] {
      let answer = await commit(newer, forms: [number])
      #expect(answer.code == ROOST_INVALID)
      #expect(answer.text.contains("state.returns"))
    }
    #expect(await commit(newer, forms: [2, 2]).code == ROOST_INVALID)
    #expect(await commit(newer, forms: [2], key: [1]).code == ROOST_INVALID)
    #expect(await commit(newer, forms: [2], value: [1]).code == ROOST_INVALID)
    #expect(await form() == 0)
  }
}
