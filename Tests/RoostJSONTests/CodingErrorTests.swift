import RoostJSON
import Testing

/// The path of an error, such as `a.1.b`.
private func path(_ keys: [any CodingKey]) -> String {
  keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
}

struct CodingErrorTests {
  struct Outer: Codable {
    var items: [Item]
    var extra: [String: UInt8]?
  }

  struct Item: Codable {
    var id: Int
    var name: String?
  }

  @Test(arguments: [
    (#"{}"#, "keyNotFound", ""), (#"[]"#, "typeMismatch", ""), (#"null"#, "valueNotFound", ""),
    (#"{"items":{}}"#, "typeMismatch", "items"), (#"{"items":null}"#, "valueNotFound", "items"),
    (#"{"items":[{"id":1},{}]}"#, "keyNotFound", "items.1"),
    (#"{"items":[{"id":1},3]}"#, "typeMismatch", "items.1"),
    (#"{"items":[{"id":"1"}]}"#, "typeMismatch", "items.0.id"),
    (#"{"items":[{"id":null}]}"#, "valueNotFound", "items.0.id"),
    (#"{"items":[{"id":1.5}]}"#, "dataCorrupted", "items.0.id"),
    (#"{"items":[{"id":1,"name":2}]}"#, "typeMismatch", "items.0.name"),
    (#"{"items":[],"extra":{"a":1,"b.c":256}}"#, "dataCorrupted", "extra.b.c"),
    (#"{"items":[],"items":[]}"#, "dataCorrupted", ""), (#"{"items":[]"#, "dataCorrupted", ""),
  ])
  func `a decoding error tells its kind and the path to the value`(text: String, kind: String, place: String)
  {
    let error = #expect(throws: DecodingError.self) { try JSONCoder.decode(Outer.self, from: text) }
    let (found, context): (String, DecodingError.Context?) =
      switch error {
      case .keyNotFound(_, let context): ("keyNotFound", context)
      case .typeMismatch(_, let context): ("typeMismatch", context)
      case .valueNotFound(_, let context): ("valueNotFound", context)
      case .dataCorrupted(let context): ("dataCorrupted", context)
      default: ("none", nil)
      }
    #expect(found == kind)
    #expect(context.map { path($0.codingPath) } == place)
  }

  @Test func `a text that is not JSON carries the parser's error`() {
    let error = #expect(throws: DecodingError.self) { try JSONCoder.decode(Int.self, from: "[1,\n}") }
    guard case .dataCorrupted(let context) = error else {
      Issue.record("another error")
      return
    }
    #expect((context.underlyingError as? JSONError)?.line == 2)
  }

  @Test func `an array that ends is an error at its end, and a failed element is not passed over`() throws {
    struct Probe: Decodable {
      init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        #expect(throws: DecodingError.self) { try container.decode(Int.self) }
        #expect(container.currentIndex == 0)
        #expect(try container.decode(String.self) == "a")
        #expect(try container.decodeNil())
        #expect(try !container.decodeNil())
        #expect(try container.decode(Int.self) == 3)
        #expect(container.isAtEnd)
        #expect(try container.decodeIfPresent(Int.self) == nil)
        let error = #expect(throws: DecodingError.self) { try container.decode(Int.self) }
        guard case .valueNotFound(_, let context) = error else {
          Issue.record("another error")
          return
        }
        #expect(path(context.codingPath) == "3")
      }
    }
    _ = try JSONCoder.decode(Probe.self, from: #"["a",null,3]"#)
  }

  @Test func `decoding is as deep as is asked for`() {
    #expect(throws: DecodingError.self) { try JSONCoder.decode([[Int]].self, from: "[[1]]", maximumDepth: 1) }
    #expect(throws: Never.self) { try JSONCoder.decode([[Int]].self, from: "[[1]]", maximumDepth: 2) }
  }

  @Test func `an encoding error tells the path to the value`() {
    let error = #expect(throws: EncodingError.self) { try JSONCoder.encode(["a": [1, .nan]]) }
    guard case .invalidValue(_, let context) = error else {
      Issue.record("another error")
      return
    }
    #expect(path(context.codingPath) == "a.1")
  }

  @Test func `a name encoded twice is refused, also among many`() {
    struct Twice: Encodable {
      var count: Int

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for index in 0..<count { try container.encode(index, forKey: Name(stringValue: "name\(index)")) }
        try container.encode(0, forKey: Name(stringValue: "name0"))
      }
    }
    for count in [1, 2, 15, 16, 17, 100] {
      #expect(throws: EncodingError.self) { try JSONCoder.encode([Twice(count: count)]) }
    }
    #expect(throws: Never.self) { try JSONCoder.encode([Twice(count: 0)]) }
  }

  @Test func `a ring of objects ends in an error`() {
    final class Ring: Encodable {
      var next: Ring?
    }
    let ring = Ring()
    ring.next = ring
    defer { ring.next = nil }
    #expect(throws: EncodingError.self) { try JSONCoder.encode(ring) }
  }

  @Test func `a value that fails leaves nothing behind`() throws {
    struct Broken: Encodable {
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encode(1, forKey: Name(stringValue: "a"))
        var nested = container.nestedUnkeyedContainer(forKey: Name(stringValue: "b"))
        try nested.encode(2)
        throw CancellationError()
      }
    }
    struct Tolerant: Encodable {
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try? container.encode(Broken(), forKey: Name(stringValue: "a"))
        try? container.encode(Double.nan, forKey: Name(stringValue: "a"))
        try container.encode(3, forKey: Name(stringValue: "a"))
      }
    }
    #expect(try JSONCoder.encode([Tolerant()]) == Array(#"[{"a":3}]"#.utf8))
  }

  @Test func `a value encoded as two things, or after its end, is refused`() {
    struct Two: Encodable {
      func encode(to encoder: any Encoder) throws {
        _ = encoder.container(keyedBy: Name.self)
        _ = encoder.unkeyedContainer()
      }
    }
    struct Both: Encodable {
      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(1)
        try container.encode(2)
      }
    }
    struct Inner: Encodable {
      let body: () throws -> Void

      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try body()
        try container.encode(1)
      }
    }
    struct Outside: Encodable {
      func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        var copy = container
        try container.encode(Inner { try copy.encode(1) })
      }
    }
    #expect(throws: EncodingError.self) { try JSONCoder.encode(Two()) }
    #expect(throws: EncodingError.self) { try JSONCoder.encode([Two()]) }
    #expect(throws: EncodingError.self) { try JSONCoder.encode(Both()) }
    #expect(throws: EncodingError.self) { try JSONCoder.encode(Outside()) }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
