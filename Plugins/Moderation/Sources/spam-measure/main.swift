import FoundationEssentials
import ModerationDomain

/// Trains and tests the spam classifier by five folds on two files with a message a line, `spam.txt` and `ham.txt`, in
/// a folder that is named on the command line. Prints one figure a line. Messages that are nearly the same are in one
/// fold: who has learnt one knows the other.
struct Measure {
  let spam: [String]
  let ham: [String]
  /// The fold of each message.
  let spamFolds: [Int]
  let hamFolds: [Int]

  init(folder: String) throws {
    func lines(_ name: String) throws -> [String] {
      let bytes = try Data(contentsOf: URL(filePath: folder).appending(path: name))
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        .filter { !$0.allSatisfy(\.isWhitespace) }
    }
    spam = try lines("spam.txt")
    ham = try lines("ham.txt")
    spamFolds = Self.folds(spam)
    hamFolds = Self.folds(ham)
  }

  /// Goes round the five folds, and puts a message that is like an earlier one beside it.
  private static func folds(_ texts: [String]) -> [Int] {
    let pieces = texts.map { text in
      let scalars = Folding.scalars(text)
      return Set((0..<max(1, scalars.count - 4)).map { Array(scalars[$0..<min(scalars.count, $0 + 5)]) })
    }
    var folds: [Int] = []
    var next = 0
    for mine in pieces {
      let twin = folds.indices.first { other in
        Double(mine.intersection(pieces[other]).count) > 0.5 * Double(mine.union(pieces[other]).count)
      }
      folds.append(twin.map { folds[$0] } ?? next % 5)
      if twin == nil { next += 1 }
    }
    return folds
  }

  private func classifier(without fold: Int) -> SpamClassifier {
    var classifier = SpamClassifier()
    for (text, its) in zip(spam, spamFolds) where its != fold { classifier.learn(text, isSpam: true) }
    for (text, its) in zip(ham, hamFolds) where its != fold { classifier.learn(text, isSpam: false) }
    return classifier
  }

  /// The scores of all messages, each by a classifier that has not learnt it.
  func scores() -> (spam: [Double], ham: [Double]) {
    var scores: (spam: [Double], ham: [Double]) = ([], [])
    for fold in 0..<5 {
      let classifier = classifier(without: fold)
      scores.spam += zip(spam, spamFolds).filter { $0.1 == fold }.map { classifier.score($0.0) ?? 0 }
      scores.ham += zip(ham, hamFolds).filter { $0.1 == fold }.map { classifier.score($0.0) ?? 0 }
    }
    return scores
  }

  /// The lowest score that at most so large a share of ham is above.
  func threshold(_ ham: [Double], falsePositives rate: Double) -> Double {
    let sorted = ham.sorted(by: >)
    return sorted[min(sorted.count - 1, Int(rate * Double(sorted.count)))]
  }

  /// The share of spam above that score.
  func recall(_ scores: (spam: [Double], ham: [Double]), falsePositives rate: Double) -> Double {
    let threshold = threshold(scores.ham, falsePositives: rate)
    return Double(scores.spam.count { $0 > threshold }) / Double(scores.spam.count)
  }

  /// Messages a second on one core, over both files for some seconds.
  func speed() -> Double {
    let classifier = classifier(without: 5)
    let clock = ContinuousClock()
    let start = clock.now
    var count = 0
    var sum = 0.0
    repeat {
      for text in spam + ham { sum += classifier.score(text) ?? 0 }
      count += spam.count + ham.count
    } while clock.now - start < .seconds(3)
    let elapsed = (clock.now - start) / .seconds(1)
    return sum.isFinite ? Double(count) / elapsed : 0
  }
}

guard CommandLine.arguments.count == 2 else { fatalError("usage: spam-measure FOLDER") }
let measure = try Measure(folder: CommandLine.arguments[1])
let scores = measure.scores()
print("spam_messages", measure.spam.count)
print("ham_messages", measure.ham.count)
print("spam_recall_at_fpr1", measure.recall(scores, falsePositives: 0.01))
print("spam_recall_at_fpr05", measure.recall(scores, falsePositives: 0.005))
print("spam_threshold_at_fpr1", measure.threshold(scores.ham, falsePositives: 0.01))
print("spam_checks_per_s", Int(measure.speed()))
