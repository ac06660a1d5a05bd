import FrameLayout
import HostFrames
import Testing

@testable import HostWorker

/// Frames as one side writes them and the other reads them.
@Suite struct FrameTests {
  /// A buffer of frames that a test can look into.
  struct Bytes: FrameOutput {
    var bytes: [UInt8] = []
    mutating func append(_ size: Int, _ fill: (UnsafeMutableRawPointer) -> Void) {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)
      unsafe fill(memory)
      unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: memory, count: size))
      unsafe memory.deallocate()
    }
  }

  private func read(_ bytes: [UInt8]) throws(FrameError) -> (kind: UInt32, id: UInt64, payload: [UInt8])? {
    let result: Result<(UInt32, UInt64, [UInt8])?, FrameError> = unsafe bytes.withUnsafeBytes { raw in
      do throws(FrameError) {
        guard let frame = unsafe try Frame(raw) else { return .success(nil) }
        return unsafe .success((frame.head.kind, frame.head.id, Array(frame.payload)))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  @Test func `a frame is read back as it was written`() throws {
    var output = Bytes()
    let text: [UInt8] = Array("hello".utf8)
    unsafe text.withUnsafeBytes { unsafe output.frame(FRAME_COMPLETE, 77, $0) }
    #expect(output.bytes.count % 8 == 0)
    let frame = try #require(try read(output.bytes))
    #expect(frame.kind == UInt32(FRAME_COMPLETE) && frame.id == 77 && frame.payload == text)
  }

  @Test func `a frame that is not whole waits for the rest, at every length`() throws {
    var output = Bytes()
    let text = [UInt8](repeating: 7, count: 21)
    unsafe text.withUnsafeBytes { unsafe output.frame(FRAME_WRITE, 1, $0) }
    for length in 0..<output.bytes.count {
      let part = try read(Array(output.bytes.prefix(length)))
      #expect(part == nil)
    }
    #expect(try read(output.bytes) != nil)
  }

  @Test(arguments: [UInt32(0), 15, FRAME_SIZE_MAX + 1, .max])
  func `a size that no frame has is refused`(_ size: UInt32) {
    var bytes = [UInt8](repeating: 0, count: 64)
    unsafe withUnsafeBytes(of: size) { bytes.replaceSubrange(0..<4, with: unsafe Array($0)) }
    #expect(throws: FrameError.self) { try read(bytes) }
  }

  @Test func `parts beyond the end are not given`() {
    let bytes: [UInt8] = [1, 2, 3, 4, 5, 6]
    unsafe bytes.withUnsafeBytes { raw in
      var cursor = unsafe FrameCursor(raw)
      let result9 = cursor.take(UInt32.self)
      #expect(result9 == 0x0403_0201)
      let result10 = cursor.take(UInt32.self)
      #expect(result10 == nil)
      let result11 = unsafe cursor.take(UInt64.max)?.count
      #expect(result11 == nil)
      let result12 = cursor.text(3)
      #expect(result12 == nil)
      let result13 = unsafe Array(cursor.rest())
      #expect(result13 == [5, 6])
      #expect(cursor.left == 0)
    }
  }

  @Test func `texts come in the order of the sizes before them`() throws {
    var output = Bytes()
    let (name, value, body): ([UInt8], [UInt8], [UInt8]) = ([1], [2, 2], [3, 3, 3])
    unsafe name.withUnsafeBytes { name in
      unsafe value.withUnsafeBytes { value in
        unsafe body.withUnsafeBytes { body in
          unsafe output.frame(
            FRAME_RESPOND, 5, frame_answer(status: 200, field_count: 2),
            texts: [FrameText(name: name, value: value), FrameText(name: value, value: name)], after: body)
        }
      }
    }
    let payload = try #require(try read(output.bytes)).payload
    #expect(Array(payload.suffix(9)) == [1, 2, 2, 2, 2, 1, 3, 3, 3])
    #expect(payload.count == 8 + 2 * 8 + 9)
  }

  @Test func `a ticket's number tells its parts`() {
    let ticket = TicketNumber(shard: 31, generation: 0x1ABC, place: 65_535, use: 0x3FFF_FFFF)
    #expect(ticket.shard == 31 && ticket.generation == 0x1ABC && ticket.place == 65_535)
    #expect(ticket.use == 0x3FFF_FFFF && TicketNumber(ticket.value) == ticket)
  }
}
