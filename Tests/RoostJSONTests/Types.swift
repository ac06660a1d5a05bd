/// Types that use every way of coding.
enum Shape: Codable, Equatable, Sendable {
  case point
  case circle(radius: Double)
  case named(String, sides: Int?)
  indirect case pair(Shape, Shape)
}

enum Level: String, Codable, CodingKeyRepresentable, Sendable {
  case low, high
}

struct Widths: Codable, Equatable, Sendable {
  var a: Int8, b: Int16, c: Int32, d: Int64, e: Int
  var f: UInt8, g: UInt16, h: UInt32, i: UInt64, j: UInt

  static let least = Widths(a: .min, b: .min, c: .min, d: .min, e: .min, f: 0, g: 0, h: 0, i: 0, j: 0)
  static let greatest = Widths(
    a: .max, b: .max, c: .max, d: .max, e: .max, f: .max, g: .max, h: .max, i: .max, j: .max)
}

struct Profile: Codable, Equatable, Sendable {
  var id: UInt64
  var name: String
  var nickname: String?
  var score: Double
  var ratio: Float?
  var isActive: Bool?
  var tags: [String]
  var matrix: [[Int?]]
  var byName: [String: [Int]]
  var byNumber: [Int: String]
  var byLevel: [Level: Int]
  var shape: Shape?
  var empty = Nothing()

  struct Nothing: Codable, Equatable, Sendable {}

  static let sample = Profile(
    id: .max, name: "é\u{1F600}\"\\/\n\u{0}", nickname: nil, score: 0.1, ratio: 1.5, isActive: true,
    tags: ["", "a"], matrix: [[], [1, nil]], byName: ["x": [1], "": []], byNumber: [-3: "a", 4: "b"],
    byLevel: [.high: 1], shape: .pair(.circle(radius: 1e-7), .named("n", sides: nil)))
}

/// A class hierarchy, one half in a super encoder, one in the same container.
class Animal: Codable {
  var legs = 4

  init() {}
}

final class Dog: Animal {
  var name = "Rex"

  private enum CodingKeys: String, CodingKey { case name }

  override init() { super.init() }

  required init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    try super.init(from: container.superDecoder())
  }

  override func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try super.encode(to: container.superEncoder())
    try container.encode(name, forKey: .name)
  }
}

/// Containers that are written to in turns.
struct Interleaved: Codable, Equatable {
  var a: Int, b: Int, c: [Int], d: Int

  private enum Key: String, CodingKey { case a, inner, list, d }
  private enum InnerKey: String, CodingKey { case b, deeper }

  init(a: Int, b: Int, c: [Int], d: Int) { (self.a, self.b, self.c, self.d) = (a, b, c, d) }

  init(from decoder: any Decoder) throws {
    let outer = try decoder.container(keyedBy: Key.self)
    let inner = try outer.nestedContainer(keyedBy: InnerKey.self, forKey: .inner)
    var list = try outer.nestedUnkeyedContainer(forKey: .list)
    var deeper = try inner.nestedUnkeyedContainer(forKey: .deeper)
    a = try outer.decode(Int.self, forKey: .a)
    b = try inner.decode(Int.self, forKey: .b)
    c = []
    while !list.isAtEnd {
      var one = try list.nestedUnkeyedContainer()
      c.append(try one.decode(Int.self))
    }
    d = try deeper.superDecoder().singleValueContainer().decode(Int.self)
  }

  func encode(to encoder: any Encoder) throws {
    var outer = encoder.container(keyedBy: Key.self)
    var inner = outer.nestedContainer(keyedBy: InnerKey.self, forKey: .inner)
    try outer.encode(a, forKey: .a)
    var list = outer.nestedUnkeyedContainer(forKey: .list)
    var deeper = inner.nestedUnkeyedContainer(forKey: .deeper)
    for element in c {
      var one = list.nestedUnkeyedContainer()
      try inner.encodeIfPresent(element == c.last ? b : nil, forKey: .b)
      try one.encode(element)
    }
    var last = deeper.superEncoder().singleValueContainer()
    try last.encode(d)
    try outer.encode("again", forKey: .d)
  }
}
