import Foundation
import RoostJSON
import Testing

/// What Foundation's coders do with a value, `JSONCoder` does, too.
private func expectParity<T: Codable & Equatable>(_ value: T, _ location: SourceLocation = #_sourceLocation)
  throws
{
  let ours = try JSONCoder.encode(value)
  let theirs = try JSONEncoder().encode(value)
  #expect(try JSONDecoder().decode(T.self, from: Data(ours)) == value, sourceLocation: location)
  #expect(try JSONCoder.decode(T.self, from: Array(theirs)) == value, sourceLocation: location)
  #expect(try JSONCoder.decode(T.self, from: ours) == value, sourceLocation: location)
  #expect(try members(ours) == members(Array(theirs)), sourceLocation: location)
}

/// The value without the order of members, which Foundation shuffles.
private func members(_ text: [UInt8]) throws -> NSObject? {
  try JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed) as? NSObject
}

struct CodableTests {
  @Test func `structures, enums, dictionaries and optionals are coded as Foundation codes them`() throws {
    try expectParity(Profile.sample)
    try expectParity(Widths.least)
    try expectParity(Widths.greatest)
    try expectParity([Shape.point, .circle(radius: 2), .named("", sides: 3)])
    try expectParity(Interleaved(a: 1, b: 2, c: [3, 4], d: 5))
    try expectParity([[Int]]())
    try expectParity([String: Int]())
    try expectParity(Dictionary(uniqueKeysWithValues: (0..<100).map { ("key\($0)", $0) }))
    try expectParity(Dictionary(uniqueKeysWithValues: (0..<100).map { ($0 - 50, "\($0)") }))
    try expectParity([Level.low: Level.high])
    try expectParity([true, false])
    try expectParity("text")
    try expectParity(Optional<Int>.none)
    try expectParity(Optional<Int>.some(7))
    try expectParity([
      0.1, -0.5, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1, 100, 1e15, 1e16, 123456789.125,
    ])
    try expectParity([0.1, 16_777_216, .greatestFiniteMagnitude, .leastNonzeroMagnitude] as [Float])
  }

  @Test func `a super encoder has its own object`() throws {
    let text = try JSONCoder.encode(Dog())
    #expect(String(decoding: text, as: UTF8.self) == #"{"super":{"legs":4},"name":"Rex"}"#)
    let dog = try JSONCoder.decode(Dog.self, from: #"{"name":"A","super":{"legs":3}}"#)
    #expect(dog.name == "A")
    #expect(dog.legs == 3)
    #expect(throws: DecodingError.self) { try JSONCoder.decode(Dog.self, from: #"{"name":"A"}"#) }
  }

  @Test func `containers written to in turns keep their places`() throws {
    let text = try JSONCoder.encode(Interleaved(a: 1, b: 2, c: [3, 4], d: 5))
    #expect(
      String(decoding: text, as: UTF8.self)
        == #"{"inner":{"deeper":[5],"b":2},"a":1,"list":[[3],[4]],"d":"again"}"#)
  }

  @Test func `integers are exact at their limits and refused past them`() throws {
    #expect(
      try JSONCoder.decode([UInt64].self, from: "[18446744073709551615,1e19]") == [
        .max, 10_000_000_000_000_000_000,
      ])
    #expect(try JSONCoder.decode([Int64].self, from: "[-9223372036854775808,9.0e0]") == [.min, 9])
    #expect(try JSONCoder.decode(Int128.self, from: "\(Int128.min)") == .min)
    #expect(try JSONCoder.encode(UInt128.max) == Array("\(UInt128.max)".utf8))
    for text in ["18446744073709551616", "-1", "1.5", "1e20", "1e-1"] {
      #expect(throws: DecodingError.self, "\(text)") { try JSONCoder.decode(UInt64.self, from: text) }
    }
    #expect(throws: DecodingError.self) { try JSONCoder.decode(Int8.self, from: "128") }
    #expect(throws: DecodingError.self) { try JSONCoder.decode(Int64.self, from: "-9223372036854775809") }
  }

  @Test func `numbers that are not finite are refused in both directions`() throws {
    #expect(throws: DecodingError.self) { try JSONCoder.decode(Double.self, from: "1e999") }
    #expect(throws: DecodingError.self) { try JSONCoder.decode(Float.self, from: "1e39") }
    #expect(try JSONCoder.decode(Double.self, from: "1e-999") == 0)
    #expect(throws: EncodingError.self) { try JSONCoder.encode(Double.nan) }
    #expect(throws: EncodingError.self) { try JSONCoder.encode(["a": [Float.infinity]]) }
    #expect(throws: EncodingError.self) { try JSONCoder.encode(["a": -Double.infinity]) }
  }

  @Test(arguments: 0..<20)
  func `doubles read and write as the standard library does`(block: Int) throws {
    var random = Generator(seed: UInt64(block))
    for _ in 0..<500 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(try JSONCoder.decode(Double.self, from: JSONCoder.encode(value)) == value)
      let digits = Int64.random(in: -99_999_999_999_999_999...99_999_999_999_999_999, using: &random)
      let short = "\(digits >> Int.random(in: 0..<56, using: &random)).\(random.next() % 100_000)"
      #expect(try JSONCoder.decode(Double.self, from: short) == Double(short))
      #expect(try JSONCoder.decode(Float.self, from: short) == Float(short))
    }
  }

  @Test func `a JSON value passes through a type unchanged, with any coder`() throws {
    struct Holder: Codable, Equatable {
      var value: JSONValue
      var list: [JSONValue]
    }
    let text = #"{"value":{"a":1.50,"b":[null,true,"é"],"c":18446744073709551615},"list":[{},[],-1e2]}"#
    let holder = try JSONCoder.decode(Holder.self, from: text)
    #expect(String(decoding: try JSONCoder.encode(holder), as: UTF8.self) == text)
    let plain = #"{"value":{"a":1.5},"list":[null,true,"é",18446744073709551615,-3,[],{}]}"#
    let expected = try JSONCoder.decode(Holder.self, from: plain)
    #expect(try JSONDecoder().decode(Holder.self, from: Data(plain.utf8)) == expected)
    #expect(try JSONDecoder().decode(Holder.self, from: JSONEncoder().encode(expected)) == expected)
  }
}
