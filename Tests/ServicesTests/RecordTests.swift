import HostServices
import Testing

/// Values of the host's own.
@Suite struct RecordTests {
  @Test func `what is written is read`() throws {
    var writer = RecordWriter(form: 3)
    writer.add(Int64.min)
    writer.add(UInt8.max)
    writer.add("text")
    writer.add([UInt8]())
    writer.add([1, 2, 3] as [UInt8])
    var reader = try RecordReader(writer.bytes, forms: 1...3)
    #expect(reader.form == 3)
    #expect(try reader.number(Int64.self) == .min)
    #expect(try reader.number(UInt8.self) == .max)
    #expect(try reader.text() == "text")
    #expect(try reader.run().isEmpty)
    let wasAtEnd = reader.isAtEnd
    #expect(!wasAtEnd)
    #expect(try Array(reader.run()) == [1, 2, 3])
    let isAtEnd = reader.isAtEnd
    #expect(isAtEnd)
  }

  @Test func `a record of another form is refused`() {
    let bytes = RecordWriter(form: 4).bytes
    #expect(throws: RecordError.self) { _ = try RecordReader(bytes, forms: 1...3) }
    #expect(throws: RecordError.self) { _ = try RecordReader([], forms: 0...255) }
  }

  @Test func `a record that is cut off anywhere is refused and nothing is read beyond it`() throws {
    var writer = RecordWriter(form: 1)
    writer.add(7)
    writer.add("text")
    for count in 1..<writer.bytes.count {
      let cut = Array(writer.bytes.prefix(count))
      #expect(throws: RecordError.self) {
        var reader = try RecordReader(cut, forms: 1...1)
        _ = try reader.number(Int.self)
        _ = try reader.text()
      }
    }
    // A length that says more than there can be.
    #expect(throws: RecordError.self) {
      var reader = try RecordReader([1, 255, 255, 255, 255], forms: 1...1)
      _ = try reader.run()
    }
  }
}
