/// Where in a manifest something is, such as `capabilities[0].name`.
public struct ManifestPath: Sendable, Hashable, CustomStringConvertible {
  /// One step down.
  public enum Step: Sendable, Hashable {
    /// Into the member of an object.
    case member(String)
    /// Into the element of an array, counted from 0.
    case element(Int)
  }

  /// The steps from the whole manifest, which is the empty path.
  public private(set) var steps: [Step] = []

  /// The whole manifest.
  public init() {}

  func member(_ name: String) -> ManifestPath { adding(.member(name)) }

  func element(_ index: Int) -> ManifestPath { adding(.element(index)) }

  private func adding(_ step: Step) -> ManifestPath {
    var path = self
    path.steps.append(step)
    return path
  }

  /// The path in dots and brackets; `manifest` for the whole.
  public var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .member(let name): text += (text.isEmpty ? "" : ".") + printable(name)
      case .element(let index): text += "[\(index)]"
      }
    }
    return text.isEmpty ? "manifest" : text
  }
}

/// A stranger's text, made fit for one line of a message: at most 64 characters, controls replaced.
func printable(_ text: String) -> String {
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(64) { shown.append(isPlain(scalar) ? scalar : "?") }
  return String(shown) + (text.unicodeScalars.count > 64 ? "…" : "")
}

/// Whether a scalar can stand in a log line: no control, no line or paragraph separator, nothing
/// that changes the direction of what follows.
func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .lineSeparator, .paragraphSeparator: false
  case .format: !(0x202a...0x202e).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
  default: true
  }
}
