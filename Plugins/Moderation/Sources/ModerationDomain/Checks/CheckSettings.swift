/// The figures that checks compare with.
package struct CheckSettings: Sendable, Equatable {
  /// How long a text without media may be, in UTF-16 code units.
  package var length = 1...4096
  /// How many links there may be.
  package var links = 2
  /// Hosts that links may lead to without being counted, subdomains included.
  package var allowedHosts: Set<String> = []
  /// How many people may be mentioned.
  package var mentions = 3
  /// Scripts that are used; empty for any.
  package var scripts: Set<Script> = []
  /// The share of letters that may be of other scripts.
  package var otherScripts = 0.3
  /// How many words may have look-alike letters.
  package var homoglyphs = 1
  /// How many hidden characters there may be.
  package var hidden = 3
  /// How many submissions there may be within ``floodWindow``.
  package var submissions = 5
  /// The time in which submissions are counted.
  package var floodWindow = Span.minutes(10)
  /// Words and phrases that are not wanted, as people write them.
  package var stopWords: [String] = []
  /// The score from which a text looks like spam; see ``SpamClassifier/score(_:minimum:)``.
  package var spamScore = 7.5
  /// How alike two texts are that count as the same, from 0 to 1.
  package var textLikeness = 0.7
  /// In how many bits of 64 the hashes of two pictures may differ that count as the same.
  package var pictureDistance = 6

  /// The defaults.
  package init() {}
}
