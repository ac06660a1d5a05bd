import ModerationDomain
import Testing

@Suite struct QuorumTests {
  private func course(veto: Bool = true) throws -> Course {
    var course = try Course.inReview()
    course.policy.quorum = 2
    course.policy.hasVeto = veto
    return course
  }

  @Test func `the same person has one vote`() throws {
    var course = try course()
    #expect(try course.click(.approve(anonymously: false), Course.ada) == [.refreshCard])
    #expect(course.refusal(.approve(anonymously: false), Course.ada) == .alreadyVoted)
    // Another opinion replaces the first.
    try course.click(.approve(anonymously: true), Course.ada)
    #expect(course.item.votes.count == 1)
    #expect(course.item.phase == .inReview)
    try course.click(.approve(anonymously: false), Course.bob)
    #expect(course.item.decision?.choice == .approveAnonymously)
    #expect(course.item.phase == .approved)
  }

  @Test func `one veto is enough`() throws {
    var course = try course()
    try course.click(.approve(anonymously: false), Course.ada)
    try course.click(.reject(Course.spam), Course.bob)
    #expect(course.item.phase == .rejected)
  }

  @Test func `without a veto as many are needed against it`() throws {
    var course = try course(veto: false)
    try course.click(.reject(Course.spam), Course.bob)
    #expect(course.item.phase == .inReview)
    try course.click(.reject(Course.spam), Course.eve)
    #expect(course.item.phase == .rejected)
  }

  @Test func `votes count for what was seen`() throws {
    var course = try course()
    try course.click(.approve(anonymously: false), Course.ada)
    try course.step(.author(.edit(Content(text: FormattedText("other"))), Course.author))
    try course.click(.approve(anonymously: false), Course.bob)
    #expect(course.item.phase == .inReview)
  }
}

@Suite struct ClaimTests {
  @Test func `a claim keeps others off until it ends`() throws {
    var course = try Course.inReview()
    try course.click(.claim, Course.ada)
    let until = course.now + course.policy.claimLength
    #expect(
      course.refusal(.approve(anonymously: false), Course.bob) == .claimed(by: Course.ada.id, until: until))
    #expect(course.refusal(.claim, Course.bob) == .claimed(by: Course.ada.id, until: until))
    course.now = until
    try course.click(.claim, Course.bob)
    #expect(course.item.claim?.fence == 2)
  }

  @Test(arguments: [ReviewPolicy.Claiming.optional, .required])
  func `who lost their claim cannot decide`(claiming: ReviewPolicy.Claiming) throws {
    var course = try Course.inReview()
    course.policy.claiming = claiming
    try course.click(.claim, Course.ada)
    course.now = course.now + course.policy.claimLength
    #expect(course.refusal(.approve(anonymously: false), Course.ada, fence: 1) == .claimLost)
    // Nor after they have claimed again, with the card of before.
    try course.click(.claim, Course.ada)
    #expect(course.refusal(.approve(anonymously: false), Course.ada, fence: 1) == .claimLost)
    try course.click(.approve(anonymously: false), Course.ada, fence: 2)
    #expect(course.item.phase == .approved)
  }

  @Test func `claiming again lengthens it`() throws {
    var course = try Course.inReview()
    try course.click(.claim, Course.ada)
    course.now = course.now + .minutes(4)
    try course.click(.claim, Course.ada)
    #expect(course.item.claim == Claim(by: Course.ada.id, until: course.now + .minutes(5), fence: 1))
  }

  @Test func `a claim can be needed, or switched off`() throws {
    var course = try Course.inReview()
    course.policy.claiming = .required
    #expect(course.refusal(.approve(anonymously: false), Course.ada) == .claimNeeded)
    course.policy.claiming = .disabled
    #expect(course.refusal(.claim, Course.ada) == .noClaims)
  }

  @Test func `only its holder releases a claim`() throws {
    var course = try Course.inReview()
    try course.click(.claim, Course.ada)
    #expect(course.refusal(.release, Course.bob, fence: 1) == .claimLost)
    try course.click(.release, Course.ada, fence: 1)
    try course.click(.approve(anonymously: false), Course.bob)
    #expect(course.item.phase == .approved)
  }
}
