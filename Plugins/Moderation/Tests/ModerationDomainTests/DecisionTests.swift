import ModerationDomain
import Testing

@Suite struct DecisionTests {
  @Test func `confirming twice hands in once`() throws {
    var course = Course()
    #expect(
      try course.step(.author(.submit, Course.author)) == [.check(revision: 1), .tellAuthor(.received)])
    #expect(course.refusal(.author(.submit, Course.author)) == .alreadySubmitted)
    try course.step(.checked(.review, revision: 1))
    #expect(course.effects == [.showCard])
    #expect(course.refusal(.author(.submit, Course.author)) == .alreadySubmitted)
  }

  @Test func `nobody but the author hands in, and nothing is not handed in`() {
    #expect(Course().refusal(.author(.submit, Course.ada)) == .notTheAuthor)
    #expect(Course("").refusal(.author(.submit, Course.author)) == .empty)
    #expect(Course(channels: []).refusal(.author(.submit, Course.author)) == .empty)
    let banned = Actor(Course.author.id, .banned)
    #expect(Course().refusal(.author(.submit, banned)) == .notAllowed(.banned, .submit))
  }

  @Test(arguments: [ReviewAction.approve(anonymously: false), .reject(Course.spam)])
  func `of two at once one decides, and the other learns who`(second: ReviewAction) throws {
    let start = try Course.inReview()
    var store = start
    try store.click(.approve(anonymously: false), Course.ada)
    // Both started from the same version; only the first is written down over it.
    let other = try start.item.after(
      .review(second, Click(by: Course.bob, revision: start.item.revision)), at: start.now,
      under: start.policy)
    #expect(other.item.version == store.item.version)
    let decision = Decision(by: .person(Course.ada.id), choice: .approve, at: start.now, reason: nil)
    #expect(store.refusal(second, Course.bob, revision: start.item.revision) == .decided(decision))
  }

  @Test func `rejecting tells the author why and teaches spam`() throws {
    var course = try Course.inReview()
    try course.click(.reject(Course.spam), Course.ada)
    #expect(course.effects == [.closeCard, .learn(isSpam: true), .tellAuthor(.rejected(Course.spam))])
    #expect(course.item.phase == .rejected)
  }

  @Test func `a rejection for another reason teaches nothing`() throws {
    var course = try Course.inReview()
    let dull = Reason(id: "dull", text: "Dull")
    #expect(try course.click(.reject(dull), Course.ada) == [.closeCard, .tellAuthor(.rejected(dull))])
  }

  @Test func `who was demoted is refused with an open card`() throws {
    let course = try Course.inReview()
    let demoted = Actor(Course.ada.id, .author)
    #expect(course.refusal(.approve(anonymously: false), demoted) == .notAllowed(.author, .review))
    #expect(course.refusal(.claim, demoted) == .notAllowed(.author, .review))
  }

  @Test func `nobody decides about their own`() throws {
    let course = try Course.inReview()
    let author = Actor(Course.author.id, .editor)
    #expect(course.refusal(.approve(anonymously: false), author) == .ownItem)
    #expect(course.refusal(.edit(Content(text: FormattedText("x"))), author) == .ownItem)
  }

  @Test func `an old card is refused`() throws {
    var course = try Course.inReview()
    try course.step(.author(.edit(Content(text: FormattedText("other"))), Course.author))
    #expect(course.effects == [.refreshCard, .check(revision: 2)])
    #expect(course.refusal(.approve(anonymously: false), Course.ada, revision: 1) == .changed(revision: 2))
    #expect(course.refusal(.checked(.publish, revision: 1)) == .changed(revision: 2))
  }

  @Test func `what is withdrawn is not approved`() throws {
    var course = try Course.inReview()
    #expect(try course.step(.author(.withdraw, Course.author)) == [.closeCard])
    #expect(course.refusal(.approve(anonymously: false), Course.ada) == .wrongPhase(.withdrawn))
  }

  @Test func `what is decided the author cannot change`() throws {
    var course = try Course.inReview()
    try course.click(.approve(anonymously: false), Course.ada)
    let decision = try #require(course.item.decision)
    #expect(course.refusal(.author(.withdraw, Course.author)) == .decided(decision))
    #expect(course.refusal(.author(.attribute(.link), Course.author)) == .decided(decision))
  }

  @Test func `changes that were asked for are reviewed anew`() throws {
    var course = try Course.inReview()
    let reason = Reason(id: "short", text: "Longer")
    try course.click(.requestChanges(reason), Course.ada)
    #expect(course.item.phase == .changesRequested)
    try course.step(.author(.edit(Content(text: FormattedText("a longer one"))), Course.author))
    try course.step(.author(.submit, Course.author))
    #expect(course.effects == [.check(revision: 3), .tellAuthor(.received)])
    #expect(course.item.decision == nil)
    #expect(course.refusal(.approve(anonymously: false), Course.ada) == .wrongPhase(.submitted))
  }

  @Test func `a reviewer can leave the name out`() throws {
    var course = try Course.inReview()
    try course.click(.approve(anonymously: true), Course.ada)
    #expect(course.item.publishedAttribution == .anonymous)
    try course.click(.undo, Course.ada)
    #expect(course.item.publishedAttribution == .name)
  }

  @Test func `items of a banned author leave the queue`() throws {
    var course = try Course.inReview()
    #expect(try course.step(.authorBanned) == [.closeCard])
    #expect(course.item.phase == .withdrawn)
    let sent = try Course.sending()
    #expect(sent.refusal(.authorBanned) == .wrongPhase(.publishing))
  }

  @Test func `checks publish only what nothing holds, and never over people`() throws {
    var course = Course()
    try course.step(.author(.submit, Course.author))
    var trusted = course
    try trusted.step(.checked(.publish, revision: 1))
    #expect(trusted.item.decision?.by == .rules)
    // The rules do not learn from themselves.
    #expect(trusted.effects == [.closeCard, .plan])
    try course.step(.checked(.hold, revision: 1))
    try course.step(.checked(.refuse(Course.spam), revision: 1))
    try course.step(.checked(.publish, revision: 1))
    #expect(course.item.phase == .inReview)
    #expect(course.item.isHeld)
  }
}
