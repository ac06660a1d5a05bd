import RoostJSON
import Testing

struct RandomTests {
  @Test func `random values survive writing and reading, and torn texts never crash`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("RoostJSON random seed: \(seed)")
    var random = Generator(seed: seed)
    for round in 0..<300 {
      let value = random.value(depth: 3)
      let text = value.serialized()
      #expect(try JSONValue(parsing: text) == value, "seed \(seed), round \(round)")
      #expect(try JSONValue(parsing: value.serialized(pretty: true)) == value, "seed \(seed), round \(round)")
      #expect(try JSONCoder.decode(JSONValue.self, from: text) == value, "seed \(seed), round \(round)")
      #expect(try JSONCoder.encode(value) == text, "seed \(seed), round \(round)")
      try tear(text, with: &random, seed: seed)
    }
  }

  /// Changes one byte or cuts the text; what is still accepted must mean the same when written anew.
  private func tear(_ text: [UInt8], with random: inout Generator, seed: UInt64) throws {
    var torn = text
    let place = Int.random(in: 0..<text.count, using: &random)
    torn[place] = UInt8.random(in: 0 ... .max, using: &random)
    if let value = try? JSONValue(parsing: torn) {
      #expect(try JSONValue(parsing: value.serialized()) == value, "seed \(seed)")
    }
    let isContainer =
      text[0] == UInt8(ascii: "{") || text[0] == UInt8(ascii: "[") || text[0] == UInt8(ascii: "\"")
    if isContainer {
      #expect(throws: JSONError.self, "seed \(seed)") { try JSONValue(parsing: text.prefix(place)) }
    }
  }
}
