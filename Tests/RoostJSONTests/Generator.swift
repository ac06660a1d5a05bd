import RoostJSON

/// SplitMix64: the same values for the same seed on every machine.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  mutating func string() -> String {
    let alphabet: [Character] = [
      "a", "Z", "\"", "\\", "\n", "\u{0}", "\u{1F}", "é", "ж", "€", "😀", "/", "\u{7F}",
    ]
    let count = Int.random(in: 0..<24, using: &self)
    return String((0..<count).map { _ in alphabet.randomElement(using: &self)! })
  }

  mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &self) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &self))
    case 2: return .number(JSONNumber(Int64(bitPattern: next()) >> Int.random(in: 0..<64, using: &self)))
    case 3: return .number(JSONNumber(Double(bitPattern: next())) ?? JSONNumber(0))
    case 4: return .string(string())
    case 5, 6:
      let count = Int.random(in: 0..<40, using: &self)
      var names: Set<String> = []
      let members = (0..<count).compactMap { _ in
        let name = string()
        return names.insert(name).inserted ? JSONMember(name, value(depth: depth - 1)) : nil
      }
      return .object(members)
    default: return .array((0..<Int.random(in: 0..<8, using: &self)).map { _ in value(depth: depth - 1) })
    }
  }
}
