/// Makes of what somebody has sent what may be published.
package enum Sanitiser {
  /// What was taken out.
  package struct Findings: Codable, Sendable, Equatable {
    /// Characters that nobody sees.
    package var hidden = 0
    /// Names of the author, links to them, names of their files.
    package var traces = 0
  }

  /// The content as it may be published.
  ///
  /// - Parameter traces: of the author, where nothing may tell who that is; nil where it may.
  package static func clean(_ content: Content, hiding traces: AuthorTraces?) -> (
    content: Content, findings: Findings
  ) {
    var content = content
    var findings = Findings()
    (content.text, findings.hidden) = HiddenCharacters.removed(from: content.text)
    content.text = content.text.trimmed()
    // After hidden characters are gone: those could have parted a name.
    if let traces { (content, findings.traces) = traces.removed(from: content) }
    return (content, findings)
  }
}
