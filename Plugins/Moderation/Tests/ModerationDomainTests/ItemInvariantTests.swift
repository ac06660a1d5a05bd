import ModerationDomain
import RoostJSON
import Testing

@Suite struct ItemInvariantTests {
  /// All that can happen, whether it makes sense or not.
  private func event(_ random: inout SplitMix, _ item: Item) -> ItemEvent {
    let channel = [Course.news, Course.extra].randomElement(using: &random)!
    let attempt = max(0, item.attempts - Int.random(in: 0...2, using: &random))
    let actor = [Course.ada, Course.bob, Course.eve, Course.author].randomElement(using: &random)!
    let revision = item.revision - Int.random(in: 0...1, using: &random)
    let report = [
      DeliveryReport.sent(messages: [3]), .refused("no"), .delayed(until: Moment(seconds: 1_800_000_000)),
      .noRights, .noAnswer,
    ].randomElement(using: &random)!
    let action = [
      ReviewAction.claim, .approve(anonymously: false), .approve(anonymously: false), .reject(Course.spam),
      .undo, .retry(channel), .absent(channel), .found(channel, messages: [4]), .requestChanges(Course.spam),
    ].randomElement(using: &random)!
    return [
      .author(.submit, Course.author), .author(.edit(Content(text: FormattedText("x"))), Course.author),
      .checked(.review, revision: revision), .planned(Moment(seconds: 1_800_000_000)), .due, .due, .restarted,
      .delivery(report, channel, attempt: attempt), .delivery(report, channel, attempt: attempt),
      .delivery(report, channel, attempt: attempt), .resumed(channel), .deleted(channel),
      .notDeleted(channel, "old"),
      .review(action, Click(by: actor, revision: revision)),
      .review(action, Click(by: actor, revision: revision)),
    ].randomElement(using: &random)!
  }

  @Test(arguments: 1...20) func `whatever happens, nothing is sent that may be there`(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var sends = 0
    for _ in 0..<60 {
      var course = try Course.inReview(channels: [Course.news, Course.extra])
      /// What may be in each channel.
      var there: [ChatID: Bool] = [:]
      var known: Set<Int> = []
      for _ in 0..<120 {
        let event = event(&random, course.item)
        let before = course.item
        guard let transition = try? course.item.after(event, at: course.now, under: course.policy) else {
          continue
        }
        course.item = transition.item
        switch event {
        case .delivery(.refused, let channel, _), .delivery(.delayed, let channel, _),
          .delivery(.noRights, let channel, _), .deleted(let channel), .review(.absent(let channel), _):
          there[channel] = false
        default: break
        }
        for case .send(let channel, let attempt) in transition.effects {
          #expect(there[channel] != true, "sent again after \(event) from \(before)")
          #expect(known.insert(attempt).inserted)
          there[channel] = true
          sends += 1
        }
        #expect(try Item(kept: course.item.kept()) == course.item)
        #expect(course.item.version == before.version + 1)
        let lines = transition.effects.filter { if case .audit = $0 { true } else { false } }
        #expect(lines.count == 1)
      }
    }
    // The walk comes this far.
    #expect(sends > 50)
  }

  @Test func `what newer code has kept is refused`() throws {
    let text = String(decoding: try Course().item.kept(), as: UTF8.self)
    #expect(text.hasPrefix(#"{"form":1,"item":{"id":5"#))
    let newer = Array(text.replacing(#""form":1"#, with: #""form":2"#).utf8)
    #expect(throws: KeepingError.newerForm(2)) { try Item(kept: newer) }
    #expect(throws: DecodingError.self) { try Item(kept: Array("{}".utf8)) }
  }

  @Test func `entities that were kept lie within their text`() throws {
    let kept = Array(
      #"{"text":"ab","entities":[{"type":"url","offset":1,"length":9},{"type":"bold","offset":0,"length":2}]}"#
        .utf8)
    let text = try JSONCoder.decode(FormattedText.self, from: kept)
    #expect(text == FormattedText("ab", [Entity("bold", 0, 2)]))
  }

  @Test func `the log says who did what`() throws {
    let course = try Course.inReview()
    let click = Click(by: Course.ada, revision: 1)
    let effects = try course.item.after(
      .review(.approve(anonymously: true), click), at: course.now, under: course.policy
    ).effects
    #expect(
      effects.last
        == .audit(
          AuditEntry(
            item: ItemID(rawValue: 5), version: 4, at: course.now, by: Course.ada.id,
            action: "review.approve_anonymously", from: .inReview, to: .approved)))
  }
}

/// Chance from a seed: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
