/// All checks of a community over one item.
package struct Checks: Sendable {
  /// The figures.
  package var settings: CheckSettings
  /// Texts of before.
  package var texts: TextIndex
  /// Media of before.
  package var media: MediaIndex
  /// What was learnt from decisions.
  package var classifier: SpamClassifier

  /// Checks that know nothing yet.
  package init(settings: CheckSettings = CheckSettings()) {
    self.settings = settings
    texts = TextIndex()
    media = MediaIndex()
    classifier = SpamClassifier()
  }

  /// What each check says, in a fixed order.
  ///
  /// - Parameter outside: what somebody else said who was asked before; nil where nobody is asked.
  package func run(_ input: CheckInput, at now: Moment, outside: Verdict.Result? = nil) -> [Verdict] {
    [
      TextChecks.length(input, settings), TextChecks.links(input, settings),
      TextChecks.mentions(input, settings),
      TextChecks.scripts(input, settings), TextChecks.homoglyphs(input, settings),
      TextChecks.hidden(input, settings),
      TextChecks.flood(input, settings, at: now), repeatedText(input), repeatedMedia(input),
      TextChecks.stopWords(input, settings), spam(input),
    ] + (outside.map { [Verdict(.outside, $0)] } ?? [])
  }

  private func repeatedText(_ input: CheckInput) -> Verdict {
    guard let found = texts.nearest(to: input.words, except: input.item),
      found.likeness >= settings.textLikeness
    else { return Verdict(.repeatedText, .clear) }
    return .suspicious(
      .repeatedText, "\(Int(found.likeness * 100)) % like an earlier text", original: found.item)
  }

  private func repeatedMedia(_ input: CheckInput) -> Verdict {
    for one in input.content.media {
      if let found = media.original(of: one, except: input.item, distance: settings.pictureDistance) {
        return .suspicious(.repeatedMedia, found.how, original: found.item)
      }
    }
    return Verdict(.repeatedMedia, .clear)
  }

  private func spam(_ input: CheckInput) -> Verdict {
    guard let score = classifier.score(input.content.text.text) else {
      return Verdict(.classifier, .unavailable("too few decisions to learn from"))
    }
    guard score >= settings.spamScore else { return Verdict(.classifier, .clear) }
    return .suspicious(.classifier, "looks like spam, by \(Int(score * 10)) tenths")
  }
}
