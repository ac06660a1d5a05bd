import ModerationDomain
import Testing

@Suite struct PublishingTests {
  @Test func `it is sent once, at its time`() throws {
    var course = try Course.inReview()
    try course.click(.approve(anonymously: false), Course.ada)
    #expect(course.refusal(.due) == .wrongPhase(.approved))
    try course.step(.planned(course.now + .minutes(1)))
    #expect(course.refusal(.due) == .notDue(course.now + .minutes(1)))
    course.now = course.now + .minutes(1)
    #expect(try course.step(.due) == [.send(Course.news, attempt: 1)])
    #expect(course.refusal(.due) == .notDue(nil))
    try course.step(.delivery(.sent(messages: [7]), Course.news, attempt: 1))
    #expect(course.item.phase == .published)
    #expect(course.effects == [.refreshCard, .tellAuthor(.published)])
    #expect(course.refusal(.due) == .wrongPhase(.published))
    #expect(course.refusal(.delivery(.sent(messages: [8]), Course.news, attempt: 1)) == .staleAttempt)
  }

  @Test func `a send that a crash interrupts is unknown and not repeated`() throws {
    var course = try Course.sending()
    course.item = try Item(kept: course.item.kept())
    try course.step(.restarted)
    #expect(
      course.effects == [
        .reconcile(Course.news, attempt: 1), .tellAdmins(.sendUnknown(Course.news)), .refreshCard,
      ])
    #expect(course.item.phase == .unknown)
    #expect(course.refusal(.due) == .wrongPhase(.unknown))
    #expect(course.refusal(.restarted) == .wrongPhase(.unknown))
    #expect(course.refusal(.retry(Course.news), Course.eve) == .unknownOutcome)
    #expect(course.refusal(.undo, Course.ada) == .unknownOutcome)
  }

  @Test func `an unknown send is settled by its copy`() throws {
    var course = try Course.sending()
    try course.step(.delivery(.noAnswer, Course.news, attempt: 1))
    #expect(course.item.phase == .unknown)
    try course.step(.delivery(.sent(messages: [7]), Course.news, attempt: 1))
    #expect(course.item.phase == .published)
  }

  @Test func `an unknown send is settled by a person, and repeated only if it is not there`() throws {
    var course = try Course.sending()
    try course.step(.delivery(.noAnswer, Course.news, attempt: 1))
    #expect(course.refusal(.absent(Course.news), Course.ada) == .notAllowed(.reviewer, .settle))
    var found = course
    try found.click(.found(Course.news, messages: [7]), Course.eve)
    #expect(found.item.phase == .published)
    try course.click(.absent(Course.news), Course.eve)
    #expect(course.item.phase == .failed)
    #expect(
      try course.click(.retry(Course.news), Course.eve) == [.send(Course.news, attempt: 2), .refreshCard])
    #expect(course.refusal(.delivery(.sent(messages: [7]), Course.news, attempt: 1)) == .staleAttempt)
  }

  @Test func `a refused send says why and can be tried again`() throws {
    var course = try Course.sending()
    try course.step(.delivery(.refused("chat not found"), Course.news, attempt: 1))
    #expect(course.effects == [.tellAdmins(.sendFailed(Course.news, "chat not found")), .refreshCard])
    #expect(course.item.phase == .failed)
    #expect(course.refusal(.retry(Course.news), Course.ada) == .notAllowed(.reviewer, .settle))
    try course.click(.retry(Course.news), Course.eve)
    #expect(course.item.phase == .publishing)
  }

  @Test func `a delayed send waits as long as it was told`() throws {
    var course = try Course.sending()
    let until = course.now + .seconds(30)
    try course.step(.delivery(.delayed(until: until), Course.news, attempt: 1))
    #expect(course.refusal(.due) == .notDue(until))
    course.now = until
    #expect(try course.step(.due) == [.send(Course.news, attempt: 2)])
  }

  @Test func `lost rights pause the channel, and it goes on where it was`() throws {
    var course = try Course.sending()
    try course.step(.delivery(.noRights, Course.news, attempt: 1))
    #expect(course.effects == [.pause(Course.news), .tellAdmins(.rightsLost(Course.news))])
    #expect(course.refusal(.due) == .notDue(nil))
    #expect(try course.step(.resumed(Course.news)) == [.send(Course.news, attempt: 2)])
    #expect(course.refusal(.resumed(Course.news)) == .wrongPhase(.publishing))
  }

  @Test func `each channel stands for itself`() throws {
    var course = try Course.sending(channels: [Course.news, Course.extra, Course.news])
    #expect(course.effects == [.send(Course.news, attempt: 1), .send(Course.extra, attempt: 2)])
    try course.step(.delivery(.sent(messages: [7]), Course.news, attempt: 1))
    #expect(course.item.phase == .publishing)
    try course.step(.delivery(.noAnswer, Course.extra, attempt: 2))
    #expect(course.item.phase == .unknown)
    #expect(course.refusal(.delivery(.noAnswer, Course.extra, attempt: 2)) == .unknownOutcome)
    try course.step(.delivery(.refused("late"), Course.extra, attempt: 2))
    #expect(course.item.phase == .failed)
    #expect(try course.click(.retry(Course.extra), Course.eve).first == .send(Course.extra, attempt: 3))
  }

  @Test func `what Telegram has published itself is not sent`() throws {
    var course = try Course.inReview()
    try course.step(.postedNatively(Course.news, messages: [9]))
    #expect(course.effects == [.closeCard, .tellAuthor(.published)])
    #expect(course.refusal(.due) == .wrongPhase(.published))
    #expect(course.refusal(.approve(anonymously: false), Course.ada) != nil)
    #expect(
      try Course.sending().refusal(.postedNatively(Course.news, messages: [9])) == .wrongPhase(.publishing))
    #expect(try Course.inReview().refusal(.postedNatively(Course.extra, messages: [9])) == .unknownChannel)
    var poor = try Course.inReview()
    try poor.step(.nativeApprovalFailed("not enough stars"))
    #expect(poor.item.phase == .failed)
  }
}
