import Testing

@testable import ModerationDomain

@Suite struct CheckTests {
  private let now = Moment(seconds: 1_800_000_000)
  private func verdict(
    _ check: Verdict.Check, _ text: String, _ entities: [Entity] = [], hidden: Int = 0,
    submissions: [Moment] = [],
    outside: Verdict.Result? = nil, _ change: (inout CheckSettings) -> Void = { _ in }
  ) -> Verdict.Result? {
    var checks = Checks()
    change(&checks.settings)
    let input = CheckInput(
      item: ItemID(rawValue: 9), content: Content(text: FormattedText(text, entities)),
      findings: Sanitiser.Findings(hidden: hidden, traces: 0), submissions: submissions)
    return checks.run(input, at: now, outside: outside).first { $0.check == check }?.result
  }

  @Test func `each check has its say once`() {
    let verdicts = Checks().run(
      CheckInput(item: ItemID(rawValue: 1), content: Content(text: FormattedText("x"))), at: now,
      outside: .clear)
    #expect(verdicts.map(\.check) == Verdict.Check.allCases)
  }

  @Test func `length has two ends`() {
    #expect(verdict(.length, "abc") { $0.length = 3...5 } == .clear)
    #expect(verdict(.length, "ab") { $0.length = 3...5 } != .clear)
    #expect(verdict(.length, "abc🎉🎉") { $0.length = 3...5 } != .clear)
  }

  @Test func `links are counted unless they lead where they may`() {
    let text = "news.org a.example.org link"
    let links = [
      Entity("url", 0, 8), Entity("url", 9, 13),
      Entity("text_link", 23, 4, url: "https://x@example.org:80/news.org"),
    ]
    #expect(verdict(.links, text, links) != .clear)
    #expect(verdict(.links, text, links) { $0.allowedHosts = ["example.org"] } == .clear)
    #expect(
      verdict(.links, text, links) {
        $0.allowedHosts = ["example.org"]; $0.links = 0
      } == .suspicious("1 links; at most 0", original: nil))
    #expect(verdict(.links, text, links) { $0.allowedHosts = ["ample.org"] } != .clear)
  }

  @Test func `hosts are not what stands before an at sign`() {
    #expect(Host.of("https://good.org@evil.org/good.org") == "evil.org")
    #expect(Host.of("HTTP://Good.org:8080?x") == "good.org")
    #expect(Host.of("https://evil.org\\@good.org") == "evil.org")
  }

  @Test func `mentions are counted`() {
    let text = "@aaa @bbb @ccc @ddd"
    let all = (0..<4).map { Entity("mention", $0 * 5, 4) }
    #expect(verdict(.mentions, text, all) != .clear)
    #expect(verdict(.mentions, text, Array(all.prefix(3))) == .clear)
  }

  @Test func `letters of other scripts are noticed`() {
    #expect(verdict(.scripts, "دردشة جديدة هنا ok") { $0.scripts = [.latin, .cyrillic] } != .clear)
    #expect(verdict(.scripts, "привет and hello, π") { $0.scripts = [.latin, .cyrillic] } == .clear)
    #expect(verdict(.scripts, "دردشة") == .clear)
    // A few letters say nothing.
    #expect(verdict(.scripts, "αβγδ") { $0.scripts = [.latin] } == .clear)
  }

  @Test func `words with look-alikes are noticed, words of two alphabets side by side are not`() {
    #expect(verdict(.homoglyphs, "Зaрабoтoк здeсь") != .clear)
    #expect(verdict(.homoglyphs, "𝐄𝐚𝐫𝐧 𝐦𝐨𝐧𝐞𝐲") != .clear)
    #expect(verdict(.homoglyphs, "IT-отдел купил Wi-Fi роутер") == .clear)
  }

  @Test func `hidden characters are noticed`() {
    #expect(verdict(.hidden, "x", hidden: 4) != .clear)
    #expect(verdict(.hidden, "x", hidden: 3) == .clear)
  }

  @Test func `many submissions in a short time are a flood`() {
    let close = (0..<6).map { now + .seconds(Int64(-$0)) }
    #expect(verdict(.flood, "x", submissions: close) != .clear)
    let spread = (0..<6).map { now + .minutes(Int32(-$0 * 2)) }
    #expect(verdict(.flood, "x", submissions: spread) == .clear)
  }

  @Test func `stop words are found as words, however they are written`() {
    func found(_ text: String) -> Bool {
      verdict(.stopWords, text) { $0.stopWords = ["Crypto", "быстрый заработок"] } != .clear
    }
    #expect(found("all about CRYPT\u{200B}О!"))
    #expect(found("Быcтрый, зapaботок"))
    #expect(!found("cryptography"))
    #expect(!found("быстрый и заработок"))
  }

  @Test func `what cannot be looked into is not clear`() {
    #expect(verdict(.outside, "x", outside: .unavailable("no answer")) == .unavailable("no answer"))
    guard case .unavailable = verdict(.classifier, "x") else {
      Issue.record("a classifier that knows nothing has judged")
      return
    }
  }

  @Test func `the most severe verdict decides`() {
    var policy = CheckPolicy()
    policy.suspicious = [.stopWords: .refuse, .flood: .hold, .hidden: .ignore]
    policy.unavailable = [.outside: .hold]
    func outcome(_ verdicts: [Verdict], trusted: Bool = true) -> CheckOutcome {
      policy.outcome(of: verdicts, isTrusted: trusted)
    }
    func found(_ check: Verdict.Check) -> Verdict { .suspicious(check, "") }
    #expect(outcome([Verdict(.length, .clear)]) == .publish)
    #expect(outcome([Verdict(.length, .clear)], trusted: false) == .review)
    #expect(outcome([found(.hidden)]) == .publish)
    #expect(outcome([found(.links)]) == .review)
    #expect(outcome([found(.flood), found(.links)]) == .hold)
    #expect(outcome([found(.stopWords), found(.flood)]) == .refuse(policy.refusal))
    // A service that is down does not stop the rest, unless that is wanted.
    #expect(outcome([Verdict(.classifier, .unavailable("down"))]) == .publish)
    #expect(outcome([Verdict(.outside, .unavailable("down"))]) == .hold)
  }
}
