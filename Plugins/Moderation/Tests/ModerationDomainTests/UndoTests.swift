import ModerationDomain
import Testing

@Suite struct UndoTests {
  private func published(channels: [ChatID] = [Course.news]) throws -> Course {
    var course = try Course.sending(channels: channels)
    for (index, channel) in channels.enumerated() {
      try course.step(.delivery(.sent(messages: [70 + index]), channel, attempt: index + 1))
    }
    return course
  }

  @Test func `inside the window the post goes and the review is open again`() throws {
    var course = try published()
    #expect(
      try course.click(.undo, Course.ada) == [.unlearn(isSpam: false), .delete(Course.news, messages: [70])])
    #expect(course.item.phase == .undone)
    #expect(course.refusal(.approve(anonymously: false), Course.bob) != nil)
    // After a crash it is deleted again, which harms nothing.
    #expect(course.refusal(.restarted) == nil)
    let old = course.item.revision
    #expect(try course.step(.deleted(Course.news)) == [.showCard, .tellAuthor(.reopened)])
    #expect(
      course.refusal(.approve(anonymously: false), Course.bob, revision: old) == .changed(revision: old + 1))
    try course.click(.reject(Course.spam), Course.bob)
  }

  @Test func `outside of the window it stays`() throws {
    var course = try published()
    let end = course.now + course.policy.undoWindow
    course.now = end
    #expect(course.refusal(.undo, Course.ada) == .tooLate(since: end))
  }

  @Test func `no window is longer than Telegram lets posts be deleted`() throws {
    var course = try published()
    course.policy.undoWindow = .hours(100)
    let end = course.now + .hours(48)
    course.now = end
    #expect(course.refusal(.undo, Course.ada) == .tooLate(since: end))
  }

  @Test func `what nobody has seen can be stopped at any time`() throws {
    var course = try Course.inReview()
    try course.click(.approve(anonymously: false), Course.ada)
    try course.step(.planned(course.now + .hours(100)))
    course.now = course.now + .hours(99)
    #expect(course.refusal(.undo, Course.ada) == nil)
    var rejected = try Course.inReview()
    try rejected.click(.reject(Course.spam), Course.ada)
    rejected.now = rejected.now + rejected.policy.undoWindow
    #expect(rejected.refusal(.undo, Course.ada) == .tooLate(since: rejected.now))
  }

  @Test func `the window begins with the post, and the limit with the first of them`() throws {
    var course = try Course.inReview(channels: [Course.news, Course.extra])
    try course.click(.approve(anonymously: false), Course.ada)
    try course.step(.planned(course.now + .hours(24)))
    course.now = course.now + .hours(24)
    try course.step(.due)
    try course.step(.delivery(.sent(messages: [1]), Course.news, attempt: 1))
    let first = course.now
    course.now = first + .hours(47)
    try course.step(.delivery(.noAnswer, Course.extra, attempt: 2))
    try course.click(.found(Course.extra, messages: [2]), Course.eve)
    course.now = course.now + .minutes(9)
    #expect(course.refusal(.undo, Course.ada) == nil)
    course.policy.undoWindow = .hours(30)
    course.now = first + .hours(48)
    #expect(course.refusal(.undo, Course.ada) == .tooLate(since: course.now))
  }

  @Test func `only editors take back what others decided`() throws {
    var course = try published()
    #expect(course.refusal(.undo, Course.bob) == .notYourDecision(.person(Course.ada.id)))
    #expect(course.refusal(.undo, Actor(Course.ada.id, .author)) == .notAllowed(.author, .undo))
    try course.click(.undo, Course.eve)
  }

  @Test func `nothing is taken back while it is sent`() throws {
    let course = try Course.sending()
    #expect(course.refusal(.undo, Course.ada) == .sending)
  }

  @Test func `what was not sent yet is only stopped`() throws {
    var course = try Course.sending(channels: [Course.news, Course.extra])
    try course.step(.delivery(.sent(messages: [7]), Course.news, attempt: 1))
    try course.step(.delivery(.noRights, Course.extra, attempt: 2))
    try course.click(.undo, Course.ada)
    #expect(course.effects.last == .delete(Course.news, messages: [7]))
    #expect(course.refusal(.resumed(Course.extra)) == .unknownChannel)
    try course.step(.deleted(Course.news))
    #expect(course.item.phase == .inReview)
  }

  @Test func `all posts have to be gone`() throws {
    var course = try published(channels: [Course.news, Course.extra])
    try course.click(.undo, Course.ada)
    #expect(try course.step(.deleted(Course.news)) == [])
    #expect(course.item.phase == .undone)
    try course.step(.notDeleted(Course.extra, "too old"))
    #expect(course.item.phase == .published)
    #expect(course.effects.last == .tellAdmins(.deletionFailed(Course.extra, "too old")))
  }

  @Test func `a lesson is unlearnt`() throws {
    var course = try Course.inReview()
    try course.click(.reject(Course.spam), Course.ada)
    try course.click(.undo, Course.ada)
    #expect(course.effects == [.unlearn(isSpam: true), .showCard, .tellAuthor(.reopened)])
  }
}
