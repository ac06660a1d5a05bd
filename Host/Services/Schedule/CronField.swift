internal import HostOperations

/// One of a cron rule's five fields: what it may say, and how it is read.
struct CronField: Sendable {
  /// What a field says.
  struct Content: Sendable, Equatable {
    /// A bit for each value.
    var values: UInt64
    /// Whether it begins with `*`, by which cron tells a field that restricts from one that does not.
    var beginsWithStar: Bool

    func has(_ value: Int64) -> Bool { values & (1 << UInt64(value)) != 0 }

    /// The least value that is not less than another.
    func first(atOrAfter value: Int64) -> Int64? {
      let rest = (values >> UInt64(value)) << UInt64(value)
      return value > 63 || rest == 0 ? nil : Int64(rest.trailingZeroBitCount)
    }
  }

  /// Why a field cannot be read.
  struct Problem: Error {
    let why: String
    let hint: String
  }

  let name: String
  let range: ClosedRange<UInt64>
  /// Names of the values from `firstName` on, in small letters.
  var names: [String] = []
  var firstName: UInt64 = 0

  static let all = [minute, hour, day, month, weekday]
  static let minute = CronField(name: "minute", range: 0...59)
  static let hour = CronField(name: "hour", range: 0...23)
  static let day = CronField(name: "day of month", range: 1...31)
  static let month = CronField(
    name: "month", range: 1...12,
    names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], firstName: 1)
  /// 0 and 7 are Sunday.
  static let weekday = CronField(
    name: "day of week", range: 0...7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])

  func read(_ text: Substring) throws(Problem) -> Content {
    var values: UInt64 = 0
    let sunday: UInt64 = 1 << 7
    for element in text.split(separator: ",", omittingEmptySubsequences: false) {
      values |= try self.element(element)
    }
    if range.upperBound == 7, values & sunday != 0 { values = values & ~sunday | 1 }
    return Content(values: values, beginsWithStar: text.first == "*")
  }

  private func element(_ text: Substring) throws(Problem) -> UInt64 {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let ends = try span(parts[0], hasStep: parts.count == 2)
    let step = parts.count == 2 ? try self.step(parts[1]) : 1
    var values: UInt64 = 0
    for value in stride(from: ends.lowerBound, through: ends.upperBound, by: Int(step)) {
      values |= 1 << value
    }
    return values
  }

  private func span(_ text: Substring, hasStep: Bool) throws(Problem) -> ClosedRange<UInt64> {
    // Both 0 and 7 are Sunday, which is to come once.
    if text == "*" { return range.lowerBound...min(range.upperBound, range.upperBound == 7 ? 6 : 63) }
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let first = try value(ends[0])
    guard ends.count == 2 else {
      guard !hasStep else {
        throw Problem(
          why: "a step follows the one value \(quoted(text))",
          hint: "write \(first)-\(range.upperBound)/STEP or */STEP")
      }
      return first...first
    }
    var last = try value(ends[1])
    if range.upperBound == 7, last == 0, first > 0 { last = 7 }
    guard first <= last else {
      throw Problem(
        why: "the range \(quoted(text)) ends before it begins",
        hint: "write two ranges: \(first)-\(range.upperBound),\(range.lowerBound)-\(last)")
    }
    return first...last
  }

  private func step(_ text: Substring) throws(Problem) -> UInt64 {
    guard let step = number(text), step > 0, step <= range.upperBound else {
      throw Problem(
        why: "the step \(quoted(text)) is no number from 1 to \(range.upperBound)",
        hint: "write */2 for every second")
    }
    return step
  }

  private func value(_ text: Substring) throws(Problem) -> UInt64 {
    if let index = names.firstIndex(of: text.lowercased()) { return UInt64(index) + firstName }
    if let number = number(text), range.contains(number) { return number }
    let words = names.isEmpty ? "" : ", or \(names[0].uppercased()) to \(names[names.count - 1].uppercased())"
    throw Problem(
      why: text.isEmpty ? "a value is missing" : "there is no \(quoted(text))",
      hint: "values are \(range.lowerBound) to \(range.upperBound)\(words), lists 1,2 and ranges 1-5")
  }

  private func number(_ text: Substring) -> UInt64? {
    guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return UInt64(text)
  }

  private func quoted(_ text: Substring) -> String { HostOperations.Problem.quote(String(text)) }
}
