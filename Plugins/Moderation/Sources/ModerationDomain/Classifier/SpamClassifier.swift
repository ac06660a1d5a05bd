/// Naive Bayes over pieces of text. It learns from what people decide, and can forget what it has learnt when they
/// take a decision back. Its size does not grow with what it learns.
package struct SpamClassifier: Sendable, Equatable {
  /// Pieces fall into 2 to the power of this many buckets.
  static let bits = 17
  /// In how many texts of each kind a piece counts as seen beforehand.
  static let smoothing = 0.5

  /// By bucket: in how many texts of each kind it was.
  var spam = [UInt32](repeating: 0, count: 1 << bits)
  var ham = [UInt32](repeating: 0, count: 1 << bits)
  /// How many texts of each kind were learnt.
  package internal(set) var spamTexts = 0
  /// How many texts of each kind were learnt.
  package internal(set) var hamTexts = 0

  /// One that has learnt nothing.
  package init() {}

  /// Learns a text.
  package mutating func learn(_ text: String, isSpam: Bool) {
    for bucket in Grams.buckets(text, bits: Self.bits) {
      if isSpam { spam[bucket] += 1 } else { ham[bucket] += 1 }
    }
    if isSpam { spamTexts += 1 } else { hamTexts += 1 }
  }

  /// Forgets a text that was learnt. One that was not leaves what is known where it cannot be less than nothing.
  package mutating func unlearn(_ text: String, isSpam: Bool) {
    guard isSpam ? spamTexts > 0 : hamTexts > 0 else { return }
    for bucket in Grams.buckets(text, bits: Self.bits) {
      if isSpam {
        if spam[bucket] > 0 { spam[bucket] -= 1 }
      } else if ham[bucket] > 0 {
        ham[bucket] -= 1
      }
    }
    if isSpam { spamTexts -= 1 } else { hamTexts -= 1 }
  }

  /// How much a text looks like spam: above 0 more like spam than like ham. nil while it knows too little of either.
  ///
  /// - Parameter minimum: how many texts of each kind it has to know.
  package func score(_ text: String, minimum: Int = 10) -> Double? {
    guard min(spamTexts, hamTexts) >= max(1, minimum) else { return nil }
    let buckets = Grams.buckets(text, bits: Self.bits)
    guard !buckets.isEmpty else { return 0 }
    // The sum of log(spam / spamTexts + a) - log(ham / hamTexts + a), the logarithms of products at a time. A piece
    // that was never seen says nothing, also when much more was learnt of one kind than of the other.
    let spamShare = 1 / Double(spamTexts)
    let hamShare = 1 / Double(hamTexts)
    let unseen = 2 * Self.smoothing / Double(spamTexts + hamTexts)
    var sum = 0.0
    var product = 1.0
    for bucket in buckets {
      product *= (Double(spam[bucket]) * spamShare + unseen) / (Double(ham[bucket]) * hamShare + unseen)
      if product > 1e100 || product < 1e-100 {
        sum += Logarithm.natural(product)
        product = 1
      }
    }
    // By the root of the length: else long texts of either kind would leave all short ones behind.
    return (sum + Logarithm.natural(product)) / Double(buckets.count).squareRoot()
  }
}
