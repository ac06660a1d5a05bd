/// What one check says.
package struct Verdict: Codable, Sendable, Equatable {
  /// Which check.
  package enum Check: String, Codable, Sendable, CaseIterable {
    /// Too short or too long.
    case length
    /// Too many links.
    case links
    /// Too many people mentioned.
    case mentions
    /// Letters of scripts that the community does not use.
    case scripts
    /// Words with look-alike letters of another script.
    case homoglyphs
    /// Characters that nobody sees.
    case hidden
    /// Too many submissions of the author's in a short time.
    case flood
    /// The text was submitted before.
    case repeatedText = "repeated_text"
    /// A picture or file was submitted before.
    case repeatedMedia = "repeated_media"
    /// Words that the community does not want.
    case stopWords = "stop_words"
    /// Looks like what was rejected as spam.
    case classifier
    /// What somebody else says, asked by a call.
    case outside
  }

  /// What it found.
  package enum Result: Codable, Sendable, Equatable {
    /// Nothing.
    case clear
    /// Something, in words for reviewers, and the item that it is a copy of.
    case suspicious(String, original: ItemID?)
    /// It could not be looked into, and why. This is never the same as ``clear``.
    case unavailable(String)
  }

  /// Which check.
  package let check: Check
  /// What it found.
  package let result: Result

  /// Makes a verdict.
  package init(_ check: Check, _ result: Result) {
    self.check = check
    self.result = result
  }

  static func suspicious(_ check: Check, _ reason: String, original: ItemID? = nil) -> Verdict {
    Verdict(check, .suspicious(reason, original: original))
  }
}
