import RoostManifestFormat
/// The report for build servers, in the form that JUnit's Ant task made common
/// (https://github.com/windyroad/JUnit-Schema).
extension Report {
  /// The report as an XML document.
  package var junit: String {
    let counts = counts
    let name = XML.attribute("roost check \(manifest?.id ?? file) \(mode.rawValue)")
    let seconds = results.reduce(Duration.zero) { $0 + $1.time }.seconds
    let cases = results.map(\.junit).joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites tests="\(results.count)" failures="\(counts.failed)" skipped="\(counts.skipped)" time="\(seconds)">
      <testsuite name="\(name)" tests="\(results.count)" failures="\(counts.failed)" errors="0" \
      skipped="\(counts.skipped)" time="\(seconds)">
      <properties>
      <property name="seed" value="\(seed)"/>
      <property name="file" value="\(XML.attribute(file))"/>
      </properties>
      \(cases)</testsuite>
      </testsuites>

      """
  }
}

extension CheckResult {
  fileprivate var junit: String {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    let open =
      "<testcase classname=\"\(XML.attribute(parts[0]))\" name=\"\(XML.attribute(name))\" time=\"\(time.seconds)\""
    switch outcome {
    case .passed: return open + "/>\n"
    case .skipped(let reason):
      return open + "><skipped message=\"\(XML.attribute("because " + reason))\"/></testcase>\n"
    case .failed(let finding):
      let text = (["why: " + finding.why, "hint: " + finding.hint] + finding.lines).joined(separator: "\n")
      return open
        + "><failure message=\"\(XML.attribute(finding.what))\" type=\"failure\">\(XML.text(text))</failure></testcase>\n"
    }
  }
}

/// Text made fit for XML 1.0.
private enum XML {
  static func text(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      // What XML 1.0 has no way to say: https://www.w3.org/TR/xml/#charsets
      case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}":
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func attribute(_ value: String) -> String {
    text(String(value.map { $0.isNewline || $0 == "\t" ? " " : $0 }))
  }
}
