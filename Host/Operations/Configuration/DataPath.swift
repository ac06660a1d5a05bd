/// Where a value stands inside a configuration document.
package struct DataPath: Sendable, Hashable {
  /// One step down.
  package enum Step: Sendable, Hashable {
    /// Into the member of an object.
    case member(String)
    /// Into the element of an array, counted from 0.
    case index(Int)
  }

  /// The steps from the document's root.
  package var steps: [Step]

  /// The path of these steps; the root's has none.
  package init(_ steps: [Step] = []) { self.steps = steps }

  /// The path of these members, one below the other: `DataPath("http", "max_body_bytes")`.
  package init(_ names: String...) { steps = names.map(Step.member) }

  /// The path of the member of that name below this one.
  package func member(_ name: String) -> DataPath { DataPath(steps + [.member(name)]) }

  /// The path of the element at that index below this one.
  package func index(_ index: Int) -> DataPath { DataPath(steps + [.index(index)]) }

  /// The name of the last member on the path, if the last step is one.
  package var name: String? { if case .member(let name) = steps.last { name } else { nil } }

  /// The path of what contains this one; the root contains itself.
  package var parent: DataPath { DataPath(Array(steps.dropLast())) }

  /// As people write it: `plugins.keys[0]`. A name that would be ambiguous is quoted.
  package var dotted: String {
    var text = ""
    for step in steps {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .member(let name):
        if !text.isEmpty { text += "." }
        text += Self.isPlain(name) ? name : Problem.quote(name)
      }
    }
    return text
  }

  /// As RFC 6901 writes it: `/plugins/keys/0`.
  package var pointer: String {
    var text = ""
    for step in steps {
      text += "/"
      switch step {
      case .index(let index): text += String(index)
      case .member(let name):
        for character in name.unicodeScalars {
          switch character {
          case "~": text += "~0"
          case "/": text += "~1"
          default: text.unicodeScalars.append(character)
          }
        }
      }
    }
    return text
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
