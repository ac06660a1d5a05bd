/// Text from files, made fit for a line of a log: it cannot end the line, hide what follows or steer a
/// terminal.
enum PrintableText {
  /// The text with `?` for control and formatting characters, and cut with `…` behind that many bytes.
  static func line(_ text: String, atMost limit: Int) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      let replacement = isPlain(scalar) ? scalar : "?"
      guard line.utf8.count + UTF8.width(replacement) <= limit else { return line + "…" }
      line.unicodeScalars.append(replacement)
    }
    return line
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (0x20...0x7e).contains(scalar.value) }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    default: true
    }
  }
}
