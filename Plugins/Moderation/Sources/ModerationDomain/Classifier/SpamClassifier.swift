/// Naive Bayes over pieces of text. It learns from what people decide, and can forget what it has learnt when they
/// take a decision back. Its size does not grow with what it learns.
package struct SpamClassifier: Sendable, Equatable {
  /// Pieces fall into 2 to the power of this many buckets.
  static let bits = 17
  /// How much a piece counts that was never seen.
  static let smoothing = 0.2

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
    guard spamTexts >= minimum, hamTexts >= minimum else { return nil }
    let buckets = Grams.buckets(text, bits: Self.bits)
    guard !buckets.isEmpty else { return 0 }
    // log((spam + a) / (spamTexts + 2a)) - log((ham + a) / (hamTexts + 2a)), the logarithms of products at a time.
    let bias = (Double(hamTexts) + 2 * Self.smoothing) / (Double(spamTexts) + 2 * Self.smoothing)
    var sum = 0.0
    var product = 1.0
    for bucket in buckets {
      product *= (Double(spam[bucket]) + Self.smoothing) / (Double(ham[bucket]) + Self.smoothing) * bias
      if product > 1e100 || product < 1e-100 {
        sum += Logarithm.natural(product)
        product = 1
      }
    }
    return (sum + Logarithm.natural(product)) / Double(buckets.count).squareRoot()
  }
}
