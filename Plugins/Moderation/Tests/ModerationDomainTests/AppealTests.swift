import ModerationDomain
import Testing

@Suite struct AppealTests {
  private func rejected() throws -> Course {
    var course = try Course.inReview()
    try course.click(.reject(Course.spam), Course.ada)
    try course.step(.author(.appeal("it is mine"), Course.author))
    return course
  }

  @Test func `an appeal goes to somebody else, and is tied to what it is about`() throws {
    var course = try rejected()
    #expect(course.effects == [.showAppeal])
    #expect(course.refusal(.grantAppeal, Course.ada) == .ownDecision)
    #expect(course.refusal(.grantAppeal, Actor(Course.author.id, .reviewer)) == .ownItem)
    #expect(course.refusal(.rejectAppeal, Actor(Course.bob.id, .author)) == .notAllowed(.author, .review))
    try course.click(.grantAppeal, Course.bob)
    #expect(course.item.phase == .approved)
    #expect(course.effects.prefix(1) == [.unlearn(isSpam: true)])
    #expect(course.effects.contains(.learn(isSpam: false)))
    let appeal = try #require(course.item.appeal)
    #expect(appeal.against.by == .person(Course.ada.id))
    #expect(appeal.outcome?.by == Course.bob.id)
    #expect(appeal.outcome?.isGranted == true)
    #expect(try Item(kept: course.item.kept()) == course.item)
  }

  @Test func `nobody decides an appeal who voted for the rejection`() throws {
    var course = try Course.inReview()
    course.policy.quorum = 2
    course.policy.hasVeto = false
    try course.click(.reject(Course.spam), Course.bob)
    try course.click(.reject(Course.spam), Course.ada)
    try course.step(.author(.appeal("why"), Course.author))
    #expect(course.refusal(.grantAppeal, Course.bob) == .ownDecision)
    #expect(course.refusal(.grantAppeal, Course.eve) == nil)
  }

  @Test func `an appeal is decided once`() throws {
    var course = try rejected()
    #expect(try course.click(.rejectAppeal, Course.bob) == [.refreshCard, .tellAuthor(.appealRejected)])
    #expect(course.item.phase == .rejected)
    #expect(course.refusal(.grantAppeal, Course.eve) == .decided(try #require(course.item.decision)))
    #expect(course.refusal(.author(.appeal("again"), Course.author)) == .alreadyAppealed)
  }

  @Test func `only a rejection is appealed, by its author, in time, even if banned`() throws {
    let open = try Course.inReview()
    #expect(open.refusal(.author(.appeal("why"), Course.author)) == .wrongPhase(.inReview))
    #expect(open.refusal(.grantAppeal, Course.ada) == .wrongPhase(.inReview))
    var course = try Course.inReview()
    try course.click(.reject(Course.spam), Course.ada)
    #expect(course.refusal(.author(.appeal("why"), Course.bob)) == .notTheAuthor)
    #expect(course.refusal(.author(.appeal("why"), Actor(Course.author.id, .banned))) == nil)
    let end = course.now + course.policy.appealWindow
    course.now = end
    #expect(course.refusal(.author(.appeal("why"), Course.author)) == .tooLate(since: end))
  }
}
