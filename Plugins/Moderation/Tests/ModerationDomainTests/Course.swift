import ModerationDomain
import Testing

/// An item on its way, at a time that the test sets.
struct Course {
  var item: Item
  var now = Moment(seconds: 1_800_000_000)
  var policy = ReviewPolicy()
  var effects: [Effect] = []

  static let author = Actor(UserID(rawValue: 1), .author)
  static let ada = Actor(UserID(rawValue: 11), .reviewer)
  static let bob = Actor(UserID(rawValue: 12), .reviewer)
  static let eve = Actor(UserID(rawValue: 13), .editor)
  static let news = ChatID(rawValue: -1001)
  static let extra = ChatID(rawValue: -1002)
  static let spam = Reason(id: "spam", text: "Spam <3", isSpam: true)

  init(_ text: String = "hello", channels: [ChatID] = [news]) {
    item = Item(
      id: ItemID(rawValue: 5), author: Self.author.id, content: Content(text: FormattedText(text)),
      attribution: .name, channels: channels)
  }

  /// One that waits for a decision.
  static func inReview(channels: [ChatID] = [news]) throws -> Course {
    var course = Course(channels: channels)
    try course.step(.author(.submit, author))
    try course.step(.checked(.review, revision: 1))
    return course
  }

  /// One that is being sent.
  static func sending(channels: [ChatID] = [news]) throws -> Course {
    var course = try inReview(channels: channels)
    try course.click(.approve(anonymously: false), ada)
    try course.step(.planned(course.now))
    try course.step(.due)
    return course
  }

  /// Makes a step, and keeps what is to be done without the audit line.
  @discardableResult
  mutating func step(_ event: ItemEvent) throws -> [Effect] {
    let transition = try item.after(event, at: now, under: policy)
    #expect(transition.item.version == item.version + 1)
    item = transition.item
    effects = transition.effects.filter { if case .audit = $0 { false } else { true } }
    return effects
  }

  /// A click on a card that is not old.
  @discardableResult
  mutating func click(_ action: ReviewAction, _ actor: Actor, fence: Int? = nil) throws -> [Effect] {
    try step(.review(action, Click(by: actor, revision: item.revision, fence: fence)))
  }

  func refusal(_ event: ItemEvent) -> Refusal? {
    do throws(Refusal) {
      _ = try item.after(event, at: now, under: policy)
      return nil
    } catch { return error }
  }

  func refusal(_ action: ReviewAction, _ actor: Actor, fence: Int? = nil, revision: Int? = nil) -> Refusal? {
    refusal(.review(action, Click(by: actor, revision: revision ?? item.revision, fence: fence)))
  }
}
